"""Which letters the fonts of the paper can draw: what they lack would print as empty boxes."""

import functools
from importlib.resources import as_file, files

from fontTools.ttLib import TTFont

from mmsp.reports.press import FONTS


@functools.cache
def drawable() -> frozenset[int]:
    """Code points of all our fonts together; read once, in about a tenth of a second."""
    known: set[int] = set()
    for package, name in FONTS.values():
        with as_file(files(package) / name) as path, TTFont(path, lazy=True) as font:
            known.update(font.getBestCmap())
    return frozenset(known)


def missing(text: str) -> str:
    """The letters of the text that none of our fonts has, each once."""
    strange = {c for c in set(text) if c.isprintable() and ord(c) not in drawable()}
    return "".join(sorted(strange))


# What neither XML nor a font of a PDF can hold.
UNPRINTABLE = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF))


def printable(text: str) -> str:
    """Plain text without the control characters that would spoil a file."""
    return text.translate(UNPRINTABLE)
