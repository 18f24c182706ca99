"""Keepers say what their project is; support staff also says whose register it is."""

import pytest

from activities.models import Project
from editing import versions
from tests import factories as make

NEW = {"code": "AB.1-x_2", "title": "A new project", "house_style": "plain"}


def edited(browser, address="/activities/MMSP/edit/", **changes):
    """Posts the form as the page shows it, with some fields changed."""
    form = browser.get(address).context["form"]
    shown = {field.html_name: field.value() for field in form if field.value() is not None}
    return browser.post(address, {**shown, **changes})


def test_a_keeper_changes_what_the_project_is(as_, pm, world):
    answer = edited(
        as_(pm), title="Dialogue, phase two", other_titles="fr: Dialogue\nzh-hans: 对话"
    )
    assert answer["Location"] == "/activities/MMSP/"
    project = Project.objects.get(code="MMSP")
    assert project.title == "Dialogue, phase two"
    assert project.other_titles == {"fr": "Dialogue", "zh-hans": "对话"}
    assert project.version == 2


def test_a_keeper_cannot_give_the_register_away(as_, pm, world):
    edited(as_(pm), code="MINE", kept_by=[world.sofreco.pk], shared_with=[])
    project = Project.objects.get(pk=world.project.pk)
    assert project.code == "MMSP"
    assert list(project.kept_by.all()) == [world.iom]


def test_support_staff_says_whose_register_it_is(as_, support, world):
    edited(as_(support), kept_by=[world.delegation.pk], shared_with=[])
    project = Project.objects.get(code="MMSP")
    assert list(project.kept_by.all()) == [world.delegation]
    assert not project.shared_with.exists()


def test_who_shares_in_it_reads_but_does_not_write(as_, ev, world):
    assert as_(ev).get("/activities/MMSP/edit/").status_code == 403
    assert as_(ev).post("/activities/MMSP/edit/", {"title": "Mine"}).status_code == 403


def test_a_stranger_does_not_learn_that_it_exists(as_, stranger, world):
    assert as_(stranger).get("/activities/MMSP/edit/").status_code == 404


def test_two_keepers_at_once_see_both_texts(as_, pm, world):
    browser = as_(pm)
    form = browser.get("/activities/MMSP/edit/").context["form"]
    versions.revise(world.project, base_version=1, fields={"title": "Written by another"}, by=None)
    shown = {field.html_name: field.value() for field in form if field.value() is not None}
    answer = browser.post("/activities/MMSP/edit/", {**shown, "title": "Written by me"})
    assert answer.status_code == 409
    assert "Written by another" in answer.text
    assert "Written by me" in answer.text
    assert Project.objects.get(code="MMSP").title == "Written by another"


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"title": ""}, "title", "This field is required."),
        ({"other_titles": "Projet"}, "other_titles", "Write each title as language, colon, title"),
        (
            {"starts_on": "2018-02-01", "ends_on": "2018-01-01"},
            "ends_on",
            "The project ends before it starts.",
        ),
        ({"starts_on": "soon"}, "starts_on", "Enter a valid date."),
    ],
)
def test_a_mistake_is_said_at_its_field_and_the_text_kept(as_, pm, world, wrong, field, said):
    answer = edited(as_(pm), geographic_scope="From Kunming to Turin", **wrong)
    assert answer.status_code == 422
    assert said in str(answer.context["form"].errors[field])
    assert "From Kunming to Turin" in answer.text
    assert Project.objects.get(code="MMSP").version == 1


def test_support_staff_opens_a_project(as_, support, world):
    answer = as_(support).post("/activities/new/", {**NEW, "kept_by": [world.iom.pk]})
    assert answer["Location"] == "/activities/AB.1-x_2/"
    assert list(Project.objects.get(code="AB.1-x_2").kept_by.all()) == [world.iom]


def test_keepers_do_not_open_projects(as_, pm):
    assert as_(pm).post("/activities/new/", NEW).status_code == 403


@pytest.mark.parametrize("code", ["new", "a/b", "Größe", ".hidden", "x" * 41, "MMSP", "-", "a\n"])
def test_a_code_that_no_address_can_carry_is_refused(as_, support, world, code):
    answer = as_(support).post("/activities/new/", {**NEW, "code": code.replace("\n", "%0A")})
    assert answer.status_code == 422
    assert answer.context["form"].errors["code"]


def test_a_double_click_opens_one_project(as_, support):
    browser = as_(support)
    key = browser.get("/activities/new/").context["form"]["request_key"].value()
    first, second = (browser.post("/activities/new/", {**NEW, "request_key": key}) for _ in "12")
    assert first["Location"] == second.get("Location", first["Location"])
    assert Project.objects.filter(code=NEW["code"]).count() == 1


def test_the_organisations_are_offered_by_name(as_, pm, world):
    make.OrganisationFactory(name="Zebra Institute", acronym="AAA")
    boxes = as_(pm).get("/activities/MMSP/edit/").context["form"]["implementing_partners"]
    assert "Zebra Institute (AAA)" in [label for _value, label in boxes.field.choices]
