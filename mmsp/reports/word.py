"""A Word document of one table on A4 landscape. Knows no model."""

import io
from collections.abc import Iterable, Sequence

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt


def one_table(
    heading: str, lines: Iterable[str], heads: Sequence[str], rows: Iterable[Sequence[str]],
    *, title: str, widths: Sequence[int],
) -> bytes:  # fmt: skip
    """A heading, lines of text, and a real table with its head repeated on every page; `widths` are
    the millimetres of its columns."""
    document = Document()
    document.core_properties.title = title
    _turn(document.sections[0])
    document.add_heading(heading, level=1)
    for line in lines:
        document.add_paragraph(line)
    table = document.add_table(rows=1, cols=len(widths), style="Table Grid")
    table.autofit = False
    _fill(table.rows[0], heads, widths, bold=True)
    _repeat(table.rows[0])
    for row in rows:
        _fill(table.add_row(), row, widths)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _turn(section: object) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE  # type: ignore[attr-defined]
    section.page_width, section.page_height = Mm(297), Mm(210)  # type: ignore[attr-defined]
    section.left_margin = section.right_margin = Mm(20)  # type: ignore[attr-defined]


def _fill(row: object, texts: Sequence[str], widths: Sequence[int], *, bold: bool = False) -> None:
    for cell, text, width in zip(row.cells, texts, widths, strict=True):  # type: ignore[attr-defined]
        cell.width = Mm(width)
        run = cell.paragraphs[0].add_run(text)
        run.bold, run.font.size = bold, Pt(9)


def _repeat(row: object) -> None:
    """Marks the row as the head that every page begins with, and that readers announce."""
    properties = row._tr.get_or_add_trPr()  # type: ignore[attr-defined]
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    properties.append(mark)
