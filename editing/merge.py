"""Three-way merge by paragraph: what two people changed in different places needs no argument."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from editing import richtext
from editing.alignment import aligned

Paragraphs = list[str]
Parts = tuple[Paragraphs, Paragraphs, Paragraphs]
# Between two sentences, and around the tags of a block.
_SENTENCE = re.compile(
    rf"(</?(?:{'|'.join((*richtext.BLOCKS, 'td', 'th'))})\b[^>]*>)|(?<=[.!?…])(?=\s)|(?<=[。！？])"
)


@dataclass(frozen=True)
class Merged:
    """The proposed text, and whether both sides changed the same paragraph differently."""

    text: str
    clashes: bool


def merge_rich(base: str, theirs: str, mine: str) -> Merged:
    """Merges HTML by its top-level blocks; where both changed one, both versions are kept in turn."""
    merged, clashes = _merge(*(richtext.blocks(text) for text in (base, theirs, mine)))
    return Merged("".join(merged), clashes)


def merge_plain(base: str, theirs: str, mine: str) -> Merged:
    """Merges plain text by its lines; where both changed one, both versions are kept in turn."""
    merged, clashes = _merge(*(text.splitlines() for text in (base, theirs, mine)))
    return Merged("\n".join(merged), clashes)


def merge_sentences(base: str, theirs: str, mine: str) -> Merged:
    """Merges one paragraph of HTML by its sentences. Marks that would no longer fit into each other,
    such as a passage in bold that both moved, count as a clash."""
    if theirs == base:
        return Merged(mine, False)
    parts = (list(filter(None, _SENTENCE.split(text))) for text in (base, theirs, mine))
    merged, clashes = _merge(*parts)
    text = "".join(merged)
    return Merged(text, clashes or "".join(richtext.blocks(text)) != text)


def _merge(base: Paragraphs, theirs: Paragraphs, mine: Paragraphs) -> tuple[Paragraphs, bool]:
    merged: Paragraphs = []
    clashes = False
    for parts in _regions(base, theirs, mine):
        for their_part, my_part, base_part in _side_by_side(*parts):
            if my_part == base_part or their_part == my_part:
                merged += their_part
            elif their_part == base_part:
                merged += my_part
            else:
                merged += their_part + my_part
                clashes = True
    return merged, clashes


def _side_by_side(theirs: Paragraphs, mine: Paragraphs, base: Paragraphs) -> list[Parts]:
    """Neighbouring paragraphs that were only reworded are compared one by one."""
    if len(theirs) == len(mine) == len(base):
        return [([t], [m], [b]) for t, m, b in zip(theirs, mine, base, strict=True)]
    return [(theirs, mine, base)]


def _regions(base: Paragraphs, theirs: Paragraphs, mine: Paragraphs) -> Iterator[Parts]:
    """Yields (theirs, mine, base) parts between the paragraphs that all three still share."""
    in_theirs, in_mine = _kept(base, theirs), _kept(base, mine)
    at_base = at_theirs = at_mine = 0
    for index in range(len(base) + 1):
        last = index == len(base)
        if not last and (index not in in_theirs or index not in in_mine):
            continue
        their_end = len(theirs) if last else in_theirs[index]
        my_end = len(mine) if last else in_mine[index]
        yield theirs[at_theirs:their_end], mine[at_mine:my_end], base[at_base:index]
        if not last:
            yield [base[index]], [base[index]], [base[index]]
            at_base, at_theirs, at_mine = index + 1, their_end + 1, my_end + 1


def _kept(base: list[str], other: list[str]) -> dict[int, int]:
    """Where each unchanged base paragraph stands in the other text."""
    return {
        at.i + step: at.k + step
        for at in aligned(base, other)
        if at.same
        for step in range(at.j - at.i)
    }
