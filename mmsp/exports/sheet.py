"""Rows as a sheet or as CSV, written row by row to a file on disk. Knows no model."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from editing.tables import Column, Value
from mmsp.reports.letters import printable
from mmsp.reports.sheet import LONGEST_NAME, MILLIMETRES, as_text
from mmsp.text_table import harmless

DAY = "yyyy-mm-dd"
# What the format holds no sheet name with.
NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


def write_xlsx(
    file: IO[bytes], title: str, columns: Sequence[Column], rows: Iterable[Sequence[Value]]
) -> None:
    """A workbook of one sheet whose head stays in sight. Words are words, whatever they begin with;
    numbers and days can be reckoned with."""
    book = Workbook(write_only=True)
    book.properties.title = title
    sheet = book.create_sheet(title.translate(NOT_IN_NAMES)[:LONGEST_NAME])
    for number, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width * MILLIMETRES
    sheet.freeze_panes = "B2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.append([_head(sheet, column) for column in columns])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    book.save(file)


def _head(sheet: Any, column: Column) -> Any:
    cell = _cell(sheet, str(column.label))
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: Any, value: Value) -> Any:
    cell = WriteOnlyCell(sheet)
    if isinstance(value, str):
        as_text(cell, printable(value))
    elif value is not None:
        cell.value = value
        cell.number_format = DAY if isinstance(value, date) else cell.number_format
    return cell


def write_csv(
    file: IO[bytes], title: str, columns: Sequence[Column], rows: Iterable[Sequence[Value]]
) -> None:
    """UTF-8 with a mark that spreadsheet programs know it by; no cell becomes a formula."""
    page = io.TextIOWrapper(file, "utf-8-sig", newline="", write_through=True)
    writer = csv.writer(page)
    writer.writerow([harmless(str(column.label)) for column in columns])
    writer.writerows([_word(value) for value in row] for row in rows)
    page.detach()


def _word(value: Value) -> str:
    """Days as 2026-11-22 and numbers with a point, which every program reads; words as they are."""
    if value is None:
        return ""
    if isinstance(value, str):
        return harmless(printable(value))
    return value.isoformat() if isinstance(value, date) else f"{Decimal(value):f}"
