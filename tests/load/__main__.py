"""Runs every measure on a throw-away SQLite database; ends with 1 if a bound is broken."""

import os
import shutil
import sys
import tempfile
from pathlib import Path

from tests.load.frame import MEASURES, Result, table, write
from tools.suite import SETTINGS
from tools.terminal import ROOT, say


def main() -> int:
    """Migrate once, then give each measure a fresh copy of the empty database."""
    with tempfile.TemporaryDirectory(prefix="mmsp-bench-") as var:
        database = Path(var, "bench.sqlite3")
        os.environ.update(SETTINGS, VAR_DIR=var, DATABASE_URL=f"sqlite:///{database}")
        start_django()
        empty = database.rename(Path(var, "empty.sqlite3"))
        results = [result for name in sorted_measures() for result in run(name, empty, database)]
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


def sorted_measures() -> list:
    """Importing the modules of measures registers them; Django must run by then."""
    from tests.load import lists  # noqa: F401

    return MEASURES


def run(function: object, empty: Path, database: Path) -> list[Result]:
    """One measure, on an empty database of its own."""
    from django.db import connections

    shutil.copy(empty, database)
    say(f"Measuring: {function.__doc__.splitlines()[0]}")
    try:
        return [Result(*values) for values in function()]
    finally:
        connections.close_all()
        for leftover in database.parent.glob(f"{database.name}*"):
            leftover.unlink()


if __name__ == "__main__":
    sys.exit(main())
