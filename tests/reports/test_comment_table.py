"""The comment-response table: on screen, on paper, in Word and as a sheet, and for nobody outside."""

import csv
import io
from datetime import date

import pytest
from docx import Document
from docx.oxml.ns import qn

from mmsp.reports import content, preflight, products
from mmsp.reports.comments import CommentsStayInside, build_comments
from mmsp.reports.shapes import Audience
from tests import factories as make
from tests.reports.conftest import open_pdf

TABLE = "/evaluations/final/comments/table/"
FILES = [f"/evaluations/final/comments/table.{ending}" for ending in ("pdf", "docx", "csv")]
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
    assert first._tr.trPr is None
    assert [cell.text for cell in first.cells] == [
        "1", "FPI\nREVIEWER", "Finding F4\n“Second paragraph”",
        "Too <b>strong</b>.\nEV: We agree.", "Partly accepted", "Reworded in F4.",
    ]  # fmt: skip
    assert second.cells[4].text == "Not answered"
    section = document.sections[0]
    assert section.page_width > section.page_height


def test_no_cell_of_the_sheet_becomes_a_formula(as_, reviewer, comments):
    answer = as_(reviewer).get(FILES[2])
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
