"""The annexes that the report makes of its records: what it rests on, the project's logic, details."""

from dataclasses import replace
from datetime import date

import pytest

from activities.models import Outcome
from editing import versions
from mmsp.reports import content, html, outline
from mmsp.reports.annexes import detailed_answers, sources_at_a_glance
from mmsp.reports.shapes import Audience
from tests import factories as make
from tests.reports import sample

TODAY = date(2024, 5, 6)


def with_one_observed(report):
    criterion = report.criteria[0]
    question = criterion.questions[0]
    judged = question.judgement_criteria[0]
    seen = replace(judged.indicators[0], observed="516 of 1,452 were women")
    judged = replace(judged, indicators=(seen, *judged.indicators[1:]))
    question = replace(question, judgement_criteria=(judged,))
    criterion = replace(criterion, questions=(question, *criterion.questions[1:]))
    return replace(report, criteria=(criterion, *report.criteria[1:]))


@pytest.mark.once
def test_the_details_tell_of_each_indicator_that_was_observed_and_of_no_other():
    report = with_one_observed(
        replace(sample.report(), criteria=tuple(map(unseen, sample.report().criteria)))
    )
    assert [len(each.observed) for each in detailed_answers(report)] == [1]
    body = html.report(report).body
    assert body.count("516 of 1,452 were women") == 1
    assert "Observed:" not in body, "the matrix leaves to the details what was found"
    assert detailed_answers(replace(report, criteria=())) == ()


def unseen(criterion):
    def judged(question):
        return tuple(
            replace(jc, indicators=tuple(replace(x, observed="") for x in jc.indicators))
            for jc in question.judgement_criteria
        )

    questions = (replace(each, judgement_criteria=judged(each)) for each in criterion.questions)
    return replace(criterion, questions=tuple(questions))


@pytest.mark.once
def test_what_the_findings_rest_on_adds_up():
    tallies = {each.name: each for each in sources_at_a_glance(sample.report())}
    assert tallies["Documents read"].total == len(sample.report().sources)
    assert all(each.total == sum(n for _name, n in each.parts) for each in tallies.values())


def test_the_logic_of_the_project_counts_what_was_held_for_each_result(world):
    fields = {"project": world.project, "number": 1, "text": "Services talk to each other"}
    result = versions.create(Outcome, fields=fields, by=None)
    for number, status in ((1, "implemented"), (2, "planned")):
        make.ActivityFactory(project=world.project, number=number, outcome=result, status=status)
    built = content.build(world.evaluation, audience=Audience.PUBLIC, as_of=TODAY)
    [project] = built.interventions
    assert [(each.text, each.held, each.foreseen) for each in project.results] == [
        ("Services talk to each other", 1, 2)
    ]
    assert "intervention" in {chapter.anchor for chapter in outline.of_report(built)}


def test_a_project_that_says_nothing_of_its_logic_has_no_annex(world):
    assert (
        content.build(world.evaluation, audience=Audience.PUBLIC, as_of=TODAY).interventions == ()
    )
