"""Reads a Word file or a sheet in a process of its own, so that a bad file can hurt nothing but itself."""

import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import TypeVar

from django.utils import translation
from django.utils.translation import gettext as _

from mmsp.imports import guard
from mmsp.imports.guard import Refused
from mmsp.imports.parsed import ParsedReport
from mmsp.imports.parsed_matrix import ParsedMatrix
from mmsp.reports import slots
from mmsp.reports.warm import network_fence

logger = logging.getLogger(__name__)
ROOT = Path(__file__).resolve().parent.parent.parent
WALL_SECONDS = 90.0
# So many files are read at a time, over all processes: whoever brought one waits in a page, and pages are few.
READERS, PATIENCE = 2, 10.0
Parsed = TypeVar("Parsed", ParsedReport, ParsedMatrix)


def parse_report(source: Path | bytes, name: str = "") -> ParsedReport:
    """What a final report in Word says. Raises Refused with a sentence for anything else.

    For bytes, `name` is the file's name as the person knows it. Needs no database.
    """
    data, name = _taken(source, name or "report.docx")
    guard.check(data, name)
    return _parse("report", ParsedReport, data, guard.WORD)


def parse_matrix(source: Path | bytes, name: str = "") -> ParsedMatrix:
    """What a response matrix in Word, or as a sheet (.xlsx or .csv), says, in the same way."""
    data, name = _taken(source, name or "matrix.docx")
    suffix = PurePath(name).suffix.lower()
    if suffix == ".csv":
        guard.check_text(data)
        return _parse("csv", ParsedMatrix, data, guard.EXCEL)
    is_sheet = suffix in (guard.EXCEL.suffix, guard.EXCEL.old, *guard.EXCEL.with_macros)
    kind = guard.EXCEL if is_sheet else guard.WORD
    guard.check(data, name, kind)
    return _parse("xlsx" if is_sheet else "matrix", ParsedMatrix, data, kind)


def _taken(source: Path | bytes, name: str) -> tuple[bytes, str]:
    return (source, name) if isinstance(source, bytes) else _read(source)


def _parse(what: str, into: type[Parsed], data: bytes, kind: guard.Kind) -> Parsed:
    try:
        with slots.one_of("reader", READERS, PATIENCE):
            answer = _run([sys.executable, "-m", "mmsp.imports.worker", what], data)
    except slots.PressBusy as busy:
        raise Refused(
            _("Files of other people are being read at the moment. Send yours again in a minute.")
        ) from busy
    said = _understood(answer, kind)
    try:
        return into.from_json(said)
    except (ValueError, TypeError, KeyError) as error:
        raise Refused(guard.too_heavy(kind)) from error


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
            logger.warning("The reader ended with %s: %s", process.returncode, noise)
        return b"" if process.returncode else said.read()


def _understood(answer: bytes, kind: guard.Kind = guard.WORD) -> str:
    """What the worker understood, still as JSON."""
    try:
        said = json.loads(answer)
        if "refused" not in said:
            return str(said["parsed"])
    except (ValueError, TypeError, KeyError) as error:
        # A worker that died, of time or memory or otherwise, says nothing.
        raise Refused(guard.too_heavy(kind)) from error
    raise Refused(str(said["refused"]))
