"""A question: its parts, its findings and its part of the evaluation matrix on one page."""

import pytest

from editing import versions
from evaluations.models import Criterion, EvaluationQuestion, Indicator, JudgementCriterion
from tests import factories as make
from tests.evaluations.conftest import filled, now

PAGE = "/evaluations/final/questions/4/"


@pytest.fixture
def indicator(question):
    judged = versions.create(
        JudgementCriterion, fields={"question": question, "number": 1, "text": "Officials know more"},
        by=None,
    )  # fmt: skip
    fields = {"judgement_criterion": judged, "number": 2, "text": "Trained", "sources": "Registers"}
    return versions.create(Indicator, fields=fields, by=None)


def test_the_page_holds_question_finding_and_matrix(as_, reviewer, question, finding, indicator):
    page = as_(reviewer).get(PAGE).content.decode()
    for word in ("How far were the goals reached?", "For irregular migration?", "Second paragraph.",
                 "JC 4.1: Officials know more", "I 4.1.2", "Registers"):  # fmt: skip
        assert word in page


def test_one_turns_the_pages_from_question_to_question(as_, ev, evaluation, question):
    for number in (2, 9):
        make.QuestionFactory(evaluation=evaluation, number=number)
    context = as_(ev).get(PAGE).context
    assert context["neighbours"]["before"].number == 2
    assert context["neighbours"]["after"].number == 9


def test_sub_questions_are_one_a_line(as_, ev, question):
    browser = as_(ev)
    form = browser.get(f"{PAGE}edit/")
    assert form.context["form"]["sub_questions"].value() == (
        "For legal migration?\nFor irregular migration?"
    )
    browser.post(f"{PAGE}edit/", filled(form, sub_questions=" First? \r\n\r\nSecond?\r\n"))
    assert now(question).sub_questions == ["First?", "Second?"]


def test_a_question_with_findings_is_not_removed(as_, ev, question, finding):
    browser = as_(ev)
    page = browser.post(f"{PAGE}remove/", filled(browser.get(f"{PAGE}remove/")))
    assert page.status_code == 422
    assert "First remove what hangs on it" in page.content.decode()
    assert question in EvaluationQuestion.objects.all()


def test_only_criteria_of_this_evaluation_are_offered(as_, ev, evaluation, question):
    own = make.CriterionFactory(evaluation=evaluation, name="Visibility")
    foreign = make.CriterionFactory(name="Secret criterion")
    offered = as_(ev).get(f"{PAGE}edit/").context["form"].fields["criterion"].queryset
    assert own in offered
    assert Criterion.objects.get(evaluation=None, code="impact") in offered
    assert foreign not in offered


def test_the_standard_criteria_are_not_edited_here(as_, ev, evaluation):
    assert as_(ev).get("/evaluations/final/criteria/relevance/edit/").status_code == 404


def test_an_own_criterion_is_listed_beside_the_standard_ones(as_, ev, evaluation):
    make.CriterionFactory(evaluation=evaluation, code="own", name="Visibility of the EU")
    page = as_(ev).get("/evaluations/final/criteria/").content.decode()
    assert "Visibility of the EU" in page
    assert "Relevance" in page
    assert page.count("/edit/") == 1


def test_an_indicator_is_written_under_its_judgement_criterion(as_, ev, indicator):
    browser, new = as_(ev), "/evaluations/final/questions/4/judged/1/indicators/new/"
    form = browser.get(new)
    assert form.context["form"]["number"].value() == 3
    browser.post(new, filled(form, text="Asked again after a year", methods="Survey"))
    assert indicator.judgement_criterion.indicators.get(number=3).methods == "Survey"


@pytest.mark.parametrize(
    "path",
    ["questions/0/", "questions/4444444/", "questions/x/", "questions/4/judged/9/edit/",
     "questions/4/judged/1/indicators/9/edit/", "questions/9/judged/new/", "findings/-1/"],
)  # fmt: skip
def test_numbers_that_are_not_there_are_not_found(as_, ev, indicator, path):
    assert as_(ev).get(f"/evaluations/final/{path}").status_code == 404


@pytest.mark.parametrize("rows", [1, 20])
def test_the_page_costs_the_same_with_much_in_it(
    as_, ev, world, evaluation, question, rows, django_assert_max_num_queries
):
    for number in range(1, rows + 1):
        make.FindingFactory(
            evaluation=evaluation, question=question, number=number,
            activities=[make.ActivityFactory(project=world.project)],
            interviews=[make.InterviewFactory(evaluation=evaluation, number=number)],
            documents=[make.DocumentFactory(project=world.project)],
        )  # fmt: skip
        judged = versions.create(
            JudgementCriterion,
            fields={"question": question, "number": number, "text": "So"},
            by=None,
        )
        fields = {"judgement_criterion": judged, "number": 1, "text": "Counted"}
        versions.create(Indicator, fields=fields, by=None)
    browser = as_(ev)
    with django_assert_max_num_queries(28):
        browser.get(PAGE)
