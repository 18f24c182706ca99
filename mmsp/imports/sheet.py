"""Reads a response matrix from a sheet: one row a key action, with headings in whatever order.

What a cell says is taken as it is written; a formula, a column without a heading or a row that is out
of line is refused with the cell to be mended.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from io import BytesIO
from itertools import repeat
from operator import is_not
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.cell.read_only import EMPTY_CELL
from openpyxl.utils import get_column_letter

from mmsp import matrix_words
from mmsp.imports.guard import Refused
from mmsp.imports.parsed_matrix import ParsedMatrix, Place
from mmsp.imports.places import at
from mmsp.imports.sheet_rows import Scribe
from mmsp.text_table import CALCULATED, decoded, records_of, unquoted

LAST_ROW = 1_048_576  # of the format
MOST_ROWS = 5_000  # with words in them
MOST_COLUMNS = 64
HEADS_WITHIN = 20
FEWEST_HEADS = 3
LABELS = ("addressee", "priority", "decision")
NAME_OF_TEXT = "CSV"


@dataclass(frozen=True)
class Cell:
    """What stands in a cell; `wrong` says why it cannot be taken as it stands."""

    words: str = ""
    wrong: str = ""

    def __bool__(self) -> bool:
        return bool(self.words or self.wrong)


@dataclass(frozen=True)
class Line:
    """A row with words in it; `number` is the row as sheets count them."""

    number: int
    cells: list[Cell]


def parse_workbook(data: bytes) -> ParsedMatrix:
    """Understands a workbook that passed the guard: its first sheet that has the headings."""
    book = load_workbook(BytesIO(data), read_only=True, keep_links=False)
    modified = book.properties.modified
    written_at = modified.replace(tzinfo=UTC).isoformat() if modified else ""
    for sheet in book.worksheets:
        # What a sheet says of its own size is not believed.
        sheet.reset_dimensions()
        lines = _Lines(_rows(sheet), sheet.title)
        if found := _understood(lines, sheet.title, written_at):
            return found
    raise Refused(_unknown())


def parse_text(data: bytes) -> ParsedMatrix:
    """Understands a CSV that passed the guard."""
    records = enumerate(records_of(decoded(data)), start=1)
    rows = (Line(number, list(map(_of_text, record[:MOST_COLUMNS]))) for number, record in records)
    if found := _understood(_Lines(rows, NAME_OF_TEXT), NAME_OF_TEXT, ""):
        return found
    raise Refused(_unknown())


def _rows(sheet: Any) -> Iterator[Line]:
    rows = sheet.iter_rows(max_row=LAST_ROW, max_col=MOST_COLUMNS)
    for number, row in enumerate(rows, start=1):
        # Asked without a loop of our own: there may be a million empty ones.
        if any(map(is_not, row, repeat(EMPTY_CELL))):
            yield Line(number, [_of_sheet(cell) for cell in row])


class _Lines:
    """The rows that say something, and no more of them than anybody writes by hand."""

    def __init__(self, rows: Iterable[Line], sheet: str) -> None:
        self.rows, self.sheet = (row for row in rows if any(row.cells)), sheet

    def __iter__(self) -> Iterator[Line]:
        for count, line in enumerate(self.rows):
            if count >= MOST_ROWS:
                place = Place(0, line.number, self.sheet)
                said = _("there are more than %(most)s rows with words. Divide the sheet.")
                raise Refused(at(place, said % {"most": MOST_ROWS}))
            yield line


def _of_sheet(cell: Any) -> Cell:
    value, kind = cell.value, cell.data_type
    if value is None:
        return Cell()
    if kind == "f":
        return Cell(wrong=_formula())
    if kind == "e":
        said = _("“%(error)s” stands there instead of a value. Write the value")
        return Cell(wrong=said % {"error": str(value)[:20]})
    return Cell(_as_words(value))


def _as_words(value: Any) -> str:
    """Days as 2025-08-01, whole numbers without a point."""
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).replace("\r\n", "\n").strip()


def _of_text(words: str) -> Cell:
    if words.lstrip().startswith(CALCULATED):
        return Cell(wrong=_formula())
    return Cell(unquoted(words).replace("\r\n", "\n"))


def _formula() -> str:
    return _(
        "there is a formula, of which nobody knows what it would say. Write its value: copy the "
        "cell and paste it as a value"
    )


def _understood(lines: Iterable[Line], sheet: str, written_at: str) -> ParsedMatrix | None:
    """The matrix, or None where no row holds the headings."""
    rows = iter(lines)
    above: list[Line] = []
    for line in rows:
        heads = _heads(line)
        if len(heads) >= FEWEST_HEADS and "number" in heads.values():
            return _read(line, heads, rows, sheet, written_at, _cover(above))
        above.append(line)
        if len(above) == HEADS_WITHIN:
            break
    return None


def _read(
    head: Line, heads: dict[int, str], rows: Iterator[Line], sheet: str, written_at: str,
    cover: dict[str, str],
) -> ParsedMatrix:  # fmt: skip
    scribe = Scribe(sheet)
    scribe.set_columns(head.number, heads, _strangers(head, heads))
    for line in rows:
        # The second row of headings that were merged, as in the Word form.
        more = _heads(line) if not scribe.drafts else {}
        if more and len(more) == sum(map(bool, line.cells)):
            scribe.set_columns(line.number, more, {})
            continue
        scribe.read_row(line.number, _sound(line, scribe))
    return ParsedMatrix(
        completed_by=cover.get("completed_by", ""),
        overall_comment=cover.get("overall_comment", ""),
        written_at=written_at,
        answers=scribe.answers(),
        unread=tuple(scribe.unread),
    )


def _sound(line: Line, scribe: Scribe) -> dict[int, str]:
    """The words of a row by column. Raises Refused for a cell that nobody can take."""
    for column, cell in enumerate(line.cells):
        if cell.wrong and column not in scribe.strangers:
            place = Place(0, line.number, scribe.sheet, {"": get_column_letter(column + 1)})
            raise Refused(at(place, f"{cell.wrong}."))
    return {column: cell.words for column, cell in enumerate(line.cells) if cell.words}


def _heads(line: Line) -> dict[int, str]:
    """The columns by what their headings name."""
    named = {column: _named(cell.words) for column, cell in enumerate(line.cells) if cell.words}
    return {column: name for column, name in named.items() if name}


def _named(words: str) -> str:
    name = matrix_words.meant("columns", words) or matrix_words.meant("heads", words)
    if name:
        return name
    label = matrix_words.meant("labels", words)
    return label if label in LABELS else ""


def _strangers(head: Line, heads: dict[int, str]) -> dict[int, str]:
    """Columns that somebody added for other ends."""
    return {
        column: cell.words
        for column, cell in enumerate(head.cells)
        if cell.words and column not in heads
    }


def _cover(lines: list[Line]) -> dict[str, str]:
    """What stands above the headings, behind its label or in the next cell."""
    said = {}
    for line in lines:
        words = [cell.words for cell in line.cells if cell.words]
        name = matrix_words.begun("cover", words[0]) if words else ""
        if name:
            rest = matrix_words.without("cover", name, words[0])
            said[name] = rest or "\n".join(words[1:2])
    return said


def _unknown() -> str:
    return _(
        "No response matrix was recognised: no row among the first %(rows)s holds the headings "
        "“Recommendation”, “Key action” and “Status”. Download the sheet to fill in, and leave its "
        "headings as they are."
    ) % {"rows": HEADS_WITHIN}
