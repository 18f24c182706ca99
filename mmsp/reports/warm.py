"""Presses that stay warm: each is a process beside this one, which prints one job after the other in
children of its own. Knows no paper: a job is any JSON, a PDF any bytes."""

import functools
import json
import logging
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

logger = logging.getLogger(__name__)
# The order of sets, and the date that every embedded font carries, would differ from run to run.
REPEATABLE = {"LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": "0"}
# So many presses of this process stay when they have nothing to do.
KEPT = 2
START_SECONDS = 60.0
LOOK_SECONDS = 0.25
STOP_SECONDS = 5.0
STOPPED = -signal.SIGKILL


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a press is: reading, setting, numbering or writing; `most` is 0 until it is known. While a
    paper is set by its sections, `most` is reckoned."""

    step: str
    page: int
    most: int


@dataclass(frozen=True, slots=True)
class Ended:
    """How a job ended: the status of its process, the PDF, JSON about it, and what stderr got."""

    status: int
    pdf: bytes = b""
    about: str = ""
    said: str = ""
    is_cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Patience:
    """For how long to wait, whom to tell how far it is, and whom to ask whether it is still wanted."""

    seconds: float
    on_progress: Callable[[Progress], None] = lambda _progress: None
    is_cancelled: Callable[[], bool] = lambda: False


class Press:
    """A warm process and the pipes to it. It dies when they close, which they do when this process ends."""

    def __init__(self, script: Path) -> None:
        self.script, self.is_ready, self.is_used = script, False, False
        self.folder = Path(tempfile.mkdtemp(prefix="press-"))
        with (self.folder / "stderr").open("wb") as said:
            self.process = subprocess.Popen(  # noqa: S603 (our own program; a job is data)
                [*network_fence(), sys.executable, "-P", "-s", str(script)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=said,
                env={"TMPDIR": str(self.folder), **REPEATABLE},
                cwd=self.folder,
                start_new_session=True,
                bufsize=0,
            )
        self._in = cast("IO[bytes]", self.process.stdin)
        self._out = cast("IO[bytes]", self.process.stdout)

    @property
    def is_alive(self) -> bool:
        return self.process.poll() is None

    def do(self, job: Mapping[str, object], patience: Patience) -> Ended | None:
        """What became of the job; nothing where the press was gone before it heard of it."""
        was_used, self.is_used = self.is_used, True
        try:
            folder = Path(tempfile.mkdtemp(prefix="job-", dir=self.folder))
        except FileNotFoundError:  # it left of itself, and took its folder along
            return None
        try:
            (folder / "job").write_text(json.dumps(job))
            self._be_ready()
            self._tell(f"{folder}\n")
            return self._ended(folder, patience, was_used)
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def _be_ready(self) -> None:
        """Waits for the word that everything is loaded, so that no job pays for it with its own time."""
        if not self.is_ready and self._has_answer(START_SECONDS):
            self.is_ready = bool(self._out.readline())

    def _ended(self, folder: Path, patience: Patience, was_used: bool) -> Ended | None:
        answer, why = self._wait(folder, patience)
        if why:
            self._stop()
            return Ended(STOPPED, said=why, is_cancelled=why == "cancelled")
        if answer is None:
            status = self.process.wait()
            return None if was_used else Ended(status, said=_read(self.folder / "stderr"))
        said = _read(folder / "said")
        if answer:
            return Ended(answer, said=said)
        return Ended(0, (folder / "pdf").read_bytes(), _read(folder / "about"), said)

    def _wait(self, folder: Path, patience: Patience) -> tuple[int | None, str]:
        """The status of the job's process, nothing if the press died; or why not to wait any longer."""
        give_up_at = time.monotonic() + patience.seconds
        while not self._has_answer(LOOK_SECONDS):
            if time.monotonic() > give_up_at:
                return None, "out of time"
            if patience.is_cancelled():
                return None, "cancelled"
            with suppress(ValueError):
                step, page, most = _read(folder / "progress").split()
                patience.on_progress(Progress(step, int(page), int(most)))
        line = self._out.readline()
        return (int(line), "") if line else (None, "")

    def _has_answer(self, seconds: float) -> bool:
        waiting = select.poll()
        waiting.register(self._out, select.POLLIN)
        return bool(waiting.poll(seconds * 1000))

    def _tell(self, line: str) -> None:
        with suppress(BrokenPipeError):
            self._in.write(line.encode())

    def _stop(self) -> None:
        """Has the child killed with its process group; a press that does not answer goes with it."""
        self._tell("\n")
        if self._has_answer(STOP_SECONDS):
            self._out.readline()
        else:
            self.end()

    def end(self) -> None:
        """Kills what is left of it, and its child dies with it."""
        if self.is_alive:
            os.killpg(self.process.pid, signal.SIGKILL)
        for pipe in (self._in, self._out):
            with suppress(OSError):
                pipe.close()
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


_idle: list[Press] = []
_lock = threading.Lock()
# A forked process talks to no press of its parent: two that talk at once would take each other's answers.
os.register_at_fork(after_in_child=_idle.clear)


def do(script: Path, job: Mapping[str, object], patience: Patience) -> Ended:
    """Has a warm press, or a new one, do the job."""
    while True:
        with _press(script) as press:
            if ended := press.do(job, patience):
                return ended


@contextmanager
def _press(script: Path) -> Iterator[Press]:
    """One that nobody else uses meanwhile; kept afterwards if it is well."""
    with _lock:
        known = [each for each in _idle if each.script == script]
        if known:
            _idle.remove(known[-1])
    press = known[-1] if known else Press(script)
    try:
        yield press
    except BaseException:
        press.end()
        raise
    with _lock:
        is_kept = press.is_alive and len(_idle) < KEPT
        if is_kept:
            _idle.append(press)
    if not is_kept:
        press.end()


def let_go() -> None:
    """Ends the presses of this process that have nothing to do."""
    with _lock:
        done, _idle[:] = list(_idle), []
    for press in done:
        press.end()


@functools.cache
def network_fence() -> tuple[str, ...]:
    """The prefix that starts a command without network, or nothing where that is not allowed."""
    fence = ("unshare", "--user", "--map-root-user", "--net", "--")
    try:
        subprocess.run([*fence, "true"], check=True, capture_output=True, timeout=10)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        logger.warning("unshare is not allowed here: papers are printed without a network fence.")
        return ()
    return fence


def _read(path: Path) -> str:
    try:
        return path.read_text(errors="replace")
    except OSError:
        return ""
