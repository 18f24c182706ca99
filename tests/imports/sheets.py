"""Response matrices as sheets, filled in as people fill them in."""

import csv
import io
from typing import Any

from openpyxl import Workbook

from tests.imports.papers import rezipped

HEADS = (
    "Recommendation", "Heading", "Text of the recommendation", "Addressed to", "Priority",
    "Management response", "Reason", "Key action", "Due on", "No date because", "Explanation",
    "Responsible unit", "What was done", "Evidence", "Status",
)  # fmt: skip
FIRST = (
    1, "A. Design", "Write better results.", "Project management", 1, "Accept", "", "Take part.",
    "2025-08-01", "", "", "Operations", "The team was trained.", "", "Initiated",
)  # fmt: skip
SECOND = (
    2, "B. Gender", "Think of gender.", "", 2, "Partially accept", "Half of it is done elsewhere.",
    "Put gender in.", "", "No funding", "We asked twice.", "Operations", "", "", "Not initiated",
)  # fmt: skip
MORE = ("", "", "", "", "", "", "", "Do more.", "2026-01-31", "", "", "", "", "", "On hold")


def sheet(*rows: Any, heads: tuple[Any, ...] = HEADS, title: str = "Plan") -> bytes:
    """A workbook of one sheet."""
    book = Workbook()
    page: Any = book.active
    page.title = title
    for row in (heads, *rows):
        page.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def with_xml(data: bytes, old: str, new: str) -> bytes:
    """The workbook with the XML of its sheet changed; fails where there is nothing to change."""

    def change(name: str, body: bytes) -> bytes:
        if name != "xl/worksheets/sheet1.xml":
            return body
        assert old.encode() in body
        return body.replace(old.encode(), new.encode())

    return rezipped(data, change)


def text(*rows: Any, heads: tuple[Any, ...] = HEADS, delimiter: str = ";") -> bytes:
    page = io.StringIO()
    csv.writer(page, delimiter=delimiter).writerows((heads, *rows))
    return page.getvalue().encode("utf-8-sig")


def bomb() -> bytes:
    """Four kilobytes that say they are a sheet of seventeen thousand million cells."""
    far = (
        '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>far</t></is></c></row></sheetData>'
    )
    data = with_xml(sheet(FIRST), "</sheetData>", far)
    return with_xml(data, '<dimension ref="A1:O2"', '<dimension ref="A1:XFD1048576"')


def packed() -> bytes:
    """A workbook with a member that unpacks to a thousand times its size."""
    return rezipped(sheet(FIRST), extra=(("xl/media/a.bin", bytes(20_000_000)),))
