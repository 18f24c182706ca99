"""Runs every measure on a throw-away SQLite database; ends with 1 if a bound is broken."""

import importlib
import os
import shutil
import sys
import tempfile
from pathlib import Path

from tests.load.frame import MEASURES, Measure, Result, table, write
from tools.suite import SETTINGS
from tools.terminal import ROOT, say


def main() -> int:
    """Migrate once, then give each measure a fresh copy of the empty database."""
    with tempfile.TemporaryDirectory(prefix="mmsp-bench-") as var:
        database = Path(var, "bench.sqlite3")
        os.environ.update(SETTINGS, VAR_DIR=var, DATABASE_URL=f"sqlite:///{database}")
        os.environ["LOG_LEVEL"] = "WARNING"
        start_django()
        empty = database.rename(Path(var, "empty.sqlite3"))
        results = [result for each in measures() for result in run(each, empty, database)]
    say("\n" + table(results))
    write(results, ROOT / "var" / "bench.json")
    say("\nThe same figures are in var/bench.json.")
    return int(not all(result.holds for result in results))


def start_django() -> None:
    """Set up as the tests do (no redirect to https, mail in memory) and make tables and static files."""
    import django
    from django.core.management import call_command
    from django.db import connections
    from django.test.utils import setup_test_environment

    django.setup()
    setup_test_environment()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    connections.close_all()


def measures() -> list[Measure]:
    """Importing a file named `measure_...` registers what it measures; Django must run by then."""
    for path in sorted(Path(__file__).parent.glob("measure_*.py")):
        importlib.import_module(f"tests.load.{path.stem}")
    return MEASURES


def run(measure: Measure, empty: Path, database: Path) -> list[Result]:
    """One measure, on an empty database of its own."""
    from django.db import connections

    shutil.copy(empty, database)
    say(f"Measuring: {(measure.__doc__ or '').strip()}")
    try:
        return [Result(*values) for values in measure()]
    finally:
        connections.close_all()
        for leftover in database.parent.glob(f"{database.name}*"):
            leftover.unlink()


if __name__ == "__main__":
    sys.exit(main())
