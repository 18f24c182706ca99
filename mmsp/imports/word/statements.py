"""Conclusions, lessons and recommendations: labelled, headed, listed, in a table, or in one piece."""

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import count

from mmsp.imports.parsed import Statement
from mmsp.imports.word.answers import stated
from mmsp.imports.word.blocks import (
    HEADING,
    ITEM,
    PARAGRAPH,
    Block,
    Cell,
    Row,
    has_words,
    html_of_blocks,
)
from mmsp.imports.word.chapters import EMPTY, Draft
from mmsp.imports.word.inline import Piece, cut
from mmsp.imports.word.vocabulary import Label, statement_label

Found = tuple[list[Statement], list[Block]]


def gathered(draft: Draft) -> tuple[Statement, list[Block]]:
    """A labelled statement, and the headings at its end that announce something else."""
    blocks = list(draft.blocks)
    trailing: list[Block] = []
    while blocks and blocks[-1].kind == HEADING:
        trailing.insert(0, blocks.pop())
    return _statement(draft.number, draft.title, blocks, draft.level + 1), trailing


def unlabelled(draft: Draft, title: str) -> Found:
    """Statements without L1 or R1, by what parts them, and the text before the first of them."""
    for parted in (_by_table, _by_headings, _by_numbers):
        rows, introduction = parted(draft)
        if rows:
            return rows, introduction
    return [Statement(1, title, html_of_blocks(draft.blocks, draft.level))], []


def _statement(number: int, title: Block, blocks: list[Block], level: int) -> Statement:
    found = stated(title, blocks)
    heading = found.heading or f"{number}"
    return Statement(number, heading, html_of_blocks(found.blocks, level))


def _by_headings(draft: Draft) -> Found:
    level = min((block.level for block in draft.blocks if block.kind == HEADING), default=0)
    return _parted(draft, lambda block: block.kind == HEADING and block.level == level)


def _by_numbers(draft: Draft) -> Found:
    """The outermost numbered items, when the text consists of hardly anything else."""
    level = min((block.level for block in draft.blocks if block.kind == ITEM), default=0)
    starts = [b for b in draft.blocks if b.kind == ITEM and b.is_ordered and b.level == level]
    if len(starts) < 2 or len({block.list_id for block in starts}) > 1:
        return [], draft.blocks
    chosen = {id(block) for block in starts}
    return _parted(draft, lambda block: id(block) in chosen)


def _parted(draft: Draft, begins: Callable[[Block], bool]) -> Found:
    parts: list[list[Block]] = [[]]
    for block in draft.blocks:
        if begins(block):
            parts.append([])
        parts[-1].append(block)
    numbers = count(1)
    rows = [_statement(next(numbers), part[0], part[1:], draft.level + 1) for part in parts[1:]]
    return rows, parts[0]


def _by_table(draft: Draft) -> Found:
    """A table with a number of its own in at least two rows; its other rows stay with the text."""
    for at, table in enumerate(draft.blocks):
        numbers = [_label(draft.kind, row).number for row in table.rows]
        given = [number for number in numbers if number]
        if len(given) < 2 or len(set(given)) < len(given):
            continue
        names = [_words(cell) for cell in table.rows[0].cells]
        numbered = [row for row, number in zip(table.rows, numbers, strict=True) if number]
        others = tuple(row for row, number in zip(table.rows, numbers, strict=True) if not number)
        left = [replace(table, rows=others)] if others else []
        rest = [*draft.blocks[:at], *left, *draft.blocks[at + 1 :]]
        return [_from_row(draft, row, names) for row in numbered], rest
    return [], draft.blocks


def _label(kind: str, row: Row) -> Label:
    """The label in the first cell: “R3 ...”, “3.” or “3”; number 0 where there is none."""
    words = _words(row.cells[0]) if row.cells and not row.is_header else ""
    bare = re.match(r"\s*(\d{1,3})\s*[.)]?\s*$", words)
    if bare:
        return Label(int(bare[1]), len(words))
    return statement_label(kind, words) or Label(0, 0)


def _from_row(draft: Draft, row: Row, names: list[str]) -> Statement:
    """The second cell is the statement; further cells follow under the names of their columns."""
    label = _label(draft.kind, row)
    first, *others = [list(cell.blocks) for cell in row.cells]
    first[:1] = [first[0].with_pieces(cut(first[0].pieces, label.length)[1])]
    body = [block for block in first if has_words(block)] + (others.pop(0) if others else [])
    for name, blocks in zip(names[2:], others, strict=False):
        heading = Block(PARAGRAPH, (Piece(name, frozenset({"strong"})),))
        body += [*([heading] if name and blocks else []), *blocks]
    return _statement(label.number, EMPTY, body, draft.level + 1)


def _words(cell: Cell) -> str:
    return " ".join(block.words for block in cell.blocks)
