"""HTML to PDF. Knows no model and imports no app: it starts `press.py` in a process of its own."""

import functools
import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from mmsp.reports.press import TOO_BIG
from mmsp.reports.survey import survey

logger = logging.getLogger(__name__)
PRESS = Path(__file__).with_name("press.py")
RENDERER = f"weasyprint {version('weasyprint')}"
# The order of sets, and the date that every embedded font carries, would differ from run to run.
REPEATABLE = {"LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": "0"}


@dataclass(frozen=True, slots=True)
class Limits:
    """What one paper may cost; `cells` are the table cells of the whole paper."""

    wall_seconds: float = 240
    cpu_seconds: int = 200
    memory_bytes: int = 3 * 2**30
    cells: int = 16_000
    depth: int = 100


@dataclass(frozen=True, slots=True)
class Printed:
    """The bytes and what the press noticed; seconds are CPU seconds of the press."""

    pdf: bytes
    pages: int
    layout_seconds: float
    write_seconds: float
    refused: tuple[str, ...] = ()


class PrintRefused(Exception):
    """No PDF: a sentence for the reader, and the place in the paper it concerns ("" if none)."""

    def __init__(self, sentence: str, place: str = "") -> None:
        super().__init__(sentence, place)
        self.sentence, self.place = sentence, place

    def __str__(self) -> str:
        return f"{self.sentence} ({self.place})" if self.place else self.sentence


def write(
    html: str,
    *,
    css: str,
    assets: Mapping[str, bytes] | None = None,
    limits: Limits | None = None,
) -> Printed:
    """Prints one complete HTML document. `assets` maps `asset:` addresses to bytes.

    Raises PrintRefused when the paper is too big, nested too deeply, or costs too much.
    """
    limits = limits or Limits()
    refuse_excess(html, limits)
    with tempfile.TemporaryDirectory(prefix="press-") as folder:
        job = {
            "html": html,
            "css": css,
            "assets": {url: body.hex() for url, body in (assets or {}).items()},
            "folder": folder,
            "cpu_seconds": limits.cpu_seconds,
            "memory_bytes": limits.memory_bytes,
        }
        status, pdf, said = run(job, Path(folder), limits.wall_seconds)
    if status != 0:
        raise explained(status, said)
    about = json.loads(said.splitlines()[-1])
    return Printed(pdf, **{**about, "refused": tuple(about["refused"])})


def refuse_excess(html: str, limits: Limits) -> None:
    """Raises PrintRefused with the heading under which a limit was passed."""
    found = survey(html, cells=limits.cells, depth=limits.depth)
    if found.too_wide:
        raise PrintRefused(
            f"The tables of this paper have more than {limits.cells:,} cells. Use the sheet instead.",
            found.too_wide,
        )
    if found.too_deep:
        raise PrintRefused("The text is nested too deeply to be set on paper.", found.too_deep)


def run(job: Mapping[str, object], folder: Path, wall_seconds: float) -> tuple[int, bytes, str]:
    """Runs the press on the job; its whole process group is killed when time is up."""
    process = subprocess.Popen(  # noqa: S603 (our own program; the job goes in as data)
        [*network_fence(), sys.executable, "-P", "-s", str(PRESS)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={"TMPDIR": str(folder), **REPEATABLE},
        cwd=folder,
        start_new_session=True,
    )
    try:
        pdf, said = process.communicate(json.dumps(job).encode(), timeout=wall_seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return -signal.SIGKILL, b"", "killed: out of time"
    return process.returncode, pdf, said.decode(errors="replace")


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


def explained(status: int, said: str) -> PrintRefused:
    """What the status of a failed press means to a reader; its own words go to the log."""
    logger.warning("The press stopped with status %s: %s", status, said[-2000:])
    if status in (TOO_BIG, -signal.SIGXCPU, -signal.SIGKILL):
        return PrintRefused("This paper is too large to be printed in one piece.")
    return PrintRefused("The printer could not set this paper.")
