"""Whether a word is lost when many people write into one finding at the same time."""

import tempfile
from pathlib import Path

from tests.load.editors import UNPROTECTED, Site, share
from tests.load.frame import Values, measure
from tools import postgres
from tools.terminal import say

PEOPLE, SAVES = 32, 50


@measure
def editors_on_sqlite() -> Values:
    """32 people save 50 times each into one finding over HTTP, on SQLite."""
    with tempfile.TemporaryDirectory(prefix="mmsp-editors-") as var:
        yield from together("SQLite", f"sqlite:///{var}/editors.sqlite3", Path(var))


@measure
def editors_on_postgresql() -> Values:
    """32 people save 50 times each into one finding over HTTP, on PostgreSQL."""
    if postgres.binaries() is None:
        say("PostgreSQL is not installed here, so it is not measured.")
        return
    with postgres.throw_away() as url, tempfile.TemporaryDirectory(prefix="mmsp-editors-") as var:
        yield from together("PostgreSQL", url, Path(var))


def together(where: str, url: str, var: Path) -> Values:
    """One round as the application is, and the control: one without versions."""
    site = Site(url, var, PEOPLE)
    told, became = site.round(1, SAVES)
    yield f"editors on {where}, saves acknowledged", len(told.acknowledged), "", None
    yield f"editors on {where}, saves refused", len(told.refused), "", None
    yield f"editors on {where}, acknowledged words lost", len(became.lost), "", 0
    yield f"editors on {where}, refused words lost", len(became.lost_refused), "", 0
    yield f"editors on {where}, answers that were faults", len(told.faults), "", 0
    yield f"editors on {where}, holes between versions", became.holes, "", 0
    told, became = site.round(2, SAVES, UNPROTECTED)
    kept = 100 - share(became.lost, told.acknowledged)
    yield f"editors on {where}, words kept without versions", kept, "%", 50
