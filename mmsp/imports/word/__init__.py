"""Reads a final report in Word: `parse(data)` gives a ParsedReport.

A walk over Word's own XML instead of a converter: footnotes stay at their call, tracked changes
are told apart, lists keep the label they print, and nothing is left out unnoticed.
"""

from zipfile import BadZipFile

from django.utils.translation import gettext as _
from lxml import etree

from editing.richtext import TooMuch
from mmsp.imports.guard import Refused
from mmsp.imports.parsed import ParsedReport
from mmsp.imports.word.package import Package
from mmsp.imports.word.reader import Reader
from mmsp.imports.word.report import understood


def parse(data: bytes) -> ParsedReport:
    """Understands a .docx that passed the guard. Raises Refused, and nothing else."""
    try:
        return understood(Reader(Package(data)).read())
    except (KeyError, BadZipFile) as error:
        raise Refused(
            _(
                "The parts of this document do not fit together. Open it in Word, let Word "
                "repair it and save it under a new name."
            )
        ) from error
    except (RecursionError, TooMuch, etree.XMLSyntaxError) as error:
        raise Refused(too_deep()) from error
    except MemoryError as error:
        raise Refused(too_heavy()) from error


def too_deep() -> str:
    return _(
        "A part of this document is too long or too deeply nested to be read. Open it in Word, "
        "divide its long chapters with headings, flatten tables within tables, and save it again."
    )


def too_heavy() -> str:
    return _(
        "Reading this document takes more time or memory than a report should. Open it in Word, "
        "remove embedded objects and old revisions, and save it under a new name."
    )
