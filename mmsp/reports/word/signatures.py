"""The joint sign-off at the end of a plan: who signed as what and when, and lines for who will."""

from collections.abc import Sequence
from typing import Any

from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.shared import Mm

from mmsp import matrix_words
from mmsp.reports import days
from mmsp.reports.shapes import Signature
from mmsp.reports.word.tables import add_table, keep_whole, keep_with_next, repeat, shade

WIDTHS = (36, 60, 80, 36, 45)  # millimetres
COLUMNS = ("step", "name", "function", "date", "signature")
ROOM = Mm(13)  # to sign by hand


def add_signatures(document: Any, signatures: Sequence[Signature], lang: str) -> None:
    document.add_paragraph()
    table = add_table(document, 2 + len(signatures), WIDTHS)
    heading = table.cell(0, 0).merge(table.cell(0, 4)).paragraphs[0]
    heading.add_run(matrix_words.said("signed", "heading", lang)).bold = True
    for cell, name in zip(table.rows[1].cells, COLUMNS, strict=True):
        cell.paragraphs[0].add_run(matrix_words.said("signed", name, lang)).bold = True
        shade(cell)
    for row in table.rows[:2]:
        repeat(row)
        keep_with_next(row)
    for row, each in zip(table.rows[2:], signatures, strict=True):
        _sign(row, each, lang)


def _sign(row: Any, each: Signature, lang: str) -> None:
    day = days.day(each.signed_on)
    step = matrix_words.said("signed", each.step, lang)
    for cell, words in zip(row.cells, (step, each.who, each.in_function, day), strict=False):
        cell.paragraphs[0].add_run(words)
    row.height, row.height_rule = ROOM, WD_ROW_HEIGHT_RULE.AT_LEAST
    keep_whole(row)
