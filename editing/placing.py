"""Puts a changed paragraph where it was taken from, in a text that may have been edited since."""

import re
from dataclasses import dataclass

from editing import richtext
from editing.alignment import aligned
from editing.merge import merge_sentences

# How much of its words a paragraph must have kept to be still the same.
ALIKE = 0.5
_WORD = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]|[^\W\u3400-\u9fff\uf900-\ufaff]+")


@dataclass(frozen=True)
class Placed:
    """The paragraph as it reads `now` ("" when it is gone), as it would read `then`, and the `text`
    around it. `then` and `text` are None where others changed the same sentence, or all of it."""

    now: str = ""
    then: str | None = None
    text: str | None = None
    is_untouched: bool = False


def placed(text: str, before: str, after: str, at: int) -> Placed:
    """`at` is where the paragraph stood: of several that are the same, the nearest is meant."""
    standing, was = richtext.blocks(text), "".join(richtext.blocks(before))
    spot = _spot(standing, was, at)
    if spot is None:
        return Placed()
    now = standing[spot]
    merged = merge_sentences(was, now, after)
    if merged.clashes:
        return Placed(now)
    whole = "".join([*standing[:spot], merged.text, *standing[spot + 1 :]])
    return Placed(now, merged.text, whole, is_untouched=now == was)


def _spot(standing: list[str], was: str, at: int) -> int | None:
    """Where the paragraph stands, unchanged or else most like it; None when it is gone."""
    same = [spot for spot, block in enumerate(standing) if block == was]
    if same:
        return min(same, key=lambda spot: abs(spot - at))
    words = _words(was)
    alike = {spot: _likeness(_words(block), words) for spot, block in enumerate(standing)}
    best = max(alike, key=lambda spot: (alike[spot], -abs(spot - at)), default=None)
    return best if best is not None and alike[best] >= ALIKE else None


def _words(block: str) -> list[str]:
    return _WORD.findall(richtext.plain_text(block))


def _likeness(these: list[str], those: list[str]) -> float:
    """The words that both have in the same order, among all; 0 where their lengths alone rule it out."""
    total = len(these) + len(those)
    if 2 * min(len(these), len(those)) < ALIKE * total:
        return 0.0
    return 2 * sum(at.j - at.i for at in aligned(these, those) if at.same) / total
