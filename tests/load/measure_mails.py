"""Whether a reminder is missed or repeated when workers are killed while they send."""

import tempfile
from pathlib import Path

from tests.load.frame import Values, measure
from tests.load.mails import AFTER, ANYWHERE, BEFORE, Post
from tools import postgres
from tools.terminal import say

PEOPLE, WORKERS, KILLS = 600, 3, 25
PLACES = ([BEFORE, AFTER, ANYWHERE] * KILLS)[:KILLS]


@measure
def reminders_on_sqlite() -> Values:
    """600 reminders, 3 workers, 25 of them killed while they send, on SQLite."""
    with tempfile.TemporaryDirectory(prefix="mmsp-mails-") as var:
        yield from sent("SQLite", f"sqlite:///{var}/mails.sqlite3", Path(var))


@measure
def reminders_on_postgresql() -> Values:
    """600 reminders, 3 workers, 25 of them killed while they send, on PostgreSQL."""
    if postgres.binaries() is None:
        say("PostgreSQL is not installed here, so it is not measured.")
        return
    with postgres.throw_away() as url, tempfile.TemporaryDirectory(prefix="mmsp-mails-") as var:
        yield from sent("PostgreSQL", url, Path(var))


def sent(where: str, url: str, var: Path) -> Values:
    became = Post(url, var).round(PEOPLE, WORKERS, PLACES)
    yield f"reminders on {where}, workers not killed of {KILLS}", KILLS - became.kills, "", 0
    yield f"reminders on {where}, mails missed", became.missed, "", 0
    yield f"reminders on {where}, mails repeated", became.repeated, "", became.kills
    yield f"reminders on {where}, repeated otherwise", became.repeated_otherwise, "", 0
    yield f"reminders on {where}, rows twice", became.rows_twice, "", 0
    yield f"reminders on {where}, rows missing", became.rows_missing, "", 0
    yield f"reminders on {where}, mails that still wait", became.waiting, "", 0
