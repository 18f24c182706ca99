"""The follow-up status report: the figures of the page on paper, as its reader sees them."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.management import call_command
from django.utils import timezone
from django.utils.formats import date_format
from openpyxl import load_workbook
from pypdf import PdfReader

from editing import versions
from mmsp.reports import html
from mmsp.reports.follow_up import Portfolio, build_follow_up, build_portfolio, build_status
from mmsp.reports.follow_up_shapes import MOST_LINES
from mmsp.reports.shapes import Audience
from recommendations.views.follow_up import past_of
from tests import factories as make
from tests.follow_up import PROMISE, follow_up, report, submitted

__all__ = ["follow_up", "submitted"]


def content_for(rf, person, query="", evaluation=None, on=None):
    request = rf.get(f"/follow-up/?{query}")
    request.user = person
    dashboard = past_of(request, evaluation, on or timezone.localdate())
    return build_follow_up(
        dashboard, reader=person, evaluation=evaluation, named_in=dashboard.past.evaluations
    )


def test_the_paper_says_whose_sight_and_which_day_it_is(rf, eud, follow_up):
    content = content_for(rf, eud, "organisation=iom")
    paper = html.follow_up(content)
    assert f"State of {date_format(timezone.localdate(), 'j M Y')}" in paper.body
    assert "As EUD may see it" in paper.body
    assert "Answered by: Organisation IOM" in paper.body


def test_of_one_evaluation_it_says_who_pays_to_its_reader_as_to_an_audience(rf, eud, follow_up):
    evaluation = follow_up.evaluation
    paid = {"projects": [make.ProjectFactory(funding_line="Funded by somebody")]}
    versions.revise(evaluation, base_version=evaluation.version, fields=paid, by=None)
    assert "Funded by somebody" in html.follow_up(content_for(rf, eud, "", evaluation)).body
    assert "Funded by somebody" not in html.follow_up(content_for(rf, eud)).body


def test_charts_are_pictures_with_all_they_say_as_text(rf, eud, follow_up):
    content = content_for(rf, eud)
    paper = html.follow_up(content)
    assert set(paper.assets) >= {f"asset:{each.key}.svg" for each in content.pictures}
    assert 'alt="Not initiated: 0; Initiated: 1;' in paper.body
    assert b"Initiated" in paper.assets["asset:statuses.svg"]


def test_the_paper_counts_what_its_reader_sees(rf, reviewer, eud, follow_up):
    hidden, seen = content_for(rf, reviewer), content_for(rf, eud)
    assert [content.numbers[1].value for content in (hidden, seen)] == ["0", "1"]


def test_a_name_that_looks_like_markup_is_printed_as_it_is(rf, eud, follow_up):
    make.ActionFactory(response=follow_up.response, responsible_units="<b>Unit & co</b>")
    assert "&lt;b&gt;Unit &amp; co&lt;/b&gt;" in html.follow_up(content_for(rf, eud)).body


@pytest.mark.once
def test_it_is_downloaded_as_a_tagged_pdf(as_, eud, stranger, submitted):
    page = as_(eud).get("/evaluations/final/follow-up/status.pdf")
    assert page["Content-Disposition"].startswith('attachment; filename="final-follow-up-')
    pdf = PdfReader(BytesIO(b"".join(page.streaming_content)))
    assert "/StructTreeRoot" in pdf.trailer["/Root"]
    first = pdf.pages[0]
    assert first.mediabox.height > first.mediabox.width
    for said in ("Follow-up status report", "Median delay", "Status of key actions", "by year"):
        assert said in first.extract_text()
    assert as_(stranger).get("/evaluations/final/follow-up/status.pdf").status_code == 404


def test_every_key_action_stands_in_it_with_its_last_word(rf, eud, submitted):
    report(submitted.action, what_was_done="Half of it.", evidence="Minutes")
    body = html.follow_up(content_for(rf, eud)).body
    for said in (PROMISE, "Partially accept", "Beijing office", "Half of it.", "with evidence",
                 "overdue", "days late"):  # fmt: skip
        assert said in body


def test_the_public_is_told_neither_drafts_nor_names(follow_up, pm):
    def told(audience):
        content = build_status(follow_up.evaluation, audience=audience, as_of=timezone.localdate())
        return [line.in_charge for answer in content.answers for line in answer.lines]

    versions.revise(follow_up.action, base_version=1, fields={"responsible_person": pm}, by=None)
    assert told(Audience.INTERNAL) == ["Beijing office; PM"]
    assert told(Audience.RESTRICTED) == []
    versions.revise(
        follow_up.matrix, base_version=1, fields={"submitted_at": timezone.now()}, by=None
    )
    assert told(Audience.RESTRICTED) == ["Beijing office; PM"]
    assert told(Audience.PUBLIC) == ["Beijing office"]


def test_the_sheet_holds_every_action_the_figures_and_their_charts(as_, eud, stranger, submitted):
    page = as_(eud).get("/evaluations/final/follow-up/status.xlsx?as_of=")
    book = load_workbook(BytesIO(page.content))
    actions, figures, *_rest = book.worksheets
    assert [cell.value for cell in actions[2]][5:8] == ["3.1", PROMISE, "Beijing office"]
    assert actions["I2"].value.date() == submitted.action.promised_on
    assert len(figures._charts) >= 3
    assert as_(eud).get("/follow-up/status.xlsx").content.startswith(b"PK")
    empty = as_(stranger).get("/follow-up/status.xlsx")
    assert load_workbook(BytesIO(empty.content)).active.max_row == 1
    assert as_(stranger).get("/evaluations/final/follow-up/status.xlsx").status_code == 404


def test_the_page_asks_for_the_day_and_says_what_is_wrong_with_it(as_, eud, submitted):
    page = as_(eud).get("/evaluations/final/follow-up/?organisation=iom").content.decode()
    assert 'action="/evaluations/final/follow-up/status.pdf"' in page
    assert 'name="organisation" value="iom"' in page
    tomorrow = timezone.localdate() + timedelta(days=1)
    for said, mistake in ((tomorrow, "not come yet"), ("soon", "Enter a valid date")):
        sent = f"/evaluations/final/follow-up/status.pdf?as_of={said}&organisation=iom"
        answer = as_(eud).get(sent, follow=True)
        assert mistake in answer.content.decode()
        assert 'name="organisation" value="iom"' in answer.content.decode()


def test_more_than_a_paper_holds_stands_in_the_sheet(rf, eud, submitted):
    content = content_for(rf, eud)
    [answer] = content.answers
    many = replace(answer, lines=answer.lines * (MOST_LINES + 3))
    content = replace(content, answers=(many,))
    assert content.left_out == 3
    assert "3 more key actions stand in the sheet" in html.follow_up(content).body


def test_a_day_is_asked_for_in_the_terminal(submitted, tmp_path):
    path = tmp_path / "status.xlsx"
    options = ("--product", "follow-up-status", "--format", "xlsx", "--as-of", "2020-01-31")
    call_command("export_report", "final", "--output", str(path), *options)
    assert load_workbook(path).active.max_row == 1, "nothing had been promised then"


@pytest.fixture
def elsewhere(world, submitted):
    """Another evaluation with a promise, which everybody may read."""
    evaluation = make.EvaluationFactory(
        slug="other", title="Evaluation of ferries", stage="final", confidentiality="public",
        published_at=timezone.now(),
    )  # fmt: skip
    recommendation = make.RecommendationFactory(evaluation=evaluation, number=1)
    matrix = make.MatrixFactory(
        evaluation=evaluation, organisation=world.iom, submitted_at=timezone.now()
    )
    response = make.ResponseFactory(
        matrix=matrix, recommendation=recommendation, decision="accepted"
    )
    return make.ActionFactory(response=response, number=1, text="CANARY-FERRY")


def told_of_all(audience):
    content = build_portfolio(Portfolio(), audience=audience, as_of=timezone.localdate())
    return {line.text for answer in content.answers for line in answer.lines}


def test_the_follow_up_of_all_evaluations_tells_an_audience_what_it_may_read(
    follow_up, elsewhere, world
):
    assert told_of_all(Audience.INTERNAL) == {PROMISE, "CANARY-FERRY"}
    assert told_of_all(Audience.RESTRICTED) == {PROMISE, "CANARY-FERRY"}
    assert told_of_all(Audience.PUBLIC) == {"CANARY-FERRY"}
    closed = {"confidentiality": "internal"}
    world.evaluation.refresh_from_db()
    versions.revise(world.evaluation, base_version=world.evaluation.version, fields=closed, by=None)
    assert told_of_all(Audience.RESTRICTED) == {"CANARY-FERRY"}
    assert told_of_all(Audience.INTERNAL) == {PROMISE, "CANARY-FERRY"}


def test_an_answer_that_is_still_written_is_not_told_of_outside(follow_up, elsewhere):
    versions.revise(follow_up.matrix, base_version=2, fields={"submitted_at": None}, by=None)
    assert told_of_all(Audience.INTERNAL) == {PROMISE, "CANARY-FERRY"}
    assert told_of_all(Audience.RESTRICTED) == {"CANARY-FERRY"}


def test_the_follow_up_of_all_asks_as_often_for_one_evaluation_as_for_two(
    follow_up, submitted, request, django_assert_num_queries, django_assert_max_num_queries
):
    with django_assert_max_num_queries(30) as few:
        told_of_all(Audience.INTERNAL)
    request.getfixturevalue("elsewhere")
    with django_assert_num_queries(len(few)):
        told_of_all(Audience.INTERNAL)


@pytest.mark.once
def test_the_follow_up_of_all_is_printed_in_the_terminal(elsewhere, tmp_path, settings):
    settings.VAR_DIR = tmp_path
    path = tmp_path / "all.pdf"
    call_command("export_report", "--portfolio", "--output", str(path))
    text = "".join(page.extract_text() for page in PdfReader(path).pages)
    assert "All evaluations" in text
    assert PROMISE in text
    assert "Evaluation of ferries" in text
    options = ("--format", "xlsx", "--audience", "public", "--as-of", f"{timezone.localdate()}")
    sheet = tmp_path / "all.xlsx"
    call_command("export_report", "--portfolio", "--output", str(sheet), *options)
    rows = list(load_workbook(sheet).active.values)
    assert [row[6] for row in rows[1:]] == ["CANARY-FERRY"]
