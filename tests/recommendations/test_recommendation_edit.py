"""Writing recommendations: evaluators and managers, until the report is final."""

import pytest

from editing import versions
from recommendations.models import Recommendation
from tests import factories as make

NEW = "/evaluations/final/recommendations/new/"


def form(**changes):
    return {"number": "3", "heading": "Keep the memory", "text": "<p>Do it.</p>", **changes}


def test_an_evaluator_writes_a_recommendation(as_, ev, world):
    conclusion = make.ConclusionFactory(evaluation=world.evaluation)
    answer = as_(ev).post(NEW, form(addressees=[world.iom.pk], conclusions=[conclusion.pk]))
    row = Recommendation.objects.get(number=3)
    assert answer.url == row.get_absolute_url()
    assert list(row.addressees.all()) == [world.iom]
    assert list(row.conclusions.all()) == [conclusion]


def test_the_form_offers_the_next_number(as_, ev, follow_up):
    assert as_(ev).get(NEW).context["form"].initial["number"] == 5


def test_a_taken_number_is_said_at_its_field_and_the_text_is_kept(as_, ev, follow_up):
    page = as_(ev).post(NEW, form(text="<p>A long thought.</p>"))
    assert page.status_code == 422
    assert page.context["form"].errors["number"] == ["This number is taken."]
    assert b"A long thought." in page.content


def test_a_taken_number_is_said_when_editing_too(as_, ev, follow_up):
    row = follow_up.recommendation
    page = as_(ev).post(f"{row.get_absolute_url()}edit/", form(number="4", base_version="1"))
    assert page.status_code == 422
    assert page.context["form"].errors["number"]


def test_a_conclusion_of_another_evaluation_is_no_choice(as_, ev, world):
    foreign = make.ConclusionFactory()
    page = as_(ev).post(NEW, form(conclusions=[foreign.pk]))
    assert page.status_code == 422
    assert page.context["form"].errors["conclusions"]
    assert not Recommendation.objects.exists()


def test_two_writers_meet_on_a_page_with_both_texts(as_, ev, eud, follow_up):
    url = f"{follow_up.recommendation.get_absolute_url()}edit/"
    as_(eud).post(url, form(heading="Heading of the manager", base_version="1"))
    page = as_(ev).post(url, form(heading="Heading of the evaluator", base_version="1"))
    assert page.status_code == 409
    assert b"Heading of the manager" in page.content
    assert b"Heading of the evaluator" in page.content


@pytest.mark.parametrize("who", ["pm", "reviewer"])
def test_readers_of_the_draft_may_not_write(as_, request, follow_up, who):
    client = as_(request.getfixturevalue(who))
    url = follow_up.recommendation.get_absolute_url()
    assert client.get(f"{url}edit/").status_code == 403
    assert client.post(f"{url}edit/", form(base_version="1")).status_code == 403
    assert client.post(NEW, form(number="8")).status_code == 403
    assert client.post(f"{url}remove/", {"base_version": "1"}).status_code == 403


def test_nobody_writes_into_a_final_report(as_, ev, follow_up):
    versions.revise(follow_up.evaluation, base_version=1, fields={"stage": "final"}, by=None)
    url = f"{follow_up.recommendation.get_absolute_url()}edit/"
    assert as_(ev).post(url, form(base_version="1")).status_code == 403


def test_an_answered_recommendation_is_not_removed(as_, ev, follow_up):
    url = f"{follow_up.recommendation.get_absolute_url()}remove/"
    page = as_(ev).post(url, {"base_version": "1"})
    assert page.status_code == 422
    assert b"First remove what hangs on it" in page.content


def test_an_evaluator_removes_one_that_nobody_answers(as_, ev, world):
    row = make.RecommendationFactory(evaluation=world.evaluation, number=9)
    url = f"{row.get_absolute_url()}remove/"
    assert as_(ev).get(url).status_code == 200
    assert as_(ev).post(url, {"base_version": "1"}).status_code == 302
    assert as_(ev).get(row.get_absolute_url()).status_code == 404


def test_earlier_wordings_are_for_readers_of_the_draft(as_, ev, reviewer, pm, follow_up):
    url = f"{follow_up.recommendation.get_absolute_url()}history/"
    assert as_(ev).get(url).status_code == 200
    assert as_(reviewer).get(url).status_code == 200
    assert as_(pm).get(url).status_code == 403
