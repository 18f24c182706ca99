"""What changed in the whole report since a day or a stage: on a page, and on paper."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from editing import versions
from editing.models import Revision
from mmsp.reports import change_paper, products
from mmsp.reports.change_paper import ChangesStayInside, build_changes
from mmsp.reports.moments import of_day, stage_moves
from mmsp.reports.shapes import Audience
from tests import factories as make
from tests.reports.conftest import open_pdf

PAGE = "/evaluations/final/changes/"
PAPER = f"{PAGE}since.pdf"
TODAY = date(2024, 5, 6)
LONG_AGO = datetime(2015, 11, 2, tzinfo=UTC)
SINCE = f"{PAGE}?since=2015-11-03"


@pytest.fixture(autouse=True)
def papers(settings, tmp_path):
    settings.VAR_DIR = tmp_path


def long_ago():
    """What was written up to here was written on 2 November 2015."""
    Revision.objects.update(at=LONG_AGO)


def now(row):
    return versions.current(row)


def revise(row, by=None, reason="", **fields):
    row = now(row)
    return versions.revise(row, base_version=row.version, fields=fields, by=by, reason=reason)


@pytest.fixture
def report(evaluation, ev, eud):
    """Of the old report, the summary was reworded, a finding added, a lesson removed."""
    summary = make.SectionFactory(
        evaluation=evaluation, position=1, kind="executive_summary", title="Summary",
        text="<p>The project built capacity.</p>",
    )  # fmt: skip
    question = make.QuestionFactory(evaluation=evaluation, number=4)
    lesson = make.LessonFactory(evaluation=evaluation, number=1, heading="Begin early")
    untouched = make.ConclusionFactory(evaluation=evaluation, number=1, heading="Untouched so far")
    recommendation = make.RecommendationFactory(evaluation=evaluation, number=3, heading="Go on")
    long_ago()
    revise(summary, ev, "Asked by the Delegation", text="<p>The project built local capacity.</p>")
    make.FindingFactory(evaluation=evaluation, question=question, number=7, short_answer="It did.")
    versions.remove(lesson, base_version=1, by=eud, reason="Said twice")
    revise(recommendation, eud, heading="Go on for two years")
    return untouched


def test_the_page_tells_part_by_part_in_the_order_of_the_report(as_, reviewer, report):
    answer = as_(reviewer).get(SINCE)
    page = answer.content.decode()
    for said in (
        "Changes since 3 November 2015", "<ins>local </ins>", "Reason: Asked by the Delegation",
        "Questions and findings", "Reason: Said twice", "<ins> for two years</ins>",
    ):  # fmt: skip
        assert said in page, said
    assert [(str(part["item"].row), part["what"]) for part in answer.context["parts"]] == [
        ("Summary", "changed"), ("F7", "added"), ("L1 Begin early", "removed"),
        ("R3 Go on for two years", "changed"),
    ]  # fmt: skip
    assert "Untouched so far" not in page


def test_the_paper_says_the_same(as_, reviewer, report):
    answer = as_(reviewer).get(f"{PAPER}?since=2015-11-03")
    assert b"".join(answer).startswith(b"%PDF")
    assert "final-changes-since-2015-11-03" in answer["Content-Disposition"]
    evaluation = report.evaluation
    content = build_changes(
        evaluation, since=of_day(date(2015, 11, 3)), reader=reviewer,
        audience=Audience.INTERNAL, as_of=TODAY,
    )  # fmt: skip
    text = " ".join(page.extract_text() for page in open_pdf(change_paper_of(content)).pages)
    for said in ("Changes since 3 November 2015", "Summary", "local", "Asked by the Delegation",
                 "Finding F7", "added", "It did.", "Begin early", "removed", "Internal"):  # fmt: skip
        assert said in " ".join(text.split()), said


def change_paper_of(content):
    from mmsp.reports import html

    return html.changes(content)


def test_a_day_counts_from_its_beginning(as_, ev, report):
    page = as_(ev).get(f"{PAGE}?since=2015-11-02").content.decode()
    assert "Untouched so far" in page  # written on that day
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    page = as_(ev).get(f"{PAGE}?since={tomorrow}").content.decode()
    assert "Nothing in the report has changed since." in page


def test_a_stage_counts_from_when_it_began(as_, ev, evaluation, report):
    revise(evaluation, stage="drafting")
    moved = stage_moves(evaluation)
    assert [move.key for move in moved] == ["version-2", "version-1"]
    assert moved[0].label.startswith("the beginning of Drafting, ")
    Revision.objects.update(at=LONG_AGO)
    Revision.objects.filter(content__stage="drafting").update(at=LONG_AGO + timedelta(days=9))
    revise(report, ev, heading="Touched by now")
    page = as_(ev).get(f"{PAGE}?since=version-2").content.decode()
    assert "Touched by now" in page
    assert "Go on for two years" not in page
    assert "Changes since the beginning of Drafting" in page
    assert "Go on for two years" in as_(ev).get(f"{PAGE}?since=version-1").content.decode()


def test_what_came_and_went_is_not_told(as_, ev, evaluation, report):
    passing = make.LessonFactory(evaluation=evaluation, number=2, heading="In passing")
    versions.remove(passing, base_version=1, by=None)
    revise(report, ev, heading="There and")
    revise(report, ev, heading="Untouched so far")
    page = as_(ev).get(SINCE).content.decode()
    assert "In passing" not in page
    assert "There and" not in page


def test_nothing_of_interviews_and_comments_is_told(as_, eud, evaluation, report):
    make.InterviewFactory(
        evaluation=evaluation, number=1, name="Li Wei", minutes="<p>In confidence.</p>"
    )
    finding = make.FindingFactory(evaluation=evaluation, number=8)
    thread = make.CommentThreadFactory(about=finding, evaluation=evaluation, number=1)
    make.CommentFactory(thread=thread, number=1, text="Is this so?")
    page = as_(eud).get(SINCE).content.decode()
    assert "F8" in page
    for kept in ("Li Wei", "In confidence", "Is this so?"):
        assert kept not in page


def test_another_evaluation_is_not_told(as_, eud, evaluation, report):
    elsewhere = make.EvaluationFactory(slug="elsewhere")
    make.ConclusionFactory(evaluation=elsewhere, number=1, heading="Somewhere else")
    assert "Somewhere else" not in as_(eud).get(SINCE).content.decode()


@pytest.mark.parametrize("address", [PAGE, SINCE, PAPER])
def test_who_does_not_follow_the_draft_finds_no_such_page(
    as_, pm, reader, stranger, evaluation, report, address
):
    for person in (pm, reader, stranger):
        assert as_(person).get(address).status_code == 404
    revise(evaluation, stage="final", confidentiality="public", published_at=timezone.now())
    for person in (reader, stranger):
        assert as_(person).get("/evaluations/final/").status_code == 200
        assert as_(person).get(address).status_code == 404


@pytest.mark.parametrize(
    "since", ["yesterday", "2015-02-31", "version-99", "9" * 40, "0000-00-00", "0001-01-01"]
)
def test_a_moment_that_is_none(as_, ev, report, since):
    answer = as_(ev).get(PAGE, {"since": since})
    assert answer.status_code == 200
    assert "This is no day." in answer.content.decode()
    assert as_(ev).get(PAPER, {"since": since}).status_code == 404


@pytest.mark.parametrize("audience", [Audience.RESTRICTED, Audience.PUBLIC])
def test_no_other_audience_can_be_built_for(evaluation, report, audience):
    with pytest.raises(ChangesStayInside):
        products.changes(evaluation, audience=audience, as_of=TODAY)


def test_a_paper_that_would_grow_too_long_only_names_the_rest(evaluation, report, monkeypatch):
    monkeypatch.setattr(change_paper, "MOST_PRINTED", 40)
    content = build_changes(
        evaluation, since=of_day(date(2015, 11, 3)), reader=None, audience=Audience.INTERNAL,
        as_of=TODAY,
    )  # fmt: skip
    assert [part.changes for part in content.parts][-1] == ()
    assert "The paper would grow too long" in change_paper_of(content).body


@pytest.mark.parametrize("parts", [2, 40])
def test_it_costs_the_same_however_much_changed(
    as_, eud, world, evaluation, parts, django_assert_max_num_queries
):
    long_ago()
    for number in range(1, parts + 1):
        question = make.QuestionFactory(evaluation=evaluation, number=number)
        finding = make.FindingFactory(
            evaluation=evaluation, question=question, number=number,
            activities=[make.ActivityFactory(project=world.project)],
        )  # fmt: skip
        conclusion = make.ConclusionFactory(
            evaluation=evaluation, number=number, findings=[finding]
        )
        make.RecommendationFactory(evaluation=evaluation, number=number, conclusions=[conclusion])
        revise(finding, short_answer="Reworded.")
    browser = as_(eud)
    browser.get(PAGE)
    with django_assert_max_num_queries(31):
        browser.get(SINCE)
    with django_assert_max_num_queries(31):
        build_changes(
            evaluation, since=of_day(date(2015, 11, 3)), reader=eud,
            audience=Audience.INTERNAL, as_of=TODAY,
        )  # fmt: skip


def test_what_was_removed_is_listed_with_a_way_back(as_, ev, reviewer, stranger, report):
    page = as_(ev).get("/evaluations/final/removed/").content.decode()
    assert "L1 Begin early" in page
    assert "Said twice" in page
    assert "/bring-back/?row=" in page
    beside = as_(reviewer).get("/evaluations/final/removed/").content.decode()
    assert "L1 Begin early" in beside
    assert "/bring-back/" not in beside
    assert as_(stranger).get("/evaluations/final/removed/").status_code == 404
