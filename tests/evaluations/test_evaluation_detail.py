"""The workspace: the report as it reads, what it still lacks, and what each reader may not see."""

import pytest

from editing import versions
from evaluations.completeness import outline_of
from evaluations.models import Role, Stage
from evaluations.reading import reading_of
from tests import factories as make
from tests.evaluations.conftest import now

WORKSPACE = "/evaluations/final/"


@pytest.fixture
def report(evaluation, finding):
    """A small report: every kind of part once, some of them unfinished."""
    activity = make.ActivityFactory(project=evaluation.projects.get())
    answered = make.QuestionFactory(evaluation=evaluation, number=5, text="Was it lasting?")
    make.FindingFactory(
        evaluation=evaluation, question=answered, number=5, text="<p>It lasted.</p>",
        short_answer="Mostly.", activities=[activity],
    )  # fmt: skip
    make.QuestionFactory(evaluation=evaluation, number=6, text="Was it coherent?")
    make.SectionFactory(evaluation=evaluation, position=2, kind="annex", title="Annex of terms")
    make.SectionFactory(evaluation=evaluation, position=1, kind="introduction", title="Opening")
    make.SectionFactory(evaluation=evaluation, position=3, kind="context", title="Bare", text="")
    make.ConclusionFactory(evaluation=evaluation, number=1, heading="It worked", findings=[finding])
    make.LessonFactory(evaluation=evaluation, number=1, heading="Ask early")
    make.RecommendationFactory(evaluation=evaluation, number=1, heading="Go on")
    return evaluation


def states(report, user):
    return {item.label: item.state for group in outline_of(report, user) for item in group.items}


def test_the_outline_says_how_complete_each_part_is(report, ev):
    assert states(report, ev) == {
        "Opening": "complete",
        "Bare": "empty",
        "How far were the goals reached?": "started",  # no evidence
        "Was it lasting?": "complete",
        "Was it coherent?": "empty",
        "It worked": "complete",
        "Ask early": "started",  # rests on no finding
        "Go on": "started",  # addressed to nobody
        "Annex of terms": "complete",
    }


def test_a_question_is_not_complete_by_a_finding_that_was_removed(report, ev):
    answer = report.findings.get(number=5)
    versions.remove(answer, base_version=answer.version, by=None)
    assert states(report, ev)["Was it lasting?"] == "empty"


def test_the_report_reads_from_the_opening_to_the_annexes(as_, ev, report):
    page = as_(ev).get(WORKSPACE).content.decode()
    page = page[page.index('class="report"') :]
    words = ["Opening", "How far were the goals reached?", "It lasted.", "It worked", "Ask early",
             "Go on", "Annex of terms"]  # fmt: skip
    places = [page.index(word) for word in words]
    assert places == sorted(places)


def test_sections_stand_where_their_kind_says(report, ev):
    reading = reading_of(report, ev)
    assert [section.title for section in reading.opening] == ["Opening", "Bare"]
    assert [section.title for section in reading.closing] == ["Annex of terms"]


def test_the_evaluator_sees_what_is_missing_and_where_to_write(as_, ev, report):
    page = as_(ev).get(WORKSPACE).content.decode()
    assert "5 parts are not complete yet." in page
    assert "/evaluations/final/findings/4/edit/" in page
    assert "/evaluations/final/questions/6/findings/new/" in page


def test_the_reviewer_reads_the_draft_but_is_offered_no_pen(as_, reviewer, report):
    page = as_(reviewer).get(WORKSPACE).content.decode()
    assert "5 parts are not complete yet." in page
    assert "/edit/" not in page
    assert "/new/" not in page


def test_the_public_of_a_report_sees_the_text_and_nothing_of_its_making(as_, stranger, report, eud):
    published = {
        "stage": Stage.FINAL,
        "confidentiality": "public",
        "published_at": "2021-01-31T12:00Z",
    }
    versions.revise(report, base_version=report.version, fields=published, by=None)
    page = as_(stranger).get(WORKSPACE).content.decode()
    assert "It lasted." in page
    for inside in ("not complete", "dot--", ": Manager", "Members", "/history/", "/edit/"):
        assert inside not in page


@pytest.mark.parametrize("stage", [Stage.PLANNED, Stage.DRAFTING, Stage.REVIEW])
def test_the_reader_waits_for_the_final_report(as_, reader, evaluation, stage):
    versions.revise(evaluation, base_version=1, fields={"stage": stage}, by=None)
    assert as_(reader).get(WORKSPACE).status_code == 404


@pytest.mark.parametrize("stage", [Stage.FINAL, Stage.CLOSED])
def test_then_the_reader_reads_it(as_, reader, evaluation, stage):
    versions.revise(evaluation, base_version=1, fields={"stage": stage}, by=None)
    assert as_(reader).get(WORKSPACE).status_code == 200


def test_a_member_through_the_organisation_is_let_in(as_, evaluation, world):
    colleague = make.UserFactory(organisation=world.iom)
    assert as_(colleague).get(WORKSPACE).status_code == 404
    make.MembershipFactory(evaluation=evaluation, organisation=world.iom, role=Role.REVIEWER)
    assert as_(colleague).get(WORKSPACE).status_code == 200


def test_an_empty_report_offers_the_first_step(as_, ev, evaluation):
    page = as_(ev).get(WORKSPACE).content.decode()
    assert "Write the first question" in page


def test_open_comments_are_one_click_away(as_, reviewer, report, finding):
    assert "None is open." in as_(reviewer).get(WORKSPACE).content.decode()
    for number, resolved in enumerate([None, None, reviewer], 1):
        make.CommentThreadFactory(
            evaluation=report, about=finding, number=number, resolved_by=resolved,
            resolved_at=finding.created_at if resolved else None,
        )  # fmt: skip
    page = as_(reviewer).get(WORKSPACE).content.decode()
    assert page.count("2 open comments") == 2  # at the finding and at the side
    found = as_(reviewer).get(f"{WORKSPACE}comments/?show=open").content.decode()
    assert found.count('class="row-link"') == 2
    assert f'href="{WORKSPACE}comments/?show=open"' in page


def test_a_reader_learns_nothing_of_comments(as_, reader, report, finding):
    make.CommentThreadFactory(evaluation=report, about=finding)
    versions.revise(now(report), base_version=1, fields={"stage": Stage.FINAL}, by=None)
    page = as_(reader).get(WORKSPACE).content.decode()
    assert "omments" not in page


@pytest.mark.parametrize("questions", [4, 40])
def test_the_workspace_costs_the_same_however_long_the_report_is(
    as_, ev, evaluation, questions, django_assert_max_num_queries
):
    activity = make.ActivityFactory(project=evaluation.projects.get())
    for number in range(1, questions + 1):
        asked = make.QuestionFactory(evaluation=evaluation, number=number)
        finding = make.FindingFactory(
            evaluation=evaluation, question=asked, number=number, activities=[activity]
        )
        for factory in (make.ConclusionFactory, make.LessonFactory, make.RecommendationFactory):
            factory(evaluation=evaluation, number=number, findings=[finding])
        make.SectionFactory(evaluation=evaluation, position=number)
        make.CommentThreadFactory(evaluation=evaluation, about=finding, number=number)
    browser = as_(ev)
    with django_assert_max_num_queries(23):
        browser.get(WORKSPACE)
