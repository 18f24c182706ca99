"""How the look-up of what was said before fares when very much was said."""

import json
import os
import subprocess
import sys
import tempfile

from tests.load.frame import Values, measure
from tools import postgres
from tools.terminal import ROOT, say


@measure
def similar_on_sqlite() -> Values:
    """A text is looked for among 100,000, compared with 1,000, on SQLite."""
    with tempfile.TemporaryDirectory(prefix="mmsp-similar-") as var:
        yield from looked_up("SQLite", f"sqlite:///{var}/similar.sqlite3", var)


@measure
def similar_on_postgresql() -> Values:
    """A text is looked for among 100,000, compared with 1,000, on PostgreSQL."""
    if postgres.binaries() is None:
        say("PostgreSQL is not installed here, so it is not measured.")
        return
    with postgres.throw_away() as url, tempfile.TemporaryDirectory(prefix="mmsp-similar-") as var:
        yield from looked_up("PostgreSQL", url, var)


def looked_up(where: str, url: str, var: str) -> Values:
    """In a process of its own, for Django knows one database."""
    told = subprocess.run(
        [sys.executable, "-m", "tests.load.similar"], cwd=ROOT, check=True, text=True,
        env=os.environ | {"DATABASE_URL": url, "VAR_DIR": var}, stdout=subprocess.PIPE,
    )  # fmt: skip
    taken = json.loads(told.stdout.splitlines()[-1])
    yield f"similar texts on {where}, among 1,000", taken["few"] * 1000, "ms", None
    yield f"similar texts on {where}, among 100,000", taken["many"] * 1000, "ms", None
    yield (
        f"similar texts on {where}, 100,000 / 1,000", taken["many"] / taken["few"], "times", 5,
    )  # fmt: skip
