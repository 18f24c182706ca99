"""The follow-up status report as a workbook: every key action, the figures with charts, the breakdowns."""

import datetime
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from mmsp.reports.days import day
from mmsp.reports.follow_up_shapes import FollowUpContent, Line, Picture
from mmsp.reports.html import paper_language
from mmsp.reports.packing import undated
from mmsp.reports.sheet import LONGEST_NAME, as_text, fit_rows

Value = str | int | datetime.date | None
DAY = "yyyy-mm-dd"
WIDTHS = (34, 12, 40, 24, 18, 9, 52, 30, 13, 13, 18, 10, 10, 10, 13, 56, 10)
ROWS_OF_CHART, SIZE_OF_CHART = 18, (16, 8)  # centimetres


def as_xlsx(content: FollowUpContent) -> bytes:
    with translation.override(paper_language(content.lang)):
        book = Workbook()
        book.properties.title = content.title
        _write_actions(book.active, content)
        _write_figures(book.create_sheet(), content)
        _write_breakdowns(book.create_sheet(), content)
        _write_formulas(book.create_sheet(), content)
    file = io.BytesIO()
    book.save(file)
    return undated(file.getvalue(), stamp=True)


def _write_actions(sheet: Any, content: FollowUpContent) -> None:
    _name(sheet, _("Key actions"))
    heads = (
        _("Evaluation"), _("Recommendation"), _("Heading"), _("Answered by"), _("Decision"), _("No."),
        _("Key action"), _("In charge"), _("First promised"), _("Due"), _("Status"), _("Days late"),
        _("Overdue"), _("Stale"), _("Last report"), _("What was done"), _("Evidence"),
    )  # fmt: skip
    _write(sheet, 1, heads, is_head=True)
    for row, values in enumerate(_actions(content), 2):
        _write(sheet, row, values)
    for column, width in enumerate(WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    fit_rows(sheet, 1, WIDTHS)
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(heads))}{sheet.max_row}"
    sheet.print_title_rows = "1:1"


def _actions(content: FollowUpContent) -> Iterator[Sequence[Value]]:
    for answer in content.answers:
        for line in answer.lines:
            yield (
                answer.evaluation, f"R{answer.number}", answer.heading, answer.organisation,
                answer.decision, *_told(line),
            )  # fmt: skip


def _told(line: Line) -> Sequence[Value]:
    yes = _("yes")
    return (
        line.number, line.text, line.in_charge, line.promised_on, line.due_on, line.status_label,
        line.days_late or None, yes if line.is_overdue else "", yes if line.is_stale else "",
        line.last_on, line.last_word, yes if line.has_proof else "",
    )  # fmt: skip


def _write_figures(sheet: Any, content: FollowUpContent) -> None:
    """The figures, then what each chart is drawn of, with the chart beside it."""
    _name(sheet, _("At a glance"))
    row = _write_lines(sheet, 1, _cover(content))
    rows = ((each.label, each.value, each.note) for each in content.numbers)
    row = _write_lines(sheet, row + 1, rows)
    for picture in content.pictures:
        row = _draw(sheet, row + 1, picture)
    for column, width in ((1, 44), (2, 60), (3, 30)):
        sheet.column_dimensions[get_column_letter(column)].width = width


def _cover(content: FollowUpContent) -> Iterator[Sequence[Value]]:
    yield content.title, ""
    yield _("Subject"), content.subject
    yield _("State of"), day(content.as_of)
    if content.reader:
        yield _("As seen by"), content.reader
    yield from content.asked


def _draw(sheet: Any, row: int, picture: Picture) -> int:
    """Returns the first free row below."""
    _write(sheet, row, (picture.title, picture.what), is_head=True)
    last = _write_lines(sheet, row + 1, ((bar.label, bar.count) for bar in picture.bars)) - 1
    chart = BarChart()
    chart.type, chart.title, chart.legend = "bar", picture.title, None
    chart.add_data(Reference(sheet, min_col=2, min_row=row + 1, max_row=last))
    chart.set_categories(Reference(sheet, min_col=1, min_row=row + 1, max_row=last))
    chart.y_axis.delete = chart.x_axis.delete = False
    chart.x_axis.scaling.orientation = "maxMin"
    chart.width, chart.height = SIZE_OF_CHART
    sheet.add_chart(chart, f"E{row}")
    return max(last + 2, row + ROWS_OF_CHART)


def _write_breakdowns(sheet: Any, content: FollowUpContent) -> None:
    _name(sheet, _("Broken down"))
    row = 1
    for table in content.tables:
        _write(
            sheet,
            row,
            (_("%(kind)s: %(title)s") % {"kind": table.by, "title": table.title},),
            is_head=True,
        )
        _write(sheet, row + 1, (table.by, *table.heads), is_head=True)
        rows = ((label, *map(_number, cells)) for label, cells in table.rows)
        row = _write_lines(sheet, row + 2, rows) + 1
    sheet.column_dimensions["A"].width = 40
    for column in range(2, sheet.max_column + 1):
        sheet.column_dimensions[get_column_letter(column)].width = 18


def _number(cell: str) -> Value:
    return int(cell) if cell.isdecimal() else cell


def _write_formulas(sheet: Any, content: FollowUpContent) -> None:
    _name(sheet, _("How this is counted"))
    _write_lines(sheet, 1, content.formulas)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 34, 110


def _name(sheet: Any, name: str) -> None:
    """And how it prints: turned, as wide as the page."""
    sheet.title = name[:LONGEST_NAME]
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A3
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _write_lines(sheet: Any, row: int, lines: Iterable[Sequence[Value]]) -> int:
    """Returns the first free row below."""
    for values in lines:
        _write(sheet, row, values)
        row += 1
    return row


def _write(sheet: Any, row: int, values: Sequence[Value], *, is_head: bool = False) -> None:
    for column, value in enumerate(values, 1):
        cell = sheet.cell(row, column)
        if isinstance(value, str):
            as_text(cell, value)
        elif value is not None:
            cell.value, cell.alignment = value, Alignment(vertical="top", horizontal="left")
            cell.number_format = DAY if isinstance(value, datetime.date) else cell.number_format
        if is_head:
            cell.font = Font(bold=True)
