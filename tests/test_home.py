"""The first page: what waits for each role, and figures that lead to what they count."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from editing import versions
from tests import factories as make
from tests import follow_up as story
from tests.follow_up import PROMISE

follow_up, rival, submitted = story.follow_up, story.rival, story.submitted


def tasks(page):
    return {task.title: task.total for task in page.context["tasks"]}


def figures(page):
    [glance] = page.context["glances"]
    return {figure.label: figure for figure in glance.figures}


def test_the_project_manager_sees_overdue_actions_and_the_response_to_write(as_, pm, follow_up):
    page = as_(pm).get("/")
    assert tasks(page) == {"Overdue actions": 1, "Responses to write": 1}
    assert PROMISE in page.content.decode()
    assert b"1 of 2 answered" in page.content


def test_an_action_due_within_a_month_is_announced(as_, pm, follow_up):
    soon = timezone.localdate() + timedelta(days=20)
    fields = {"due_on": soon, "promised_on": soon}
    versions.revise(follow_up.action, base_version=1, fields=fields, by=None)
    assert tasks(as_(pm).get("/"))["Actions due soon"] == 1


def test_the_manager_sees_who_owes_a_response_and_what_is_in_review(as_, eud, follow_up):
    assert tasks(as_(eud).get("/")) == {
        "Responses not submitted yet": 1,
        "Evaluations in review": 1,
    }


def test_once_submitted_nobody_waits_for_the_response(as_, eud, pm, submitted):
    assert "Responses not submitted yet" not in tasks(as_(eud).get("/"))
    assert "Responses to write" not in tasks(as_(pm).get("/"))


def test_the_evaluator_sees_what_the_report_still_lacks(as_, ev, world):
    question = make.QuestionFactory(evaluation=world.evaluation, number=4)
    answered = make.QuestionFactory(evaluation=world.evaluation, number=5)
    finding = make.FindingFactory(evaluation=world.evaluation, question=answered, number=1)
    page = as_(ev).get("/")
    assert tasks(page) == {"Questions without a finding": 1, "Findings without evidence": 1}
    assert question.get_absolute_url() in page.content.decode()
    assert finding.get_absolute_url() in page.content.decode()


def test_evidence_takes_a_finding_off_the_list(as_, ev, world):
    question = make.QuestionFactory(evaluation=world.evaluation)
    held = make.ActivityFactory(project=world.project)
    make.FindingFactory(evaluation=world.evaluation, question=question, activities=[held])
    assert tasks(as_(ev).get("/")) == {}


def test_a_final_report_asks_nothing_more_of_the_evaluator(as_, ev, world):
    make.QuestionFactory(evaluation=world.evaluation)
    versions.revise(world.evaluation, base_version=1, fields={"stage": "final"}, by=None)
    assert tasks(as_(ev).get("/")) == {}


@pytest.mark.parametrize("who", ["reviewer", "rival", "ev"])
def test_an_unsubmitted_response_shows_in_no_count(as_, request, follow_up, who):
    page = as_(request.getfixturevalue(who)).get("/")
    assert "0 of 2" in figures(page)["recommendations accepted"].number
    assert set(figures(page)) == {"recommendations accepted"}
    assert PROMISE not in page.content.decode()
    assert tasks(page) == {}


def test_the_same_counts_appear_once_it_is_submitted(as_, reviewer, submitted):
    shown = figures(as_(reviewer).get("/"))
    assert shown["actions: initiated"].number == "1"
    assert shown["actions overdue"].number == "1"


def test_every_figure_leads_to_what_it_counts(as_, eud, pm, follow_up):
    """The number on the first page is the number of rows on the page behind it."""
    versions.revise(follow_up.response, base_version=1, fields={"decision": "accepted"}, by=None)
    make.ActionFactory(response=follow_up.response, number=2)
    client = as_(pm)
    shown = [figure for figure in figures(client.get("/")).values() if "?" in figure.href]
    assert len(shown) == 4
    for figure in shown:
        listed = client.get(figure.href).context["page"].paginator.count
        assert listed == int(re.match(r"\d+", figure.number)[0]), figure.label


def test_questions_answered_are_counted_by_their_short_answer(as_, eud, world):
    for number in (1, 2):
        make.QuestionFactory(evaluation=world.evaluation, number=number)
    question = make.QuestionFactory(evaluation=world.evaluation, number=3)
    make.FindingFactory(evaluation=world.evaluation, question=question)
    assert figures(as_(eud).get("/"))["questions answered"].number == "1 of 3"


def test_a_person_with_no_role_gets_a_kind_word_and_no_trace(as_, stranger, follow_up):
    page = as_(stranger).get("/")
    assert b"No evaluation is open to you yet" in page.content
    assert b"Final evaluation" not in page.content


def test_only_a_few_items_are_shown_and_the_rest_counted(as_, pm, follow_up):
    late = date(2020, 1, 1)
    for number in range(2, 12):
        make.ActionFactory(
            response=follow_up.response, number=number, due_on=late, promised_on=late,
            no_date_reason="",
        )  # fmt: skip
    page = as_(pm).get("/")
    assert tasks(page)["Overdue actions"] == 11
    assert b"and 6 more" in page.content


def test_the_number_of_queries_does_not_grow(as_, eud, follow_up, django_assert_max_num_queries):
    client = as_(eud)
    for number in range(2, 12):
        evaluation = make.EvaluationFactory()
        make.MembershipFactory(evaluation=evaluation, user=eud, role="manager")
        make.MembershipFactory(evaluation=evaluation, user=eud, role="evaluator")
        make.MatrixFactory(evaluation=evaluation)
        make.FindingFactory(evaluation=evaluation)
        make.ActionFactory(response=follow_up.response, number=number)
        if number in (2, 11):
            with django_assert_max_num_queries(29):
                client.get("/")


def test_nobody_reads_it_without_signing_in(as_):
    assert as_(None).get("/").status_code == 302
