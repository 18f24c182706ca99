"""A Word document of one table on A4 landscape. Knows no model."""

from collections.abc import Iterable, Sequence

from docx import Document
from docx.shared import Mm, Pt

from mmsp.reports.word.paper import bytes_of, set_page
from mmsp.reports.word.tables import repeat


def one_table(
    heading: str, lines: Iterable[str], heads: Sequence[str], rows: Iterable[Sequence[str]],
    *, title: str, widths: Sequence[int],
) -> bytes:  # fmt: skip
    """A heading, lines of text, and a real table with its head repeated on every page; `widths` are
    the millimetres of its columns."""
    document = Document()
    document.core_properties.title = title
    set_page(document.sections[0], landscape=True)
    document.add_heading(heading, level=1)
    for line in lines:
        document.add_paragraph(line)
    table = document.add_table(rows=1, cols=len(widths), style="Table Grid")
    table.autofit = False
    _fill(table.rows[0], heads, widths, bold=True)
    repeat(table.rows[0])
    for row in rows:
        _fill(table.add_row(), row, widths)
    return bytes_of(document)


def _fill(row: object, texts: Sequence[str], widths: Sequence[int], *, bold: bool = False) -> None:
    for cell, text, width in zip(row.cells, texts, widths, strict=True):  # type: ignore[attr-defined]
        cell.width = Mm(width)
        run = cell.paragraphs[0].add_run(text)
        run.bold, run.font.size = bold, Pt(9)
