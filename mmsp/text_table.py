"""Tables as text (CSV), on their way in and out. Knows no table of the database."""

import csv
import io
from collections.abc import Iterator

from django.utils.translation import gettext as _

from mmsp.imports.guard import Refused

# A cell that begins like this is reckoned by the programs that open sheets.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
# What nobody writes at the beginning of a text: titles and remarks may begin with a dash.
CALCULATED = ("=", "@")
DELIMITERS = (",", ";", "\t")


def harmless(cell: str) -> str:
    """The cell as a text that no program reckons; an apostrophe in front says so."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def unquoted(cell: str) -> str:
    """The words of a cell; an apostrophe that keeps a text from being calculated is no part of it."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell.strip()


def plain(cell: str) -> str:
    """The same on one line."""
    return " ".join(unquoted(cell).split())


def decoded(data: bytes) -> str:
    """The text of a file that passed `guard.check_text`. Raises Refused."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        said = _("Byte %(place)s is not UTF-8. Open it and save it as “CSV UTF-8 (*.csv)”.")
        raise Refused(said % {"place": error.start}) from error
    if "\0" in text:
        raise Refused(_("This file holds a null character, which no text has. Save it anew."))
    return text


def records_of(text: str) -> Iterator[list[str]]:
    """The records, parted by whichever character parts the first line. Raises Refused."""
    first = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        yield from reader
    except csv.Error as error:
        said = _(
            "Line %(line)s cannot be read (%(why)s). Look for a quotation mark too many there."
        )
        raise Refused(said % {"line": reader.line_num, "why": error}) from error
