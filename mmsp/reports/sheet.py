"""The comment-response table as a sheet in which every cell is a text or a number. Knows no model."""

import io
from collections.abc import Sequence
from math import ceil
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from mmsp.reports.comment_shapes import CommentsContent
from mmsp.reports.html import paper_language
from mmsp.reports.packing import undated
from mmsp.reports.table import WIDTHS, cells, heads
from mmsp.text_table import FORMULA

LONGEST_CELL = 32_767  # what a cell of the format holds
MILLIMETRES = 0.5  # of a column, in widths of a digit
HIGHEST_ROW, LINE = 409, 13.5  # points: of a row at most, and of a line of words
LONGEST_NAME = 31  # of a sheet


def as_xlsx(content: CommentsContent) -> bytes:
    """A workbook of one sheet whose head stays in sight; the words are those of the page."""
    book = Workbook()
    book.properties.title = content.title
    sheet = book.active
    with translation.override(paper_language(content.lang)):
        sheet.title = _("Comments and responses")[:LONGEST_NAME]
        _write(sheet, 1, heads())
        for row, comment in enumerate(content.comments, 2):
            _write(sheet, row, cells(comment))
            sheet.cell(row, 1).value = comment.number
    for column, width in enumerate(WIDTHS, 1):
        sheet.cell(1, column).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = width * MILLIMETRES
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    file = io.BytesIO()
    book.save(file)
    return undated(file.getvalue(), stamp=True)


def _write(sheet: Any, row: int, texts: tuple[str, ...]) -> None:
    for column, text in enumerate(texts, 1):
        as_text(sheet.cell(row, column), text)


def as_text(cell: Any, text: str) -> None:
    """Puts a text into a cell that no program takes for a formula."""
    cell.value = _fitting(ILLEGAL_CHARACTERS_RE.sub("", text))
    # Said outright: the library takes a text that begins with "=" for a formula.
    cell.data_type = "s"
    # So does whoever opens the cell and leaves it again, but for this mark.
    cell.quotePrefix = text.startswith(FORMULA)
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def fit_rows(sheet: Any, first: int, widths: Sequence[float]) -> None:
    """Each row from there on as high as its longest cell: not every program reckons it on opening."""
    for row in sheet.iter_rows(min_row=first):
        lines = max(
            sum(max(1, ceil(len(line) / width)) for line in str(cell.value or "").split("\n"))
            for cell, width in zip(row, widths, strict=False)
        )
        sheet.row_dimensions[row[0].row].height = min(HIGHEST_ROW, lines * LINE + 2)


def _fitting(text: str) -> str:
    return text if len(text) <= LONGEST_CELL else f"{text[: LONGEST_CELL - 1]}…"
