"""Drawings, pictures and fonts that are small to send and large to open."""

import gzip
import struct
import zlib
from collections.abc import Callable, Mapping

from tests.hostile.bombs.bomb import Bomb

NAMES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
SVG = f'<svg {NAMES} width="99" height="99">{{}}</svg>'
PNG = b"\x89PNG\r\n\x1a\n"
SHOWN = '<img src="asset:bomb{}" alt="x" style="width: 50mm">'


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width: int, height: int, *, rows: int = 1, extra: bytes = b"") -> bytes:
    """A black picture in one bit a pixel that says it is this large, and has so many rows."""
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    pixels = zlib.compress(bytes((width // 8 + 2) * rows), 9)
    return PNG + chunk(b"IHDR", header) + extra + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def jpeg(width: int, height: int) -> bytes:
    """No more than the head of a photograph of that size."""
    frame = struct.pack(">BHHB", 8, height, width, 1) + b"\1\x11\0"
    return b"\xff\xd8\xff\xc0" + struct.pack(">H", len(frame) + 2) + frame + b"\xff\xd9"


def drawn_again(width: int, height: int, times: int) -> bytes:
    """A grey photograph that is gone over so many times, each time to say that nothing changes."""

    def part(mark: int, body: bytes) -> bytes:
        return bytes((0xFF, mark)) + struct.pack(">H", len(body) + 2) + body

    frame = struct.pack(">BHHB", 8, height, width, 1) + b"\1\x11\0"
    codes = part(0xC4, b"\x00\1" + bytes(15) + b"\x00") + part(
        0xC4, b"\x10\1" + bytes(15) + b"\xe0"
    )
    blocks = -(-width // 8) * -(-height // 8)
    grey = part(0xDA, b"\1\1\0\0\0\0") + bytes(blocks // 8 + 1)
    # A bit for "the rest of these blocks is empty", fourteen that say of how many, each time the most.
    empty = "".join("0" + "1" * 14 for _run in range(-(-blocks // 32_767)))
    bits = empty + "1" * (-len(empty) % 8)
    said = int(bits, 2).to_bytes(len(bits) // 8, "big").replace(b"\xff", b"\xff\0")
    again = part(0xDA, b"\1\1\0\1\x3f\0") + said
    tables = part(0xDB, b"\0" + b"\1" * 64) + part(0xC2, frame)
    return b"\xff\xd8" + tables + codes + grey + again * times + b"\xff\xd9"


def woff(unpacked: int) -> bytes:
    """A font with one table of zeros, packed a thousand times."""
    body = zlib.compress(bytes(unpacked), 1)
    table = struct.pack(">4sIIII", b"glyf", 64, len(body), unpacked, 0)
    head = struct.pack(">4sIIHHIHHIIIII", b"wOFF", 0x00010000, 64 + len(body), 1, 0, unpacked + 28, 1, 0,
                       0, 0, 0, 0, 0)  # fmt: skip
    return head + table + body


def _one(body: bytes, ending: str = "") -> Mapping[str, bytes]:
    return {f"asset:bomb{ending}": body}


def _drawing(inner: str, before: str = "") -> Mapping[str, bytes]:
    return _one((before + SVG.format(inner)).encode(), ".svg")


def _uses(levels: int) -> str:
    told = "".join(
        f'<g id="g{n}">' + f'<use xlink:href="#g{n - 1}"/>' * 10 + "</g>" for n in range(1, levels)
    )
    return f'<defs><g id="g0"><rect width="1" height="1"/></g>{told}</defs><use xlink:href="#g{levels - 1}"/>'


def _entities(levels: int) -> str:
    steps = "".join(f'<!ENTITY l{n} "' + f"&l{n - 1};" * 10 + '">' for n in range(1, levels))
    return f'<!DOCTYPE svg [<!ENTITY l0 "ha">{steps}]>'


def _picture(name: str, tries: str, make: Callable[[], Mapping[str, bytes]]) -> Bomb:
    ending = ".svg" if name.startswith("svg") else ""
    return Bomb(name, tries, lambda: SHOWN.format(ending), assets=make)


BOMBS = (
    _picture("svg-uses", "a drawing that shows itself ten thousand million times", lambda: _drawing(_uses(10))),
    Bomb("svg-uses-inline", "the same in the page", lambda: SVG.format(_uses(9))),
    _picture("svg-circle", "a part that uses itself",
             lambda: _drawing('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>')),
    _picture("svg-marker", "a marker that marks itself", lambda: _drawing(
        '<marker id="m"><path d="M0 0L1 1" marker-end="url(#m)"/></marker><path d="M0 0L9 9" marker-end="url(#m)"/>')),
    _picture("svg-pattern", "a pattern that is filled by itself", lambda: _drawing(
        '<pattern id="p" width="1" height="1"><rect width="1" height="1" fill="url(#p)"/></pattern>'
        '<rect width="99" height="99" fill="url(#p)"/>')),
    _picture("svg-mask", "a mask that is masked by itself", lambda: _drawing(
        '<mask id="m"><rect width="9" height="9" mask="url(#m)"/></mask><rect width="9" height="9" mask="url(#m)"/>')),
    _picture("svg-itself", "a drawing that shows its own address", lambda: _drawing(
        '<image width="9" height="9" href="asset:bomb.svg"/>')),
    _picture("svg-laughs", "entities that say each other ten times",
             lambda: _drawing("<text>&l9;</text>", _entities(10))),
    _picture("svg-blow-up", "a long entity said many times", lambda: _drawing(
        f"<text>{'&a;' * 50_000}</text>", f'<!DOCTYPE svg [<!ENTITY a "{"a" * 50_000}">]>')),
    _picture("svg-deep", "100,000 groups within each other", lambda: _drawing("<g>" * 100_000 + "</g>" * 100_000)),
    _picture("svg-path", "a line of a million steps", lambda: _drawing(f'<path d="M0 0{"l1 1" * 1_000_000}"/>')),
    _picture("svg-numbers", "a number of a million digits", lambda: _drawing(f'<rect width="{"9" * 1_000_000}"/>')),
    _picture("svg-stops", "a gradient repeated without end", lambda: _drawing(
        '<linearGradient id="g" spreadMethod="repeat" x2="0.0000001"><stop/><stop offset="1"/></linearGradient>'
        '<rect width="99" height="99" fill="url(#g)"/>')),
    _picture("svg-packed", "a packed drawing of twenty megabytes", lambda: _one(
        gzip.compress(SVG.format(" " * 20_000_000).encode(), 1), ".svg")),
    _picture("png-head", "a picture that says it has 10,000 million pixels", lambda: _one(png(100_000, 100_000))),
    _picture("png-large", "20,000 by 20,000 real pixels in 50 kB", lambda: _one(png(20_000, 20_000, rows=20_000))),
    _picture("png-thin", "a picture of one row and 900 million columns", lambda: _one(png(900_000_000, 1, rows=0))),
    _picture("png-text", "a note in a picture that unpacks to 200 MB", lambda: _one(
        png(9, 9, extra=chunk(b"zTXt", b"x\0\0" + zlib.compress(bytes(200_000_000), 1))))),
    _picture("png-profile", "a colour profile that unpacks to 200 MB", lambda: _one(
        png(9, 9, rows=9, extra=chunk(b"iCCP", b"x\0\0" + zlib.compress(bytes(200_000_000), 1))))),
    _picture("jpeg-head", "a photograph of the largest size there is", lambda: _one(jpeg(65_535, 65_535))),
    Bomb("font", "a font that unpacks to 300 MB",
         style=lambda: "@font-face { font-family: b; src: url(asset:bomb.ttf) } p { font-family: b }",
         assets=lambda: _one(woff(300_000_000), ".ttf")),
    _picture("no-picture", "a logo that is no picture", lambda: _one(b"This is a letter, not a logo." * 9)),
    _picture("half-picture", "a picture that ends in the middle", lambda: _one(png(5_000, 5_000)[:60])),
)  # fmt: skip
