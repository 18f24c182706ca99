"""The comment-response table: on screen, on paper, in Word and as a sheet, and for nobody outside."""

import csv
import io
from datetime import date

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import html as lxml_html
from openpyxl import Workbook, load_workbook

from mmsp.reports import content, preflight, products
from mmsp.reports.comments import CommentsStayInside, build_comments
from mmsp.reports.shapes import Audience
from tests import factories as make
from tests.reports.conftest import open_pdf

TABLE = "/evaluations/final/comments/table/"
FILES = [f"/evaluations/final/comments/table.{ending}" for ending in ("pdf", "docx", "xlsx", "csv")]
TODAY = date(2024, 5, 6)


@pytest.fixture(autouse=True)
def papers(settings, tmp_path):
    settings.VAR_DIR = tmp_path


@pytest.fixture
def comments(evaluation, reviewer, ev):
    """Two comments of FPI on finding 4: one answered, one that looks like a formula."""
    finding = make.FindingFactory(evaluation=evaluation, number=4)
    answered = make.CommentThreadFactory(
        about=finding, evaluation=evaluation, number=1, author=reviewer, quote="Second paragraph",
        field="text", outcome="partly_accepted", taken_up="Reworded in F4.", answered_by=ev,
        answered_at=finding.created_at,
    )  # fmt: skip
    open_one = make.CommentThreadFactory(
        about=finding, evaluation=evaluation, number=2, author=reviewer
    )
    make.CommentFactory(thread=answered, number=1, author=reviewer, text="Too <b>strong</b>.")
    make.CommentFactory(thread=answered, number=2, author=ev, text="We agree.")
    make.CommentFactory(thread=open_one, number=1, author=reviewer, text="=HYPERLINK(1)\x0b")
    return finding


def test_the_page_reads_as_the_table_is_printed(as_, reviewer, comments):
    page = as_(reviewer).get(TABLE).content.decode()
    for said in ("FPI", "Finding F4", "“Second paragraph”", "Too &lt;b&gt;strong&lt;/b&gt;.",
                 "EV: We agree.", "Partly accepted", "Reworded in F4.", "Not answered"):  # fmt: skip
        assert said in page


def test_the_word_file_holds_one_real_table_with_a_head_on_every_page(as_, reviewer, comments):
    answer = as_(reviewer).get(FILES[1])
    document = Document(io.BytesIO(answer.content))
    head, first, second = document.tables[0].rows
    assert head._tr.trPr.find(qn("w:tblHeader")) is not None
    assert [cell.text for cell in first.cells] == [
        "1", "FPI\nREVIEWER", "Finding F4\n“Second paragraph”",
        "Too <b>strong</b>.\nEV: We agree.", "Partly accepted", "Reworded in F4.",
    ]  # fmt: skip
    assert second.cells[4].text == "Not answered"
    section = document.sections[0]
    assert section.page_width > section.page_height


def test_a_suggested_edit_is_a_comment_with_proposed_wording(
    as_, reviewer, evaluation, ev, comments
):
    edit = make.SuggestionFactory(
        thread__about=comments, thread__number=3, thread__author=reviewer,
        thread__outcome="not_accepted", thread__taken_up="The wording stays as it is.",
        thread__answered_by=ev, thread__answered_at=comments.created_at,
    )  # fmt: skip
    make.CommentFactory(thread=edit.thread, number=1, author=reviewer, text="")
    make.CommentFactory(thread=edit.thread, number=2, author=ev, text="We heard otherwise.")
    make.SuggestionFactory(thread__about=comments, thread__number=4, after="")
    built = build_comments(evaluation, audience=Audience.INTERNAL, as_of=TODAY)
    third, fourth = built.comments[2:]
    assert (third.passage, third.suggested, third.text, third.outcome_label) == (
        "Second paragraph.", "Second, clearer paragraph.", "", "Not accepted",
    )  # fmt: skip
    assert third.replies[0].text == "We heard otherwise."
    assert fourth.suggested == "(to be left out)"
    page = as_(reviewer).get(TABLE).content.decode()
    assert "Proposed wording: Second, clearer paragraph." in page
    word = Document(io.BytesIO(as_(reviewer).get(FILES[1]).content))
    assert word.tables[0].cell(3, 3).text.startswith("Proposed wording: Second, clearer")


def test_an_undecided_suggestion_is_looked_at_before_the_report_is_final(evaluation, comments):
    make.SuggestionFactory(thread__about=comments, thread__number=3)
    built = content.build(evaluation, audience=Audience.INTERNAL, as_of=TODAY)
    said = [(remark.level, remark.message) for remark in preflight.comments(built)]
    assert said[-1] == ("doubtful", "The edit suggested in comment 3 is not decided.")


def words(text):
    """The words of a cell, however its lines are broken."""
    return " ".join(text.replace("\x0b", "").split())


def test_the_sheet_holds_what_the_page_shows(as_, reviewer, comments):
    page = lxml_html.fromstring(as_(reviewer).get(TABLE).content)
    for line in page.iter("br", "p"):
        line.text, line.tail = f" {line.text or ''}", f" {line.tail or ''}"
    shown = [
        [words(cell.text_content()) for cell in row.xpath("./th|./td")]
        for row in page.xpath("//table[contains(@class, 'p-comments')]//tr")
    ]
    sheet = load_workbook(io.BytesIO(as_(reviewer).get(FILES[2]).content)).active
    held = [[words(str(cell.value or "–")) for cell in row] for row in sheet.rows]
    assert held == shown
    assert len(held) == 3
    assert sheet.freeze_panes == "A2"
    assert sheet.column_dimensions["D"].width > sheet.column_dimensions["A"].width


def test_every_cell_of_the_sheet_is_a_text(as_, reviewer, ev, comments):
    make.CommentFactory(
        thread__about=comments, thread__number=3, thread__author=ev, number=1,
        text="+1: 迁移的影响 " + "x" * 33_000,
    )  # fmt: skip
    sheet = load_workbook(io.BytesIO(as_(reviewer).get(FILES[2]).content)).active
    said = [row[3] for row in sheet.iter_rows(min_row=2)]
    assert [cell.value[:9] for cell in said] == ["Too <b>st", "=HYPERLIN", "+1: 迁移的影响"[:9]]
    assert {cell.data_type for row in sheet.rows for cell in row if cell.value} == {"s", "n"}
    assert [cell.quotePrefix for cell in said] == [False, True, True]
    assert said[2].value.endswith("…")


def test_control_left_to_itself_the_library_writes_a_formula():
    assert Workbook().active.cell(1, 1, "=HYPERLINK(1)").data_type == "f"


def test_no_cell_of_the_csv_file_becomes_a_formula(as_, reviewer, comments):
    answer = as_(reviewer).get(FILES[3])
    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [line[0] for line in lines] == ["No.", "1", "2"]
    assert lines[2][3].startswith("'=HYPERLINK")


def test_the_pdf_is_landscape_and_repeats_its_head(evaluation, reviewer, comments):
    for number in range(3, 40):
        thread = make.CommentThreadFactory(
            about=comments, evaluation=evaluation, number=number, author=reviewer
        )
        make.CommentFactory(thread=thread, number=1, text="And one thing more, and another.")
    paper = products.comment_table(evaluation, audience=Audience.INTERNAL, as_of=TODAY)
    first, second, *_rest = open_pdf(paper).pages
    assert first.mediabox.width > first.mediabox.height
    for said in ("Comments and responses", "Partly accepted", "Reworded in F4.", "FPI"):
        assert said in first.extract_text()
    assert "How and where it was taken up" in second.extract_text()


@pytest.mark.parametrize("audience", [Audience.RESTRICTED, Audience.PUBLIC])
def test_no_other_audience_can_be_built_for(evaluation, comments, audience):
    with pytest.raises(CommentsStayInside):
        build_comments(evaluation, audience=audience, as_of=TODAY)


@pytest.mark.parametrize("address", [TABLE, *FILES])
def test_readers_and_strangers_are_told_nothing(as_, reader, stranger, comments, address):
    assert as_(reader).get(address).status_code == 404
    assert as_(stranger).get(address).status_code == 404


def test_no_report_holds_a_comment(as_, eud, comments):
    assert "Too &lt;b&gt;" not in as_(eud).get("/evaluations/final/report/").content.decode()


def test_comments_without_answer_hold_the_report_back(evaluation, comments):
    built = content.build(evaluation, audience=Audience.INTERNAL, as_of=TODAY)
    said = [(remark.level, remark.message) for remark in preflight.comments(built)]
    assert said == [
        ("doubtful", "Comment 1 is not resolved."), ("blocking", "Comment 2 has no answer."),
    ]  # fmt: skip
    assert not content.build(evaluation, audience=Audience.PUBLIC, as_of=TODAY).open_comments


@pytest.mark.parametrize("threads", [2, 30])
def test_the_table_costs_the_same_with_many_comments(
    evaluation, reviewer, threads, django_assert_max_num_queries
):
    finding = make.FindingFactory(evaluation=evaluation)
    for number in range(threads):
        thread = make.CommentThreadFactory(about=finding, number=number + 1, author=reviewer)
        make.CommentFactory(thread=thread, author=make.UserFactory())
    with django_assert_max_num_queries(12):
        build_comments(evaluation, audience=Audience.INTERNAL, as_of=TODAY)
