"""Paragraphs, list items and tables in the order of the page, and their HTML."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from mmsp.imports.word.inline import Piece, Pieces, html_of, line_of, notes_of, text_of, trimmed

PARAGRAPH, HEADING, ITEM, QUOTE, TABLE, CONTENTS, MADE, ANSWER = (
    "paragraph", "heading", "item", "quote", "table", "contents", "made", "answer",
)  # fmt: skip


@dataclass(frozen=True)
class Cell:
    blocks: tuple["Block", ...]
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True)
class Row:
    cells: tuple[Cell, ...]
    is_header: bool = False


@dataclass(frozen=True)
class Block:
    """`level` is a heading's (1-9) or a list item's (from 0); `label` is what a list prints
    before the text; `list_id` tells neighbouring lists apart; `places` are the bookmarks in it.
    What is MADE was written into the document from records, and is nobody's text; an ANSWER is the
    short answer of a finding, and a paragraph anywhere else."""

    kind: str
    pieces: Pieces = ()
    level: int = 0
    is_ordered: bool = False
    label: str = ""
    list_id: str = ""
    rows: tuple[Row, ...] = ()
    places: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        return line_of(self.pieces)

    @property
    def words(self) -> str:
        """All text, tables included, footnotes not."""
        if self.kind != TABLE:
            return self.line
        cells = (cell for row in self.rows for cell in row.cells)
        return " ".join(block.words for cell in cells for block in cell.blocks)

    @property
    def notes(self) -> list[str]:
        """Footnotes called in this block, tables included."""
        inner = (block for row in self.rows for cell in row.cells for block in cell.blocks)
        return notes_of(self.pieces) + [note for block in inner for note in block.notes]

    def with_pieces(self, pieces: Sequence[Piece]) -> "Block":
        return replace(self, pieces=trimmed(pieces))


def html_of_blocks(blocks: Sequence[Block], base: int = 0) -> str:
    """HTML of the closed tag set; headings of level `base` + 1 become h3, deeper ones h4."""
    parts = []
    for kind, group in groupby(blocks, key=lambda block: block.kind):
        run = list(group)
        if kind == ITEM:
            parts.append(_lists(run))
        elif kind == QUOTE:
            parts.append(f"<blockquote>{''.join(map(_paragraph, run))}</blockquote>")
        elif kind == HEADING:
            parts += [_heading(block, base) for block in run]
        elif kind == TABLE:
            parts += map(_table, run)
        else:
            parts += map(_paragraph, run)
    return "".join(parts)


def _paragraph(block: Block) -> str:
    return f"<p>{html_of(block.pieces)}</p>"


def _heading(block: Block, base: int) -> str:
    tag = "h3" if block.level <= base + 1 else "h4"
    plain = tuple(replace(piece, marks=piece.marks - {"strong"}) for piece in block.pieces)
    return f"<{tag}>{html_of(plain)}</{tag}>"


def _lists(items: list[Block]) -> str:
    """Nested lists of a run of items. A level that skips one is brought next to its parent."""
    parts: list[str] = []
    open_lists: list[tuple[int, str]] = []  # (level in Word, tag)
    for item in sublists_nested(items):
        tag = "ol" if item.is_ordered else "ul"
        # An item shallower than the first one stands beside it: the outermost list stays open.
        while len(open_lists) > 1 and open_lists[-1][0] > item.level:
            parts.append(f"</li></{open_lists.pop()[1]}>")
        if open_lists and item.level <= open_lists[-1][0]:
            parts.append("</li>")
            if tag != open_lists[-1][1]:
                parts.append(f"</{open_lists.pop()[1]}>{_list_start(item)}")
                open_lists.append((item.level, tag))
        else:
            parts.append(_list_start(item))
            open_lists.append((item.level, tag))
        parts.append(f"<li><p>{html_of(item.pieces)}</p>")
    parts += [f"</li></{tag}>" for _, tag in reversed(open_lists)]
    return "".join(parts)


def _list_start(item: Block) -> str:
    """The opening tag; a list that goes on after a paragraph goes on counting."""
    if not item.is_ordered:
        return "<ul>"
    number = re.fullmatch(r"\W*(\d{1,4})\W*", item.label)
    return f'<ol start="{number[1]}">' if number and int(number[1]) > 1 else "<ol>"


def sublists_nested(items: Sequence[Block]) -> list[Block]:
    """Brings bullets under the numbered item that announces them with a colon, even where the
    document has both at one level."""
    nested: list[Block] = []
    announced = ""  # the list that stands under an item of its own level
    for item in items:
        last = nested[-1] if nested else None
        if last and not announced and _announces(last, item):
            announced = item.list_id
        elif item.list_id != announced:
            announced = ""
        nested.append(replace(item, level=item.level + 1) if announced else item)
    return nested


def _announces(item: Block, following: Block) -> bool:
    is_other_list = item.list_id != following.list_id and item.is_ordered != following.is_ordered
    return is_other_list and item.level == following.level and item.line.endswith(":")


def _table(block: Block) -> str:
    head = _header_rows(block.rows)
    parts = ["<table>"]
    if head:
        parts.append(f"<thead>{''.join(map(_row, block.rows[:head]))}</thead>")
    if block.rows[head:]:
        parts.append(f"<tbody>{''.join(map(_row, block.rows[head:]))}</tbody>")
    return "".join([*parts, "</table>"])


def _header_rows(rows: Sequence[Row]) -> int:
    """Leading header rows, none when one of their cells reaches into the body."""
    count = next((at for at, row in enumerate(rows) if not row.is_header), len(rows))
    reach = (at + cell.rows for at, row in enumerate(rows[:count]) for cell in row.cells)
    return count if max(reach, default=0) <= count else 0


def _row(row: Row) -> str:
    tag = "th" if row.is_header else "td"
    return f"<tr>{''.join(_cell(cell, tag) for cell in row.cells)}</tr>"


def _cell(cell: Cell, tag: str) -> str:
    columns = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    rows = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    plain = [
        replace(block, kind=PARAGRAPH) if block.kind == HEADING else block for block in cell.blocks
    ]
    return f"<{tag}{columns}{rows}>{html_of_blocks(plain)}</{tag}>"


def has_words(block: Block) -> bool:
    return bool(block.words.strip() or block.notes)


def paragraphs(texts: Iterable[str]) -> str:
    """Plain lines as paragraphs."""
    return html_of_blocks([Block(PARAGRAPH, (Piece(text),)) for text in texts])


def lines_of(block: Block) -> list[str]:
    """The printed lines of a paragraph, split at its line breaks."""
    return [" ".join(line.split()) for line in text_of(block.pieces).split("\n") if line.strip()]
