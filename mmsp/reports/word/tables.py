"""Tables with fixed columns, heads that every page repeats, and shaded cells."""

from collections.abc import Sequence
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

GREY = "F6F8FA"
AIR = {"top": 50, "left": 108, "bottom": 30, "right": 108}  # twentieths of a point


def add_table(document: Any, rows: int, widths: Sequence[int]) -> Any:
    """A ruled table; `widths` are the millimetres of its columns."""
    table = document.add_table(rows=rows, cols=len(widths), style="Table Grid")
    table.autofit = False
    give_air(table)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    return table


def repeat(row: Any) -> None:
    """Marks the row as a head that every page begins with, and that readers announce."""
    _mark(row, "w:tblHeader")


def keep_whole(row: Any) -> None:
    """No page ends within the row."""
    _mark(row, "w:cantSplit")


def keep_with_next(row: Any) -> None:
    """No page ends behind the row."""
    for cell in row.cells:
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.keep_with_next = True


def shade(cell: Any) -> None:
    shading = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", GREY)):
        shading.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shading)


def give_air(table: Any) -> None:
    """Room above and below the words of every cell."""
    margins = OxmlElement("w:tblCellMar")
    for side, width in AIR.items():
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(width))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties = table._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    look.addprevious(margins) if look is not None else properties.append(margins)


def _mark(row: Any, name: str) -> None:
    mark = OxmlElement(name)
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)
