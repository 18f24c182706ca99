"""Keepers add, change and remove activities; everybody else reads."""

import pytest

from activities.models import Activity
from editing import versions
from tests import factories as make
from tests.activities.pages import fill, shown

EDIT = "/activities/MMSP/1/edit/"
NEW = "/activities/MMSP/new/"


def test_a_keeper_writes_down_what_was_held(as_, pm, training, pillar, outcome):
    answer = fill(
        as_(pm), NEW, title="Forum in Beijing", type="forum", status="implemented", country="cn",
        starts_on="2018-05-07", topics="return\n\n visas ", pillars=[pillar.pk],
        outcome=outcome.pk, organisers=[training.organisers.get().pk],
        summary="<p>Well <script>alert(1)</script>attended.</p>",
    )  # fmt: skip
    assert answer["Location"] == "/activities/MMSP/2/"
    forum = Activity.objects.get(number=2)
    assert forum.topics == ["return", "visas"]
    assert forum.country == "CN"
    assert "script" not in forum.summary
    assert list(forum.pillars.all()) == [pillar]


def test_the_next_number_is_offered_and_taken_ones_refused(as_, pm, training):
    browser = as_(pm)
    assert shown(browser, NEW)["number"] == 2
    answer = fill(browser, NEW, number=1, title="Twin", type="forum")
    assert answer.context["form"].errors["number"] == ["This number is taken."]
    assert "Twin" in answer.text


def test_a_keeper_changes_an_activity_and_says_why(as_, pm, training):
    answer = fill(as_(pm), EDIT, title="Training in Dali", reason="Wrong town")
    assert answer["Location"] == "/activities/MMSP/1/"
    assert Activity.objects.get(number=1).title == "Training in Dali"
    assert versions.revisions_of(training).first().reason == "Wrong town"


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"status": "cancelled"}, "status_reason", "Say why it was postponed or cancelled."),
        ({"ends_on": "2018-10-08"}, "ends_on", "The activity ends before it starts."),
        ({"title": " "}, "title", "This field is required."),
        ({"type": "party"}, "type", "Select a valid choice"),
        ({"country": "CHN"}, "country", "at most 2 characters"),
        ({"country": "1!"}, "country", "Write two letters, for example CN or BE."),
        ({"number": "0"}, "number", "greater than or equal to 1"),
        ({"number": "1000000"}, "number", "less than or equal to"),
        ({"starts_on": "99999-01-01"}, "starts_on", "Enter a valid date."),
    ],
)
def test_a_mistake_is_said_at_its_field_and_the_text_kept(as_, pm, training, wrong, field, said):
    answer = fill(as_(pm), EDIT, **{"experts": "A long list of experts", **wrong})
    assert answer.status_code == 422
    assert said in str(answer.context["form"].errors[field])
    assert "A long list of experts" in answer.text
    assert Activity.objects.get(number=1).version == 1


def test_pillars_and_outcomes_of_another_project_are_not_taken(as_, pm, training):
    other = make.ProjectFactory(kept_by=[pm.organisation])
    from activities.models import Outcome

    foreign = versions.create(
        Outcome, fields={"project": other, "number": 1, "text": "Elsewhere"}, by=None
    )
    answer = fill(as_(pm), EDIT, outcome=foreign.pk)
    assert answer.context["form"].errors["outcome"]
    assert "Elsewhere" not in answer.text


def test_two_keepers_at_once_see_both_texts_and_neither_is_lost(as_, pm, training):
    browser = as_(pm)
    mine = shown(browser, EDIT)
    versions.revise(training, base_version=1, fields={"place": "Their town"}, by=None)
    answer = browser.post(EDIT, {**mine, "place": "My town"})
    assert answer.status_code == 409
    assert "Their town" in answer.text
    assert "My town" in answer.text
    assert Activity.objects.get(number=1).place == "Their town"


def test_the_conflict_page_settles_it_with_one_more_save(as_, pm, training):
    browser = as_(pm)
    mine = shown(browser, EDIT)
    versions.revise(training, base_version=1, fields={"place": "Their town"}, by=None)
    form = browser.post(EDIT, {**mine, "title": "My title"}).context["form"]
    again = {field.html_name: field.value() for field in form if field.value() is not None}
    assert browser.post(EDIT, again).status_code == 302
    activity = Activity.objects.get(number=1)
    assert (activity.title, activity.place) == ("My title", "Their town")


@pytest.mark.parametrize("address", [EDIT, NEW, "/activities/MMSP/1/remove/"])
def test_who_shares_in_the_register_is_refused_and_a_stranger_finds_nothing(
    as_, ev, stranger, training, address
):
    for method in ("get", "post"):
        assert getattr(as_(ev), method)(address).status_code == 403
        assert getattr(as_(stranger), method)(address).status_code == 404
    assert Activity.objects.get().version == 1


def test_support_staff_without_all_rights_reads_but_leaves_the_register_alone(as_, training):
    helper = make.UserFactory(is_staff=True)
    assert as_(helper).get("/activities/MMSP/1/").status_code == 200
    assert as_(helper).get(EDIT).status_code == 403


def test_removing_asks_first_and_keeps_the_history(as_, pm, training):
    browser = as_(pm)
    assert "Training in Kunming?" in browser.get("/activities/MMSP/1/remove/").text
    assert Activity.objects.exists()
    answer = browser.post("/activities/MMSP/1/remove/", {"base_version": 1})
    assert answer["Location"] == "/activities/MMSP/"
    assert not Activity.objects.exists()
    assert [r.kind for r in versions.revisions_of(training)] == ["removed", "created"]


def test_what_still_has_participants_is_not_removed(as_, pm, training, officials):
    answer = as_(pm).post("/activities/MMSP/1/remove/", {"base_version": 1})
    assert answer.status_code == 422
    assert Activity.objects.exists()


def test_the_history_is_for_keepers(as_, pm, ev, stranger, training):
    versions.revise(training, base_version=1, fields={"place": "Dali"}, by=pm)
    page = as_(pm).get("/activities/MMSP/1/history/")
    assert "Dali" in page.text
    assert "PM" in page.text
    assert as_(ev).get("/activities/MMSP/1/history/").status_code == 403
    assert as_(stranger).get("/activities/MMSP/1/history/").status_code == 404
