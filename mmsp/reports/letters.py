"""Which letters the fonts of the paper can draw: what they lack would print as empty boxes."""

import dataclasses
import functools
import re
import unicodedata
from importlib.resources import as_file, files
from typing import Any

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


@functools.cache
def widths() -> dict[int, float]:
    """How wide our fonts draw each code point, in ems; the first font that has it counts."""
    known: dict[int, float] = {}
    for package, name in reversed(FONTS.values()):
        with as_file(files(package) / name) as path, TTFont(path, lazy=True) as font:
            advances, em = font["hmtx"], font["head"].unitsPerEm
            known |= {code: advances[glyph][0] / em for code, glyph in font.getBestCmap().items()}
    return known


def missing(text: str) -> str:
    """The letters of the text that none of our fonts has, each once."""
    strange = {c for c in set(text) if c.isprintable() and ord(c) not in drawable()}
    return "".join(sorted(strange))


# Arrows, signs and pictures, and what joins them to others.
_SIGN = re.compile("[\u2190-\u2bff\U0001f000-\U0001faff][\ufe0e\ufe0f\u200d]*")
FLAG_A = 0x1F1E6  # flags are written as two letters of their own


def spelt_out(html: str) -> str:
    """The signs that none of our fonts has in words, so that nobody wonders about an empty box."""

    def words(found: re.Match[str]) -> str:
        sign = ord(found[0][0])
        if sign in drawable():
            return found[0]
        if FLAG_A <= sign < FLAG_A + 26:
            return chr(ord("A") + sign - FLAG_A)
        return f"[{unicodedata.name(found[0][0], 'sign').lower()}]"

    return _SIGN.sub(words, html)


# What neither XML nor a font of a PDF can hold.
UNPRINTABLE = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF))


def printable(text: str) -> str:
    """Plain text without the control characters that would spoil a file."""
    return text.translate(UNPRINTABLE)


def all_printable(content: Any) -> Any:
    """The same values, in tuples and dataclasses at whatever depth, with printable texts."""
    if isinstance(content, str):
        return printable(content) if type(content) is str else content
    if isinstance(content, tuple):
        return tuple(map(all_printable, content))
    if not dataclasses.is_dataclass(content) or isinstance(content, type):
        return content
    values = {each.name: getattr(content, each.name) for each in dataclasses.fields(content)}
    known = {name: all_printable(value) for name, value in values.items()}
    return dataclasses.replace(content, **known)
