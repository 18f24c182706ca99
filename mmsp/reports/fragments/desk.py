"""Has sections printed, two at a time where the presses allow it, or finds them on disk."""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

from mmsp.reports import pdf
from mmsp.reports.fragments import keeping
from mmsp.reports.fragments.tally import Tally
from mmsp.reports.fragments.tidying import Facts, tidy
from mmsp.reports.slots import WAIT_SECONDS, PressBusy, working
from mmsp.reports.warm import Progress

LOOK_SECONDS = 0.2
# How long one paper may hold the press, with all its sections. What was printed is kept, so that whoever
# asks again goes on from there.
MOST_SECONDS = pdf.Limits().wall_seconds


@dataclass(frozen=True, slots=True)
class Job:
    """What the press is given for one section, and the key under which it is kept."""

    html: str
    css: str
    assets: Mapping[str, bytes]
    key: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """As `pdf.write` takes it: whom to tell, whom to ask, how long to wait for a press."""

    on_progress: Callable[[Progress], None] = lambda _progress: None
    is_cancelled: Callable[[], bool] = lambda: False
    wait_seconds: float = WAIT_SECONDS


def job(html: str, css: str, assets: Mapping[str, bytes]) -> Job:
    return Job(html, css, assets, keeping.key_of(html, css, assets))


class Desk:
    """One paper's way through the presses, and what it cost."""

    def __init__(self, waiting: Waiting) -> None:
        self.waiting = waiting
        self.tally = Tally({}, {})
        self.layout_seconds = self.write_seconds = 0.0
        self.left, self.give_up_at = MOST_SECONDS, 0.0

    def facts_of(self, jobs: Sequence[Job], expected: Sequence[int] = ()) -> list[Facts]:
        """Prints what is missing, the longest first. `expected` is how many pages each had in the round
        before, 0 for what is no section. Raises what `pdf.write` raises."""
        known = {each.key: keeping.facts_of(each.key) for each in jobs}
        keys = [each.key for each in jobs]
        letters = {each.key: len(each.html) for each in jobs}
        self.tally = Tally(letters, dict(zip(keys, expected, strict=False)))
        for key, facts in known.items():
            if facts:
                self.tally.is_ready(key, facts.pages)
        missing = {each.key: each for each in jobs if known[each.key] is None}
        if missing:
            known |= self._printed(sorted(missing.values(), key=lambda each: -len(each.html)))
        return [facts for each in jobs if (facts := known[each.key])]

    def _printed(self, jobs: Sequence[Job]) -> dict[str, Facts]:
        """Holds one press until all is done; a helper uses another whenever that is free."""
        wanted, done, is_over = deque(jobs), dict[str, Facts](), threading.Event()
        try:
            with working(self.waiting.wait_seconds, self.waiting.is_cancelled), self._timed():
                with ThreadPoolExecutor(1) as hands:
                    helping = hands.submit(self._help, wanted, done, is_over)
                    try:
                        self._work(wanted, done)
                    finally:
                        is_over.set()
                    helping.result()
                self._work(wanted, done)
        except PressBusy:
            if self.waiting.is_cancelled():
                raise pdf.PrintCancelled from None
            raise
        return done

    @contextmanager
    def _timed(self) -> Iterator[None]:
        """Counts the time at the press; waiting for it costs nothing."""
        self.give_up_at = time.monotonic() + self.left
        yield
        self.left = self.give_up_at - time.monotonic()

    def _work(self, wanted: deque[Job], done: dict[str, Facts]) -> None:
        while each := _next(wanted):
            done[each.key] = self._print(each, self.waiting.wait_seconds)

    def _help(self, wanted: deque[Job], done: dict[str, Facts], is_over: threading.Event) -> None:
        while each := _next(wanted):
            try:
                done[each.key] = self._print(each, 0)
            except PressBusy:
                wanted.appendleft(each)
                if is_over.wait(LOOK_SECONDS):
                    return

    def _print(self, each: Job, wait_seconds: float) -> Facts:
        def tell(progress: Progress) -> None:
            self.waiting.on_progress(self.tally.is_in_hand(each.key, progress.page))

        if (left := self.give_up_at - time.monotonic()) <= 0:
            raise pdf.too_large(each.html)
        printed = pdf.write(
            each.html,
            css=each.css,
            assets=each.assets,
            limits=pdf.Limits(wall_seconds=left),
            on_progress=tell,
            is_cancelled=self.waiting.is_cancelled,
            wait_seconds=wait_seconds,
        )
        self.tally.is_ready(each.key, printed.pages)
        self.layout_seconds += printed.layout_seconds
        self.write_seconds += printed.write_seconds
        body, facts = tidy(printed)
        keeping.keep(each.key, body, facts)
        return facts


def _next(wanted: deque[Job]) -> Job | None:
    try:
        return wanted.popleft()
    except IndexError:
        return None
