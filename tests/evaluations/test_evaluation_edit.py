"""The title page: who opens an evaluation, who fills it in, and addresses that stay right."""

import pytest

from editing import versions
from evaluations.models import Evaluation
from tests import factories as make
from tests.evaluations.conftest import filled, now

EDIT = "/evaluations/final/edit/"
NEW = "/evaluations/new/"


def test_support_opens_an_evaluation(as_, support):
    browser = as_(support)
    sent = filled(browser.get(NEW), title="Mid-term review", slug="mid-term")
    assert browser.post(NEW, sent)["Location"] == "/evaluations/mid-term/"
    assert Evaluation.objects.get(slug="mid-term").stage == "planned"


@pytest.mark.parametrize("who", ["eud", "ev", "stranger"])
def test_others_do_not_open_evaluations(as_, request, who):
    assert as_(request.getfixturevalue(who)).get(NEW).status_code == 403


@pytest.mark.parametrize("slug", ["new", "import", "final", "two words", "", "é"])
def test_a_short_name_that_would_mislead_is_refused(as_, support, evaluation, slug):
    browser = as_(support)
    page = browser.post(NEW, filled(browser.get(NEW), title="Kept title", slug=slug))
    assert page.status_code == 422
    assert page.context["form"]["title"].value() == "Kept title"


def test_the_officer_fills_in_the_title_page(as_, eud, evaluation, world):
    browser = as_(eud)
    sent = filled(
        browser.get(EDIT), themes="Gender\r\nReturn", period_from="2015-04-01",
        period_to="2018-12-31", contractor=str(world.iom.pk),
    )  # fmt: skip
    assert browser.post(EDIT, sent).status_code == 302
    assert now(evaluation).themes == ["Gender", "Return"]
    assert now(evaluation).contractor == world.iom


def test_a_period_that_ends_before_it_starts_is_refused(as_, eud, evaluation):
    browser = as_(eud)
    sent = filled(browser.get(EDIT), period_from="2018-12-31", period_to="2015-04-01")
    page = browser.post(EDIT, sent)
    assert page.status_code == 422
    assert "The period ends before it starts." in page.content.decode()


def test_a_form_cannot_move_the_stage_or_publish(as_, eud, evaluation):
    browser = as_(eud)
    sent = filled(browser.get(EDIT), stage="final", published_at="2020-01-01", reference="X")
    browser.post(EDIT, sent)
    assert (now(evaluation).stage, now(evaluation).published_at) == ("review", None)
    assert now(evaluation).reference == "X"


def test_projects_one_may_not_see_stay_linked(as_, eud, evaluation, world):
    secret = make.ProjectFactory(code="SECRET")
    versions.revise(
        evaluation, base_version=1, fields={"projects": [world.project, secret]}, by=None
    )
    browser = as_(eud)
    form = browser.get(EDIT)
    assert "SECRET" not in form.content.decode()
    browser.post(EDIT, filled(form, reference="X"))
    assert set(evaluation.projects.all()) == {world.project, secret}


@pytest.mark.parametrize("who", ["reviewer", "pm"])
def test_readers_of_the_draft_do_not_edit_the_title_page(as_, request, evaluation, who):
    assert as_(request.getfixturevalue(who)).get(EDIT).status_code == 403


def test_a_new_short_name_is_a_new_address(as_, eud, evaluation):
    browser = as_(eud)
    answer = browser.post(EDIT, filled(browser.get(EDIT), slug="mmsp-final", stay="yes"))
    assert answer["Location"] == "/evaluations/mmsp-final/edit/"
    assert browser.get("/evaluations/final/").status_code == 404
