"""What changed between two texts, for people: by paragraph, by word within one, by cell in a table."""

import re
from collections.abc import Iterable, Iterator
from enum import Enum
from itertools import groupby, zip_longest
from operator import itemgetter

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from editing import pieces
from editing.alignment import aligned
from editing.pieces import Piece, Rows
from editing.rewording import paired, reworded

# So many unchanged paragraphs are shown rather than folded away, where they may be unfolded.
_SHORT = 2
# Tags and what was put in or taken out: all of this an excerpt shows.
_KEPT = re.compile(r"(<(?:ins|del)>.*?</(?:ins|del)>|<[^>]*>)", re.DOTALL)
# Words of an unchanged text that an excerpt keeps at either end.
_NEAR = 8


class Rest(Enum):
    """What is made of the paragraphs that did not change."""

    COUNTED = "counted"
    FOLDED = "folded"
    SHOWN = "shown"


Block = tuple[str, SafeString]  # the tag that it stands in, and what stands in there


def changed(before: str, after: str, rest: Rest = Rest.COUNTED) -> SafeString:
    """Two plain texts as one with <ins> and <del>, a paragraph a line."""
    return _told(pieces.of_plain(before), pieces.of_plain(after), rest)


def changed_rich(before: str, after: str, rest: Rest = Rest.COUNTED) -> SafeString:
    """Two rich texts as one; empty where nothing but the form of the words is new."""
    old, new = pieces.of_rich(before), pieces.of_rich(after)
    if [piece.said for piece in old] == [piece.said for piece in new] and rest != Rest.SHOWN:
        return SafeString()
    return _told(old, new, rest)


def _told(old: list[Piece], new: list[Piece], rest: Rest) -> SafeString:
    return _put_together(_blocks(old, new, rest))


def _put_together(blocks: Iterable[Block]) -> SafeString:
    return format_html_join("", "{}", ((_stood_in(*run),) for run in _runs(blocks)))


def _blocks(old: list[Piece], new: list[Piece], rest: Rest) -> Iterator[Block]:
    for at in aligned([piece.said for piece in old], [piece.said for piece in new]):
        before, after = old[at.i : at.j], new[at.k : at.m]
        if not at.same:
            yield from _changes(before, after)
        elif rest == Rest.COUNTED or (rest == Rest.FOLDED and len(after) > _SHORT):
            yield "", _folded(after, unfolds=rest == Rest.FOLDED)
        else:
            yield from map(_plain, after)


def _changes(old: list[Piece], new: list[Piece]) -> Iterator[Block]:
    """Reworded paragraphs beside what they were, and so the rows of a table."""
    for i, k in paired([piece.text for piece in old], [piece.text for piece in new]):
        was, now = (None if i is None else old[i]), (None if k is None else new[k])
        if was and now and bool(was.rows) == bool(now.rows):
            yield _reworded(was, now)
        else:
            yield from (_reworded(was, Piece("", was.tag)) for was in filter(None, [was]))
            yield from (_reworded(Piece("", now.tag), now) for now in filter(None, [now]))


def _reworded(was: Piece, now: Piece) -> Block:
    if was.rows or now.rows:
        return "table", _table(was.rows, now.rows)
    return now.tag, reworded(was.text, now.text)


def _plain(piece: Piece) -> Block:
    return _reworded(piece, piece)


def _folded(unchanged: list[Piece], *, unfolds: bool) -> SafeString:
    said = ngettext("%(n)s paragraph as before", "%(n)s paragraphs as before", len(unchanged))
    count = said % {"n": len(unchanged)}
    if not unfolds:
        return format_html('<p class="quiet small">{}</p>', count)
    return format_html(
        '<details class="diff__rest"><summary>{}</summary>{}</details>',
        count, _put_together(map(_plain, unchanged)),
    )  # fmt: skip


def _runs(blocks: Iterable[Block]) -> Iterator[tuple[str, list[SafeString]]]:
    """Neighbours that stand in the same element together."""
    for tag, run in groupby(blocks, key=itemgetter(0)):
        yield tag, [block for _tag, block in run]


# A heading of the text is none of the page; list items lose their numbers, of which some are missing.
_AROUND = {
    "": "{}", "table": "{}", "h3": '<p class="strong">{}</p>', "h4": '<p class="strong">{}</p>',
    "ul": "<li>{}</li>", "ol": "<li>{}</li>",
}  # fmt: skip
_AROUND_ALL = {
    "ul": "<ul>{}</ul>", "ol": "<ul>{}</ul>", "blockquote": "<blockquote>{}</blockquote>",
}  # fmt: skip


def _stood_in(tag: str, blocks: list[SafeString]) -> SafeString:
    each = _AROUND.get(tag, "<p>{}</p>")
    return format_html(
        _AROUND_ALL.get(tag, "{}"), format_html_join("", each, ((block,) for block in blocks))
    )


def _table(old: Rows, new: Rows) -> SafeString:
    """A table in which each changed cell shows what it was; the first row is its head."""
    head, *rows = _rows(old, new)
    body = format_html_join("", "<tr>{}</tr>", ((_cells(row, "td"),) for row in rows))
    return format_html(
        '<div class="diff__table"><table><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>',
        _cells(head, "th"), body,
    )  # fmt: skip


def _cells(row: list[SafeString], tag: str) -> SafeString:
    return format_html_join("", "<{0}>{1}</{0}>", ((tag, cell) for cell in row))


def _rows(old: Rows, new: Rows) -> Iterator[list[SafeString]]:
    for at in aligned(old, new):
        before, after = old[at.i : at.j], new[at.k : at.m]
        if at.same:
            yield from (_row(row, row) for row in after)
            continue
        for i, k in paired([" ".join(row) for row in before], [" ".join(row) for row in after]):
            yield _row(before[i] if i is not None else (), after[k] if k is not None else ())


def _row(was: tuple[str, ...], now: tuple[str, ...]) -> list[SafeString]:
    return [reworded(before, after) for before, after in zip_longest(was, now, fillvalue="")]


def excerpt(told: str) -> SafeString:
    """What `changed` said, cut down to the words around each change."""
    parts = _KEPT.split(conditional_escape(told))
    return SafeString("".join(part if part[:1] == "<" else _cut(part) for part in parts))


def _cut(words: str) -> str:
    around = re.split(r"(\s+)", words)
    if len(around) <= 4 * _NEAR:
        return words
    return f"{''.join(around[: 2 * _NEAR])}… {''.join(around[-2 * _NEAR :])}"
