"""How many pages of a paper are ready, and how many there will be, while its sections are printed."""

import threading
from collections.abc import Mapping
from math import ceil

from mmsp.reports.warm import Progress

# What a page takes of the HTML of a section until some sections are ready to tell: the median of our reports.
LETTERS, PAGES = 12_000, 4


class Tally:
    """Of one round over the sections. Told by two threads.

    `expected` are the pages that sections had in the round before, 0 for what are no pages of the paper;
    without them those of sections that are not ready are reckoned from their letters."""

    def __init__(self, letters: Mapping[str, int], expected: Mapping[str, int]) -> None:
        self.letters = {key: n for key, n in letters.items() if expected.get(key, 1)}
        self.expected = expected
        self.ready: dict[str, int] = {}
        self.in_hand: dict[str, int] = {}
        self.lock = threading.Lock()

    def is_ready(self, key: str, pages: int) -> None:
        with self.lock:
            self.in_hand.pop(key, None)
            if key in self.letters:
                self.ready[key] = pages

    def is_in_hand(self, key: str, page: int) -> Progress:
        """How far the paper is, now that this section has come to this page."""
        with self.lock:
            if key in self.letters:
                self.in_hand[key] = page
            ready = sum(self.ready.values())
            to_come = sum(self._pages_of(key) for key in self.letters.keys() - self.ready.keys())
            step = "numbering" if self.expected else "sections"
            return Progress(step, ready + sum(self.in_hand.values()), ready + to_come)

    def _pages_of(self, key: str) -> int:
        """Of a section that is not ready: no fewer than it has already."""
        letters = LETTERS + sum(self.letters[each] for each in self.ready)
        a_page = letters / (PAGES + sum(self.ready.values()))
        expected = self.expected.get(key) or ceil(self.letters[key] / a_page)
        return max(expected, self.in_hand.get(key, 0))
