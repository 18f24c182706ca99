"""Reads what comes in Word: `parse(data)` gives a ParsedReport, `parse_matrix(data)` a ParsedMatrix.

A walk over Word's own XML instead of a converter: footnotes stay at their call, tracked changes
are told apart, lists keep the label they print, and nothing is left out unnoticed.
"""

from collections.abc import Callable
from typing import TypeVar
from zipfile import BadZipFile

from lxml import etree

from editing.richtext import TooMuch
from mmsp.imports.guard import Refused, too_deep, too_heavy, unreadable
from mmsp.imports.parsed import ParsedReport
from mmsp.imports.parsed_matrix import ParsedMatrix
from mmsp.imports.word import matrix
from mmsp.imports.word.package import Package
from mmsp.imports.word.reader import Reader
from mmsp.imports.word.report import understood

Parsed = TypeVar("Parsed")


def parse(data: bytes) -> ParsedReport:
    """Understands a .docx that passed the guard. Raises Refused, and nothing else."""
    return _read(lambda: understood(Reader(Package(data)).read()))


def parse_matrix(data: bytes) -> ParsedMatrix:
    """Understands a response matrix that passed the guard. Raises Refused, and nothing else."""

    def read() -> ParsedMatrix:
        reader = matrix.MatrixReader(Package(data))
        reader.read()
        return matrix.understood(reader)

    return _read(read)


def _read(reading: Callable[[], Parsed]) -> Parsed:
    try:
        return reading()
    except (KeyError, BadZipFile) as error:
        raise Refused(unreadable()) from error
    except etree.XMLSyntaxError as error:
        # The guard has seen well-formed XML: what is left are libxml2's limits and odd prefixes.
        is_limit = "XML_PARSE_HUGE" in str(error)
        raise Refused(too_deep() if is_limit else unreadable()) from error
    except (RecursionError, TooMuch) as error:
        raise Refused(too_deep()) from error
    except MemoryError as error:
        raise Refused(too_heavy()) from error
