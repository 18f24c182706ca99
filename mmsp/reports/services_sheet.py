"""The response of the services as a sheet: the three columns of the Commission, each in its cells."""

import datetime
import io
from collections.abc import Iterator
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from editing.richtext import plain_text
from mmsp.reports.days import day
from mmsp.reports.html import paper_language
from mmsp.reports.letters import all_printable
from mmsp.reports.matrix_rows import addressed
from mmsp.reports.packing import undated
from mmsp.reports.shapes import Action, MatrixContent, Response
from mmsp.reports.sheet import LONGEST_NAME, as_text, fit_rows

Value = str | int | datetime.date | None
GROUP_ROW, HEAD_ROW = 6, 7
WIDTHS = (7, 30, 60, 26, 10, 18, 36, 9, 46, 13, 28, 18, 10, 56)
DAY = "yyyy-mm-dd"
HEAD = PatternFill("solid", fgColor="EEF2FB")
LINE = Border(bottom=Side(style="thin", color="848D97"))


def as_xlsx(content: MatrixContent) -> bytes:
    """A row for each key action; what is said of a recommendation stands in its first row."""
    content = all_printable(content)
    with translation.override(paper_language(content.lang)):
        book = Workbook()
        book.properties.title = content.heading
        sheet = book.active
        sheet.title = _("Response of the services")[:LONGEST_NAME]
        _write_cover(sheet, content)
        _write_heads(sheet)
        row = HEAD_ROW
        for response in content.matrix.responses:
            for values in _rows(response):
                row += 1
                _write(sheet, row, values)
        _set_up(sheet, row)
    file = io.BytesIO()
    book.save(file)
    return undated(file.getvalue(), stamp=True)


def _write_cover(sheet: Any, content: MatrixContent) -> None:
    submitted = content.matrix.submitted_on
    said = day(submitted) if submitted else _("not yet submitted")
    lines = (
        (content.heading, ""),
        (_("Evaluation"), ", ".join(filter(None, (content.title, str(content.year or ""))))),
        (_("Response by"), content.matrix.organisation),
        (_("Date of the response"), said),
        (_("State of"), day(content.as_of)),
    )
    for row, (label, words) in enumerate(lines, 1):
        for column, text in ((1, label), (3, words)):
            as_text(sheet.cell(row, column), text)
            sheet.cell(row, column).alignment = Alignment(wrap_text=False, vertical="top")
        sheet.cell(row, 1).font = Font(bold=True, size=14 if row == 1 else 11)


def _groups() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The columns of the Commission with the cells that each has here."""
    return (
        (_("Recommendation"),
         (_("No."), _("Heading"), _("Text"), _("Addressed to"), _("Priority"))),
        (_("Response of the services"),
         (_("Decision"), _("Reason"), _("Action no."), _("Key action"), _("Time frame"),
          _("Responsible"))),
        (_("Follow-up one year later"), (_("Status"), _("Days late"), _("What was done"))),
    )  # fmt: skip


def _write_heads(sheet: Any) -> None:
    column = 1
    for group, heads in _groups():
        last = column + len(heads) - 1
        sheet.merge_cells(
            start_row=GROUP_ROW, start_column=column, end_row=GROUP_ROW, end_column=last
        )
        _head(sheet.cell(GROUP_ROW, column), group)
        for at, words in enumerate(heads, column):
            _head(sheet.cell(HEAD_ROW, at), words)
        column = last + 1


def _head(cell: Any, words: str) -> None:
    as_text(cell, words)
    cell.font, cell.fill, cell.border = Font(bold=True, color="003399"), HEAD, LINE


def _rows(response: Response) -> Iterator[tuple[Value, ...]]:
    each = response.recommendation
    answered: tuple[Value, ...] = (
        each.heading, plain_text(each.text), addressed(response), each.priority,
        response.decision_label, response.reason,
    )  # fmt: skip
    for at, action in enumerate(response.actions or (None,)):
        told = answered if at == 0 else ("",) * len(answered)
        yield (each.number, *told, *(_told(action) if action else ()))


def _told(action: Action) -> tuple[Value, ...]:
    log = "\n".join(
        f"{day(each.made_on)}{_(': ')}{each.what_was_done or each.status_label}"
        + (f" ({each.evidence})" if each.evidence else "")
        for each in action.updates
    )
    return (
        action.number, action.text, action.due_on or action.time_frame, action.responsible,
        action.status_label, action.days_late or None, log,
    )  # fmt: skip


def _write(sheet: Any, row: int, values: tuple[Value, ...]) -> None:
    for column, value in enumerate(values, 1):
        cell = sheet.cell(row, column)
        if isinstance(value, str):
            as_text(cell, value)
            continue
        cell.value, cell.alignment = value, Alignment(vertical="top", horizontal="left")
        if isinstance(value, datetime.date):
            cell.number_format = DAY


def _set_up(sheet: Any, last: int) -> None:
    for column, width in enumerate(WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    fit_rows(sheet, HEAD_ROW, WIDTHS)
    sheet.freeze_panes = sheet.cell(HEAD_ROW + 1, 3)
    sheet.auto_filter.ref = f"A{HEAD_ROW}:{get_column_letter(len(WIDTHS))}{last}"
    sheet.print_title_rows = f"{GROUP_ROW}:{HEAD_ROW}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A3
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
