"""A response matrix as a sheet to read or to fill in: what stands in it comes in again as it is."""

import csv
import datetime
import io
from decimal import Decimal
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from mmsp import matrix_words
from mmsp.reports.html import paper_language
from mmsp.reports.matrix_rows import COLUMNS, Row, Value, heads, rows_of
from mmsp.reports.packing import undated
from mmsp.reports.shapes import MatrixContent
from mmsp.reports.sheet import as_text
from mmsp.text_table import harmless

HEAD_ROW = 5
ROOM = 200  # empty rows below, ready to be filled in
WIDTHS = {
    "reference": 9, "number": 16, "heading": 26, "recommended": 52, "addressee": 24, "priority": 10,
    "decision": 18, "reason": 34, "text": 44, "deadline": 13, "no_date": 20, "no_date_note": 30,
    "unit": 26, "person": 20, "done": 48, "evidence": 30, "status": 18, "gap": 14, "donor": 18,
}  # fmt: skip
# What is written in the report, and the reference that rows are known by.
LOCKED = ("reference", "heading", "recommended", "addressee")
CHOICES = ("decision", "priority", "no_date", "status")
HEAD = PatternFill("solid", fgColor="EEF2FB")
LINE = Border(bottom=Side(style="thin", color="848D97"))


def as_csv(content: MatrixContent) -> bytes:
    """UTF-8 with a mark that spreadsheet programs know it by; no cell becomes a formula."""
    lang, page = paper_language(content.lang), io.StringIO()
    writer = csv.writer(page)
    writer.writerow(heads(lang))
    for row in rows_of(content, lang):
        writer.writerow(harmless(_words_of(row.get(name, ""))) for name in COLUMNS)
    return page.getvalue().encode("utf-8-sig")


def _words_of(value: Value) -> str:
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def as_xlsx(content: MatrixContent) -> bytes:
    """A workbook whose closed lists can be chosen from; the text of the report cannot be changed."""
    lang = paper_language(content.lang)
    book = Workbook()
    book.properties.title = content.heading
    sheet = book.active
    with translation.override(lang):
        sheet.title = _("Responses")[:31]
    _write_cover(sheet, content, lang)
    _write_heads(sheet, lang)
    rows = list(rows_of(content, lang))
    for number, row in enumerate(rows, HEAD_ROW + 1):
        _write_row(sheet, number, row)
    last = HEAD_ROW + len(rows) + ROOM
    _open(sheet, HEAD_ROW + len(rows) + 1, last)
    _offer_choices(book, sheet, lang, last)
    _set_up(sheet, last)
    file = io.BytesIO()
    book.save(file)
    return undated(file.getvalue(), stamp=True)


def _write_cover(sheet: Any, content: MatrixContent, lang: str) -> None:
    """Title and head of the form; the hidden column stays empty."""
    as_text(sheet["B1"], content.heading)
    sheet["B1"].font = Font(bold=True, size=14)
    sheet["B1"].alignment = Alignment(wrap_text=False)
    said = (content.matrix.completed_by, content.matrix.overall_comment)
    for row, (name, words) in enumerate(
        zip(("completed_by", "overall_comment"), said, strict=True), 2
    ):
        as_text(sheet.cell(row, 2), matrix_words.said("cover", name, lang))
        as_text(sheet.cell(row, 5), words)
        sheet.merge_cells(start_row=row, start_column=2, end_row=row, end_column=4)
        sheet.merge_cells(start_row=row, start_column=5, end_row=row, end_column=9)
        sheet.cell(row, 5).protection = Protection(locked=False)
        sheet.row_dimensions[row].height = 34


def _write_heads(sheet: Any, lang: str) -> None:
    for column, head in enumerate(heads(lang), 1):
        cell = sheet.cell(HEAD_ROW, column)
        as_text(cell, head)
        cell.font, cell.fill, cell.border = Font(bold=True, color="003399"), HEAD, LINE


def _write_row(sheet: Any, number: int, row: Row) -> None:
    is_new = "heading" in row
    for column, name in enumerate(COLUMNS, 1):
        cell = sheet.cell(number, column)
        _set(cell, row.get(name, ""))
        cell.protection = Protection(locked=name in LOCKED)
        if is_new:
            cell.border = Border(top=Side(style="thin", color="848D97"))


def _set(cell: Any, value: Value) -> None:
    if isinstance(value, str):
        if value:
            as_text(cell, value)
        return
    cell.value = value
    cell.alignment = Alignment(vertical="top", horizontal="left")
    if isinstance(value, datetime.date):
        cell.number_format = "yyyy-mm-dd"
    elif isinstance(value, Decimal):
        cell.number_format = "#,##0.00"


def _open(sheet: Any, first: int, last: int) -> None:
    """Empty rows that may be filled in; the reference of a new row stays empty."""
    for row in range(first, last + 1):
        for column, name in enumerate(COLUMNS, 1):
            cell = sheet.cell(row, column)
            cell.protection = Protection(locked=name == "reference")
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if name == "deadline":
                cell.number_format = "yyyy-mm-dd"


def _offer_choices(book: Any, sheet: Any, lang: str, last: int) -> None:
    """The lists stand on a hidden sheet: a label may hold a comma."""
    lists = book.create_sheet("Lists")
    lists.sheet_state = "hidden"
    for column, name in enumerate(CHOICES, 1):
        labels = [matrix_words.said(name, key, lang) for key in matrix_words.keys(name)]
        for row, label in enumerate(labels, 1):
            as_text(lists.cell(row, column), label)
        letter = get_column_letter(column)
        source = f"Lists!${letter}$1:${letter}${len(labels)}"
        _validate(
            sheet, name, last, DataValidation("list", formula1=source, allow_blank=True), lang
        )
    _validate(
        sheet, "deadline", last, DataValidation("date", operator="greaterThan", formula1="1"), lang
    )


def _validate(sheet: Any, name: str, last: int, rule: DataValidation, lang: str) -> None:
    with translation.override(lang):
        is_day = name == "deadline"
        rule.error = (
            _("Write a day such as 2025-08-31, or leave it empty and say why there is none.")
            if is_day
            else _("Choose one of the list.")
        )
    rule.showErrorMessage = True
    letter = get_column_letter(COLUMNS.index(name) + 1)
    rule.add(f"{letter}{HEAD_ROW + 1}:{letter}{last}")
    sheet.add_data_validation(rule)


def _set_up(sheet: Any, last: int) -> None:
    for column, name in enumerate(COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(column)].width = WIDTHS[name]
    sheet.column_dimensions["A"].hidden = True
    sheet.freeze_panes = sheet.cell(HEAD_ROW + 1, 4)
    sheet.auto_filter.ref = f"A{HEAD_ROW}:{get_column_letter(len(COLUMNS))}{last}"
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    allowed = ("formatCells", "formatColumns", "formatRows", "insertRows", "sort", "autoFilter")
    for right in allowed:
        setattr(sheet.protection, right, False)
    sheet.protection.sheet = True
