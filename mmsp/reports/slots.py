"""How many papers are printed at the same time, over all processes of this machine."""

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path

from django.conf import settings

WAIT_SECONDS = 60.0
LOOK_SECONDS = 0.1
_working: ContextVar[bool] = ContextVar("working", default=False)


class PressBusy(Exception):
    """Others were still printing when patience was at its end."""


def how_many() -> int:
    """`PRESSES`, or half of the processors, so that pages keep the other half."""
    return settings.PRESSES or max(1, len(os.sched_getaffinity(0)) // 2)


def folder() -> Path:
    path = Path(settings.VAR_DIR) / "papers"
    path.mkdir(parents=True, exist_ok=True)
    return path


@contextmanager
def working(
    wait_seconds: float = WAIT_SECONDS, is_cancelled: Callable[[], bool] = lambda: False
) -> Iterator[None]:
    """Holds one of the places at the press, once even if asked within; a crash lets it go.

    Raises PressBusy when none was free for so long, or nobody waits for it any more.
    """
    if _working.get():
        yield
        return
    places = [folder() / f"press-{number}.lock" for number in range(how_many())]
    with _one_of(places, wait_seconds, is_cancelled):
        token = _working.set(True)
        try:
            yield
        finally:
            _working.reset(token)


@contextmanager
def alone(path: Path, wait_seconds: float = WAIT_SECONDS) -> Iterator[None]:
    """Holds this one lock. Raises PressBusy as `working` does."""
    with _one_of([path], wait_seconds, lambda: False):
        yield


@contextmanager
def one_of(name: str, count: int, wait_seconds: float) -> Iterator[None]:
    """Holds one of so many places for other work that is done beside the pages. Raises PressBusy as
    `working` does."""
    places = [folder() / f"{name}-{number}.lock" for number in range(count)]
    with _one_of(places, wait_seconds, lambda: False):
        yield


@contextmanager
def _one_of(
    paths: list[Path], wait_seconds: float, is_cancelled: Callable[[], bool]
) -> Iterator[None]:
    files = [path.open("w") for path in paths]
    try:
        give_up_at = time.monotonic() + wait_seconds
        while not any(_locked(file.fileno()) for file in files):
            if time.monotonic() > give_up_at or is_cancelled():
                raise PressBusy
            time.sleep(LOOK_SECONDS)
        yield
    finally:
        for file in files:
            file.close()


def _locked(descriptor: int) -> bool:
    with suppress(BlockingIOError):
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False
