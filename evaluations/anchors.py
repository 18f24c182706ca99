"""Where a quoted passage stands in a text that was edited since it was quoted.

Passages are compared word by word, so that layout, punctuation and the brackets of a footnote do
not hide one; each Chinese character is a word.
"""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

# How many words before and after a passage are kept to find it again, and how much of the passage
# must still be there: less where the words around it still stand.
CONTEXT = 8
ALIKE = 0.6
ALIKE_IN_PLACE = 0.3
# A gap between the words around a passage that is longer than this holds something else.
LONGEST_GAP = 3

WORD = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]|[^\W_\u3400-\u9fff\uf900-\ufaff]+")


@dataclass(frozen=True)
class Passage:
    """A piece of a text, and a few words before and after it."""

    quote: str
    prefix: str = ""
    suffix: str = ""


class Text:
    """A text as a row of words, each with its place."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.places = [match.span() for match in WORD.finditer(text)]
        self.words = [text[start:end] for start, end in self.places]

    def slice(self, start: int, end: int) -> str:
        """The text from one word up to, not including, another."""
        if start >= end:
            return ""
        return self.text[self.places[start][0] : self.places[end - 1][1]]

    def positions(self, words: list[str]) -> list[int]:
        """Where this sequence of words begins, every time it occurs."""
        wanted = len(words)
        return [
            start
            for start, word in enumerate(self.words)
            if wanted and word == words[0] and self.words[start : start + wanted] == words
        ]

    def passage(self, start: int, end: int) -> Passage:
        before, after = max(0, start - CONTEXT), min(len(self.words), end + CONTEXT)
        return Passage(
            self.slice(start, end), self.slice(before, start)[-200:], self.slice(end, after)[:200]
        )


def quoted(text: str, quote: str) -> Passage | None:
    """The passage as the text has it with the words around it; None if it does not stand there."""
    whole, words = Text(text), Text(quote).words
    starts = whole.positions(words)
    return whole.passage(starts[0], starts[0] + len(words)) if starts else None


def found(text: str, passage: Passage) -> str | None:
    """The passage as it reads now, unchanged or edited; None when it is gone."""
    whole, words = Text(text), Text(passage.quote).words
    before, after = Text(passage.prefix).words, Text(passage.suffix).words
    if starts := whole.positions(words):
        start = max(starts, key=lambda at: _agrees(whole.words, at, at + len(words), before, after))
        return whole.slice(start, start + len(words))
    return _in_its_place(whole, words, before, after) or _most_alike(whole, words)


def _agrees(words: list[str], start: int, end: int, before: list[str], after: list[str]) -> float:
    """How far the words around this place are those that stood around the passage."""
    here = words[max(0, start - len(before)) : start] + words[end : end + len(after)]
    return SequenceMatcher(None, here, before + after, autojunk=False).ratio()


def _in_its_place(whole: Text, words: list[str], before: list[str], after: list[str]) -> str | None:
    """What stands between the words that stood around the passage, if it still resembles it."""
    starts = [at + len(before) for at in whole.positions(before)] if before else [0]
    ends = whole.positions(after) if after else [len(whole.words)]
    longest = LONGEST_GAP * len(words)
    for start in starts:
        end = next((at for at in ends if at >= start), None)
        if end is None or end - start > longest:
            continue
        if _ratio(whole.words[start:end], words) >= ALIKE_IN_PLACE:
            return whole.slice(start, end)
    return None


def _most_alike(whole: Text, words: list[str]) -> str | None:
    """The window around the longest run of words that both share, if it is alike enough."""
    match = SequenceMatcher(None, whole.words, words, autojunk=False).find_longest_match()
    start = max(0, match.a - match.b)
    window = whole.words[start : start + len(words)]
    return whole.slice(start, start + len(window)) if _ratio(window, words) >= ALIKE else None


def _ratio(these: list[str], those: list[str]) -> float:
    return SequenceMatcher(None, these, those, autojunk=False).ratio()
