"""A question's text, its parts and its finding; and the key phrase of a numbered statement."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from mmsp.imports.word.blocks import (
    HEADING,
    ITEM,
    PARAGRAPH,
    Block,
    sublists_nested,
)
from mmsp.imports.word.chapters import labelled
from mmsp.imports.word.inline import Pieces, cut, first_bold, line_of, text_of, trimmed
from mmsp.imports.word.vocabulary import question_label

LONGEST_HEADING = 300
MOST_QUESTION_PARAGRAPHS = 3
_CLAUSE_ENDS = re.compile(r"[.;:,?](?=\s|$)|[。；：，？]|\s[–—-]\s")
_ASKS = re.compile("[?？]")
_PART_LABEL = re.compile(r"^\s*(?:\(?[a-z]\)|\(?[ivx]+\)|[–—•-])\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Asked:
    """What a question says, the blocks that answer it, and how many paragraphs it ran over."""

    text: str
    parts: tuple[str, ...]
    answer: tuple[Block, ...]
    notes: tuple[str, ...]
    paragraphs: int = 1


def asked(title: Block, blocks: Sequence[Block]) -> Asked:
    """Parts the question, which may go on below its heading, from the answer."""
    rest = list(blocks)
    text, notes, paragraphs = title.line, title.notes, 1
    while rest and paragraphs <= MOST_QUESTION_PARAGRAPHS and _goes_on(text, rest):
        head, tail = _question_and_rest(rest.pop(0))
        text, notes, paragraphs = f"{text} {head.line}".strip(), notes + head.notes, paragraphs + 1
        rest[:0] = [tail] if tail.line or tail.notes else []
    parts, rest = _parts(text, rest)
    notes += [note for block in parts for note in block.notes]
    return Asked(text, _as_text(parts), tuple(rest), tuple(notes), paragraphs if title.line else 1)


def _goes_on(text: str, rest: list[Block]) -> bool:
    """Whether the question, not yet asked, is asked by the next paragraph or the one after it."""
    if text.endswith(("?", ":", "？", "：")):
        return False
    for block in rest[: MOST_QUESTION_PARAGRAPHS - 1]:
        if block.kind != PARAGRAPH or (text and not block.line[:1].islower()):
            return False
        if _ASKS.search(block.line):
            return True
    return False


def _question_and_rest(block: Block) -> tuple[Block, Block]:
    """Cuts a paragraph behind its question mark, or behind all of it when it ends by asking."""
    words = text_of(block.pieces)
    mark = _ASKS.search(words)
    at = mark.end() if mark and not words.rstrip().endswith(("?", "？")) else len(words)
    head, tail = cut(block.pieces, at)
    return block.with_pieces(head), block.with_pieces(tail)


def _parts(text: str, blocks: list[Block]) -> tuple[list[Block], list[Block]]:
    """The list or the labelled parts (“EQ2.1 ...”) that belong to the question itself."""
    count = next((at for at, block in enumerate(blocks) if block.kind != ITEM), len(blocks))
    asks = any(block.line.endswith(("?", "？")) for block in blocks[:count])
    if count and (asks or not text.endswith(("?", "？"))):
        return blocks[:count], blocks[count:]
    count = next((at for at, block in enumerate(blocks) if not _is_part(block)), len(blocks))
    return blocks[:count], blocks[count:]


def _is_part(block: Block) -> bool:
    label = question_label(labelled(block))
    return bool(label and label.part and block.line.endswith(("?", "？")))


def _as_text(items: list[Block]) -> tuple[str, ...]:
    """One text for each outermost item; what is listed below an item follows it."""
    texts: list[str] = []
    nested = sublists_nested(items)
    outermost = min((item.level for item in nested), default=0)
    for item in nested:
        words = _PART_LABEL.sub("", item.line) if item.kind == ITEM else item.line
        if texts and item.level > outermost:
            texts[-1] += f" {words}"
        else:
            texts.append(words)
    return tuple(texts)


@dataclass(frozen=True)
class Stated:
    """A statement's key phrase and the blocks of its text."""

    heading: str
    blocks: tuple[Block, ...]


def stated(title: Block, blocks: Sequence[Block]) -> Stated:
    """Finds the key phrase: the heading itself, the first bold phrase, or the first clause."""
    if title.kind == HEADING and title.line:
        if len(title.line) <= LONGEST_HEADING and not title.notes:
            return Stated(title.line, tuple(blocks))
        title = replace(title, kind=PARAGRAPH)
    body = [replace(title, kind=PARAGRAPH), *blocks] if title.line or title.notes else list(blocks)
    if opening := _opening_phrase(body):
        return opening
    phrases = (first_bold(block.pieces)[1] for block in body if block.kind in (PARAGRAPH, ITEM))
    phrase = next((phrase for phrase in phrases if phrase), "") or _first_clause(body)
    return Stated(_as_heading(phrase), tuple(body))


def _opening_phrase(body: list[Block]) -> Stated | None:
    """A bold sentence of its own at the start is a heading; it is taken out of the text."""
    if not body or body[0].notes:
        return None
    start, phrase = first_bold(body[0].pieces)
    rest = trimmed(cut(body[0].pieces, start + len(phrase))[1]) if start == 0 else ()
    ends = phrase.rstrip()[-1:] in ".:?–—" or line_of(rest)[:1] in ".:–—"
    if start != 0 or len(phrase) > LONGEST_HEADING or not (ends or (not rest and body[1:])):
        return None
    rest = _without_mark(rest)
    return Stated(_as_heading(phrase), (*([body[0].with_pieces(rest)] if rest else []), *body[1:]))


def _without_mark(pieces: Pieces) -> Pieces:
    words = text_of(pieces)
    return trimmed(cut(pieces, len(words) - len(words.lstrip(" .:–—")))[1])


def _first_clause(body: Sequence[Block]) -> str:
    line = next((block.words for block in body if block.words), "")
    ends = (found.start() for found in _CLAUSE_ENDS.finditer(line))
    return line[: next((at for at in ends if len(line[:at].split()) > 2), len(line))]


def _as_heading(phrase: str) -> str:
    words = " ".join(phrase.split()).strip(" .,;:–—-")
    words = words[:1].upper() + words[1:]
    if len(words) <= LONGEST_HEADING:
        return words
    return words[: LONGEST_HEADING - 1].rsplit(" ", 1)[0] + "…"
