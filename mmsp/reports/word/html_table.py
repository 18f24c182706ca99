"""Tables of a paper's HTML as tables of Word: columns, spans, heads that every page repeats."""

from collections.abc import Iterator
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import _Cell

from mmsp.reports.word.rich import rows_of, spans_of
from mmsp.reports.word.tables import AIR, give_air, keep_whole, repeat, shade

# What print.css says of the columns: millimetres, or a share of the table.
COLUMNS: dict[str, float] = {
    "p-w-number": 15, "p-w-count": 16, "p-w-priority": 18, "p-w-date": 25, "p-w-kind": 28,
    "p-w-when": 42, "p-w-people": 32, "p-w-horizon": 25, "p-w-addressee": 32, "p-w-strength": 28,
    "p-w-trace": 0.21, "p-c-head": 62, "p-c-to": 44, "p-c-priority": 36, "p-c-digit": 12,
    "p-w-criterion": 0.27, "p-w-source": 0.205, "p-c-time": 0.17, "p-c-who": 0.17,
    "p-c-comment": 0.28, "p-c-status": 0.135, "p-c-recommended": 0.38, "p-c-followed": 0.30,
    "p-w-fact": 30, "p-c-number": 12, "p-c-from": 32, "p-c-part": 45, "p-c-answer": 26,
    "p-c-taken": 62, "p-c-report": 30, "p-c-score": 28, "p-c-used": 42, "p-c-field": 55,
}  # fmt: skip
MOST_LINES, LETTERS = 12, 0.62  # of a row that stays whole; letters of 9 points in a millimetre
FIRST = {"p-services-head": 44, "p-figures": 60, "p-pairs": 30}  # of tables of pairs


def is_pairs(table: Any) -> bool:
    """A table of short forms with their meanings."""
    return "p-pairs" in (table.get("class") or "").split()


def is_band(row: Any) -> bool:
    """A row that names the rows below it."""
    return any("p-band" in (each.get("class") or "").split() for each in (row, row.getparent()))


def is_head(row: Any) -> bool:
    return row.getparent().tag == "thead"


class Grid:
    """A table of Word with the cells of a table of HTML; `cells` gives each with its element."""

    def __init__(self, container: Any, element: Any, width: float) -> None:
        self.rows = rows_of(element)
        self.spans = spans_of(self.rows)
        self.count = max(column + across for _row, column, _down, across, _cell in self.spans)
        self.widths = _widths(element, self.rows, self.count, width)
        self.tall = {row for row, *place, cell in self.spans if self._is_tall(cell, *place)}
        self.table = container.add_table(0, 0)
        self.table.style, self.table.autofit = "Table Grid", False
        give_air(self.table)
        # Word wants what it knows of a table in this order.
        self.table._tbl.tblPr.insert_element_before(
            _measured("w:tblInd", AIR["left"]), "w:tblLayout", "w:tblCellMar", "w:tblLook"
        )
        self._add_columns()

    def cells(self) -> Iterator[tuple[Any, Any]]:
        """Makes the rows, one after the other."""
        places = {(row, column): rest for row, column, *rest in self.spans}
        goes_on: dict[int, tuple[int, int]] = {}  # rows still to cover, and columns, by column
        for at, row in enumerate(self.rows):
            made = self._add_row(at, row)
            column = 0
            while column < self.count:
                if goes_on.get(column, (0, 0))[0]:
                    left, across = goes_on[column]
                    goes_on[column] = left - 1, across
                    self._add_cell(made, column, across, "continue")
                elif (at, column) in places:
                    down, across, element = places[at, column]
                    goes_on[column] = down - 1, across
                    cell = self._add_cell(made, column, across, "restart" if down > 1 else "")
                    if is_head(row) or is_band(row):
                        shade(cell)
                    yield cell, element
                else:
                    across = 1  # HTML that leaves a place empty
                    self._add_cell(made, column, 1, "")
                column += across

    def _add_columns(self) -> None:
        grid = self.table._tbl.tblGrid
        for width in self.widths:
            column = OxmlElement("w:gridCol")
            column.set(qn("w:w"), str(Mm(width).twips))
            grid.append(column)

    def _is_tall(self, cell: Any, column: int, _down: int, across: int) -> bool:
        """Whether it takes more lines than a page should be left empty for."""
        width = sum(self.widths[column : column + across])
        return len(cell.text_content()) > MOST_LINES * LETTERS * width

    def _add_row(self, at: int, row: Any) -> Any:
        element = self.table._tbl._add_tr()
        made = _Row(element)
        if is_head(row):
            repeat(made)
        if is_head(row) or at not in self.tall:
            keep_whole(made)
        return element

    def _add_cell(self, row: Any, column: int, across: int, merge: str) -> _Cell:
        element: Any = OxmlElement("w:tc")
        properties = element.get_or_add_tcPr()
        width = Mm(sum(self.widths[column : column + across])).twips
        properties.append(_measured("w:tcW", width))
        if across > 1:
            properties.append(_valued("w:gridSpan", str(across)))
        if merge:
            properties.append(_valued("w:vMerge", merge))
        element.append(OxmlElement("w:p"))
        row.append(element)
        return _Cell(element, self.table)


class _Row:
    """What `tables` marks of a row, without looking the row up among all others."""

    def __init__(self, element: Any) -> None:
        self._tr = element


def _valued(name: str, value: str) -> Any:
    element = OxmlElement(name)
    element.set(qn("w:val"), value)
    return element


def _measured(name: str, twips: int) -> Any:
    element = OxmlElement(name)
    element.set(qn("w:w"), str(twips))
    element.set(qn("w:type"), "dxa")
    return element


def _widths(element: Any, rows: list[Any], count: int, width: float) -> list[float]:
    """Millimetres: what the classes of heads and columns ask for, the others share the rest."""
    asked: list[float] = [0] * count
    if is_pairs(element):
        asked[0] = next(
            wide for kind, wide in FIRST.items() if kind in element.get("class").split()
        )
    named = list(element.iter("col")) or [c for c in rows[0] if c.tag in ("th", "td")]
    column = 0
    for each in named:
        kind = next((k for k in (each.get("class") or "").split() if k in COLUMNS), "")
        if kind and column < count:
            asked[column] = COLUMNS[kind] if COLUMNS[kind] > 1 else COLUMNS[kind] * width
        column += int(each.get("colspan", "1"))
    free = asked.count(0)
    rest = max(width - sum(asked), 20.0 * free)
    return [each or rest / free for each in asked]
