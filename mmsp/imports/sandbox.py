"""Reads a Word file in a process of its own, so that a bad file can hurt nothing but itself."""

import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from django.utils import translation
from django.utils.translation import gettext as _

from mmsp.imports import guard
from mmsp.imports.guard import Refused
from mmsp.imports.parsed import ParsedReport
from mmsp.imports.parsed_matrix import ParsedMatrix
from mmsp.reports.pdf import network_fence

logger = logging.getLogger(__name__)
ROOT = Path(__file__).resolve().parent.parent.parent
WALL_SECONDS = 90.0
Parsed = TypeVar("Parsed", ParsedReport, ParsedMatrix)


def parse_report(source: Path | bytes, name: str = "") -> ParsedReport:
    """What a final report in Word says. Raises Refused with a sentence for anything else.

    For bytes, `name` is the file's name as the person knows it. Needs no database.
    """
    return _parse("report", ParsedReport, source, name)


def parse_matrix(source: Path | bytes, name: str = "") -> ParsedMatrix:
    """What a response matrix in Word says, in the same way."""
    return _parse("matrix", ParsedMatrix, source, name)


def _parse(kind: str, into: type[Parsed], source: Path | bytes, name: str) -> Parsed:
    data, name = (source, name or f"{kind}.docx") if isinstance(source, bytes) else _read(source)
    guard.check(data, name)
    said = _understood(_run([sys.executable, "-m", "mmsp.imports.worker", kind], data))
    try:
        return into.from_json(said)
    except (ValueError, TypeError, KeyError) as error:
        raise Refused(guard.too_heavy()) from error


def _read(path: Path) -> tuple[bytes, str]:
    try:
        guard.check_size(path.stat().st_size)
        return path.read_bytes(), path.name
    except OSError as error:
        raise Refused(
            _("“%(path)s” cannot be opened: %(why)s.") % {"path": path, "why": error.strerror}
        ) from error


def _run(command: Sequence[str], data: bytes, wall_seconds: float = WALL_SECONDS) -> bytes:
    """The worker's answer, empty if it died; its whole process group is killed when time is up."""
    language = translation.get_language() or "en-gb"
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as complaints:
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and module, no shell
            [*network_fence(), *command, language],
            stdin=subprocess.PIPE, stdout=said, stderr=complaints,
            env={}, cwd=ROOT, start_new_session=True,
        )  # fmt: skip
        try:
            process.communicate(data, timeout=wall_seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
        said.seek(0)
        complaints.seek(0)
        if (noise := complaints.read(4000)) or process.returncode:
            logger.warning("The Word reader ended with %s: %s", process.returncode, noise)
        return b"" if process.returncode else said.read()


def _understood(answer: bytes) -> str:
    """What the worker understood, still as JSON."""
    try:
        said = json.loads(answer)
        if "refused" not in said:
            return str(said["parsed"])
    except (ValueError, TypeError, KeyError) as error:
        # A worker that died, of time or memory or otherwise, says nothing.
        raise Refused(guard.too_heavy()) from error
    raise Refused(str(said["refused"]))
