"""How often a published file is fetched: a line in a file a day, counted into rows by `manage.py tick`.

A reader's request writes no row, so that a public page never waits for the database or keeps it from
those who work. Nothing of the reader is noted."""

import fcntl
import os
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import F

from evaluations.models import Download, PublishedReport


def note(report: PublishedReport, on: date) -> None:
    """One short write at the end of the file, which no other writer can come between."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
    line = os.open(folder() / f"{on.isoformat()}.new", flags, 0o600)
    try:
        os.write(line, f"{report.pk}\n".encode())
    finally:
        os.close(line)


def folder() -> Path:
    path = Path(settings.VAR_DIR) / "downloads"
    path.mkdir(parents=True, exist_ok=True)
    return path


def count_downloads() -> int:
    """Adds what was noted to the rows, and returns how many there were. What a crash has left is counted
    the next time; while another process counts, nothing is done."""
    with (folder() / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return 0
        return sum(_counted(path) for path in _taken())


def _taken() -> Iterator[Path]:
    """The notes of each day, put aside, so that new ones go into a file of their own."""
    yield from sorted(folder().glob("*.taken"))
    for path in sorted(folder().glob("*.new")):
        yield path.rename(path.with_suffix(".taken"))


def _counted(path: Path) -> int:
    noted = Counter(int(line) for line in path.read_text().split() if line.isdigit())
    known = PublishedReport.objects.filter(pk__in=noted).values_list("pk", flat=True)
    with transaction.atomic():
        for key in known:
            row, _made = Download.objects.get_or_create(report_id=key, day=path.stem)
            Download.objects.filter(pk=row.pk).update(count=F("count") + noted[key])
    path.unlink()
    return noted.total()
