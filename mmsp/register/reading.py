"""Reads the export as a file: guards it, finds its columns, and names every row that is malformed."""

import re
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from mmsp.imports.guard import MEGABYTE, Refused, check_text
from mmsp.register.columns import COLUMNS, TITLE, YEAR
from mmsp.text_table import CALCULATED, decoded, plain, records_of

LARGEST_FILE = 20 * MEGABYTE
MOST_ROWS = 20_000
LONGEST_CELL = 5_000
LONGEST_TITLE = 300
MOST_COMPLAINTS = 20
_YEAR = re.compile(r"(?:19[5-9]|20\d)[0-9]", re.ASCII)


@dataclass(frozen=True)
class Row:
    """What one row says, by column, without empty cells; `number` is the row as sheets count them."""

    number: int
    cells: dict[str, str]


def read_file(path: Path) -> list[Row]:
    """The rows of a file on this machine. Raises Refused."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise Refused(too_large())
        return read(path.read_bytes())
    except OSError as error:
        said = _("“%(name)s” cannot be read: %(why)s.")
        raise Refused(said % {"name": path.name, "why": error.strerror}) from error


def read(data: bytes) -> list[Row]:
    """All rows, or Refused with the rows and columns that must be mended first."""
    check_text(data, LARGEST_FILE)
    records = records_of(decoded(data))
    heads = [plain(head) for head in next(records, [])]
    _require_heads(heads)
    rows: list[Row] = []
    complaints: list[str] = []
    for number, record in enumerate(records, start=2):
        if len(rows) == MOST_ROWS or len(complaints) >= MOST_COMPLAINTS:
            break
        if any(record):
            complaints += _complaints(number, heads, record)
            rows.append(_row(number, heads, record))
    if len(rows) == MOST_ROWS:
        complaints.append(_("There are %(limit)s rows or more. Divide it.") % {"limit": MOST_ROWS})
    if complaints:
        head = _("Nothing was imported. Mend this first:")
        raise Refused("\n".join([head, *complaints[:MOST_COMPLAINTS]]))
    return rows


def _require_heads(heads: list[str]) -> None:
    missing = [name for name in COLUMNS if name not in heads]
    unknown = [name for name in heads if name not in COLUMNS]
    if not missing and not unknown and len(heads) == len(COLUMNS):
        return
    said = _(
        "The headings in row 1 are not those of the repository. Missing: %(missing)s. "
        "Unknown: %(unknown)s. Export it anew, and leave the first row as it is."
    )
    names = {"missing": missing, "unknown": unknown}
    raise Refused(said % {key: ", ".join(names)[:500] or "–" for key, names in names.items()})


def _row(number: int, heads: list[str], record: list[str]) -> Row:
    cells = zip(heads, map(plain, record), strict=False)
    return Row(number, {head: cell for head, cell in cells if cell})


def _complaints(number: int, heads: list[str], record: list[str]) -> list[str]:
    """What must be mended by hand in a row, as sentences."""
    if len(record) != len(heads):
        said = _(
            "Row %(row)s: %(count)s cells instead of %(wanted)s. Look for a missing quotation mark."
        )
        return [said % {"row": number, "count": len(record), "wanted": len(heads)}]
    said = _("Row %(row)s, %(column)s: %(why)s.")
    wrong = ((head, _wrong(head, cell)) for head, cell in zip(heads, record, strict=True))
    return [said % {"row": number, "column": head, "why": why} for head, why in wrong if why]


def _wrong(head: str, cell: str) -> str:
    """Why a cell cannot be taken in, or nothing."""
    longest = LONGEST_TITLE if head == TITLE else LONGEST_CELL
    if cell.lstrip().startswith(CALCULATED):
        return _("a formula, of which nobody knows what it would say; write its value")
    if len(plain(cell)) > longest:
        return _("longer than %(limit)s characters; shorten it") % {"limit": longest}
    if head == TITLE and not cell.strip():
        return _("empty; every evaluation needs a title")
    if head == YEAR and not _YEAR.fullmatch(cell.strip()):
        return _("“%(cell)s” is no year; write four digits") % {"cell": cell[:20]}
    return ""


def too_large() -> str:
    """What is said of a file that nobody should have to wait for."""
    limit = LARGEST_FILE // MEGABYTE
    return _("This file is larger than %(limit)s MB. Divide it.") % {"limit": limit}
