"""The comment-response table as rows of plain words, for Word and for sheets. Knows no model."""

import csv
import io

from django.utils import translation
from django.utils.translation import gettext as _
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from mmsp.reports.html import ui_language
from mmsp.reports.shapes import Comment, CommentsContent

WIDTHS = (10, 30, 45, 75, 25, 72)  # millimetres of the columns on A4 landscape
# A cell that begins like this is reckoned by the programs that open sheets.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def heads() -> tuple[str, ...]:
    return (
        _("No."), _("From"), _("Part and passage"), _("Comment"), _("Response"),
        _("How and where it was taken up"),
    )  # fmt: skip


def cells(comment: Comment) -> tuple[str, ...]:
    """One row; paragraphs of a cell are parted by line breaks."""
    replies = (f"{reply.author}: {reply.text}" for reply in comment.replies)
    passage = f"“{comment.passage}”" if comment.passage else ""
    return (
        str(comment.number),
        _lines(comment.organisation, comment.author),
        _lines(comment.part, passage),
        _lines(comment.text, *replies),
        comment.outcome_label or _("Not answered"),
        comment.taken_up,
    )


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def as_csv(content: CommentsContent) -> bytes:
    """UTF-8 with a mark that spreadsheet programs know it by; no cell becomes a formula."""
    page = io.StringIO()
    writer = csv.writer(page)
    with translation.override(ui_language(content.lang)):
        writer.writerow(heads())
        writer.writerows([_harmless(cell) for cell in cells(row)] for row in content.comments)
    return page.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def as_docx(content: CommentsContent) -> bytes:
    """A Word document on A4 landscape with one real table, its head repeated on every page."""
    document = Document()
    document.core_properties.title = content.title
    _turn(document.sections[0])
    with translation.override(ui_language(content.lang)):
        document.add_heading(_("Comments and responses"), level=1)
        document.add_paragraph(content.title)
        table = document.add_table(rows=1, cols=len(WIDTHS), style="Table Grid")
        table.autofit = False
        _fill(table.rows[0], heads(), bold=True)
        _repeat(table.rows[0])
        for comment in content.comments:
            _fill(table.add_row(), cells(comment))
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _turn(section: object) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE  # type: ignore[attr-defined]
    section.page_width, section.page_height = Mm(297), Mm(210)  # type: ignore[attr-defined]
    section.left_margin = section.right_margin = Mm(20)  # type: ignore[attr-defined]


def _fill(row: object, texts: tuple[str, ...], *, bold: bool = False) -> None:
    for cell, text, width in zip(row.cells, texts, WIDTHS, strict=True):  # type: ignore[attr-defined]
        cell.width = Mm(width)
        run = cell.paragraphs[0].add_run(text)
        run.bold, run.font.size = bold, Pt(9)


def _repeat(row: object) -> None:
    """Marks the row as the head that every page begins with, and that readers announce."""
    properties = row._tr.get_or_add_trPr()  # type: ignore[attr-defined]
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    properties.append(mark)
