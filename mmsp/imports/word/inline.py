"""A paragraph's content as pieces of equally marked text, and what can be done with such pieces."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby

ORDER = ("strong", "em", "sub", "sup")


@dataclass(frozen=True)
class Piece:
    """Text with its marks and link, or, where `is_note`, the text of a footnote called here.

    A line break is "\\n", a tab "\\t".
    """

    text: str
    marks: frozenset[str] = frozenset()
    href: str = ""
    is_note: bool = False


Pieces = tuple[Piece, ...]


def text_of(pieces: Iterable[Piece]) -> str:
    """The words without their footnotes."""
    return "".join(piece.text for piece in pieces if not piece.is_note)


def notes_of(pieces: Iterable[Piece]) -> list[str]:
    return [piece.text for piece in pieces if piece.is_note]


def line_of(pieces: Iterable[Piece]) -> str:
    """The words on one line, without surplus white space."""
    return " ".join(text_of(pieces).split())


def html_of(pieces: Iterable[Piece]) -> str:
    """The pieces in the closed tag set, without a paragraph around them."""
    parts = []
    for href, linked in groupby(_joined(pieces), key=lambda piece: piece.href):
        inner = "".join(map(_marked, linked))
        parts.append(f'<a href="{escape(href)}">{inner}</a>' if href else inner)
    return "".join(parts)


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    joined: list[Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if last and not piece.is_note and replace(last, text="") == replace(piece, text=""):
            joined[-1] = replace(last, text=last.text + piece.text)
        else:
            joined.append(piece)
    return joined


def _marked(piece: Piece) -> str:
    body = escape(piece.text, quote=False)
    if piece.is_note:
        return f'<span class="fn">{body}</span>'
    body = body.replace("\t", " ").replace("\n", "<br>")
    for tag in (tag for tag in reversed(ORDER) if tag in piece.marks):
        body = f"<{tag}>{body}</{tag}>"
    return body


def cut(pieces: Sequence[Piece], at: int) -> tuple[Pieces, Pieces]:
    """Parts the pieces behind so many characters of text; a footnote at the cut stays before it."""
    before: list[Piece] = []
    after: list[Piece] = []
    left = at
    for piece in pieces:
        if piece.is_note:
            (after if after else before).append(piece)
            continue
        head, tail = piece.text[:left], piece.text[left:]
        left -= len(head)
        before += [replace(piece, text=head)] if head else []
        after += [replace(piece, text=tail)] if tail else []
    return tuple(before), tuple(after)


def trimmed(pieces: Sequence[Piece]) -> Pieces:
    """Without white space at either end."""
    words = text_of(pieces)
    pieces = cut(pieces, len(words.rstrip()))[0]
    return cut(pieces, len(words) - len(words.lstrip()))[1] if words[:1].isspace() else pieces


def is_all(pieces: Iterable[Piece], mark: str) -> bool:
    """Whether every word carries the mark."""
    words = [piece for piece in pieces if piece.text.strip() and not piece.is_note]
    return bool(words) and all(mark in piece.marks for piece in words)


def first_bold(pieces: Sequence[Piece]) -> tuple[int, str]:
    """Where the first bold phrase of more than one word starts, and the phrase; -1 without one."""
    start = 0
    for bold, group in groupby(
        (piece for piece in pieces if not piece.is_note), key=lambda piece: "strong" in piece.marks
    ):
        words = "".join(piece.text for piece in group)
        if bold and len(re.findall(r"[^\W\d_]{2,}", words)) > 1:
            return start, words
        start += len(words)
    return -1, ""
