"""The mark across the pages of a draft: the word, its version and its day, drawn as outlines.

As outlines, because text in a background would be read out, found and copied on every page.
"""

import functools
from collections.abc import Iterator
from contextlib import ExitStack
from importlib.resources import as_file, files

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

from mmsp.reports.press import CHINESE, FONTS, SANS

SIDE = 210  # millimetres of the square that the mark is drawn in, turned by 45 degrees
LONGEST, HIGHEST, SMALL = (
    132,
    44,
    8.5,
)  # millimetres: the word across, a letter of it, and of the line
WEIGHT = {"wght": 600}


@functools.lru_cache(64)
def drawn(word: str, line: str) -> bytes:
    """An SVG of the word with the line under it."""
    with ExitStack() as stack:
        fonts = [_Face(stack, package, name) for package, name in (FONTS[SANS], FONTS[CHINESE])]
        size = min(HIGHEST, LONGEST / max(_advance(fonts, word), 0.1))
        big = _outline(fonts, word, size, baseline=105 + size * 0.33)
        small = _outline(fonts, line, SMALL, baseline=105 + size * 0.33 + 2 * SMALL)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}" width="{SIDE}mm"'
        f' height="{SIDE}mm"><g transform="rotate(-45 105 105)" fill="#1b1f24">'
        f'<path fill-opacity="0.05" d="{big}"/><path fill-opacity="0.11" d="{small}"/></g></svg>'
    ).encode()


class _Face:
    """One of our fonts, open, with its letters at the weight of the mark."""

    def __init__(self, stack: ExitStack, package: str, name: str) -> None:
        path = stack.enter_context(as_file(files(package) / name))
        font = stack.enter_context(TTFont(path, lazy=True))
        self.em, self.known = font["head"].unitsPerEm, font.getBestCmap()
        self.glyphs = font.getGlyphSet(location=WEIGHT if "fvar" in font else None)


def _set(fonts: list[_Face], text: str) -> Iterator[tuple[_Face, str, float]]:
    """Each letter that one of the fonts has, with its width in ems."""
    for sign in text:
        face = next((each for each in fonts if ord(sign) in each.known), None)
        if face is not None:
            glyph = face.known[ord(sign)]
            yield face, glyph, face.glyphs[glyph].width / face.em


def _advance(fonts: list[_Face], text: str) -> float:
    return sum(width for _face, _glyph, width in _set(fonts, text))


def _outline(fonts: list[_Face], text: str, size: float, *, baseline: float) -> str:
    """The letters in the middle of the square, as one path."""
    left = (SIDE - size * _advance(fonts, text)) / 2
    parts = []
    for face, glyph, width in _set(fonts, text):
        pen = SVGPathPen(face.glyphs, ntos=lambda number: f"{number:.1f}")
        scale = size / face.em
        face.glyphs[glyph].draw(TransformPen(pen, (scale, 0, 0, -scale, left, baseline)))
        parts.append(pen.getCommands())
        left += size * width
    return "".join(parts)
