from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from mmsp.imports.guard import Refused
from mmsp.register.bringing_in import Plan, bring_in, plan
from mmsp.register.cleaning import Remark
from mmsp.register.reading import read_file

LONGEST_FOUND = 60


class Command(BaseCommand):
    help = (
        "Reads the export of the public IOM evaluation repository (CSV) into evaluations that "
        "everybody may read, and says what it mended in which row. A second import of the same "
        "file changes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the export as a .csv file")
        parser.add_argument("--dry-run", action="store_true", help="show everything, write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            rows = read_file(options["file"])
            is_rehearsal = options["dry_run"]
            done = plan(rows) if is_rehearsal else bring_in(rows=rows, by=None)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self._say_mended(done.remarks)
        self._say_done(done, len(rows), is_rehearsal=is_rehearsal)

    def _say_mended(self, remarks: Iterable[Remark]) -> None:
        """The cleaning report: by column and remedy, each row with what it said."""
        found = defaultdict(list)
        for remark in remarks:
            found[remark.column, remark.done].append(remark)
        self.stdout.write(self.style.MIGRATE_HEADING("Cleaning report"))
        for (column, done), rows in sorted(found.items()):
            self.stdout.write(f"  {column}: {done} ({len(rows)})")
            self.stdout.write(f"    {'; '.join(map(_said, rows))}")
        if not found:
            self.stdout.write("  Every row was taken as it stands.")

    def _say_done(self, done: Plan, rows: int, *, is_rehearsal: bool) -> None:
        heading = "Would be written" if is_rehearsal else "Written"
        self.stdout.write(self.style.MIGRATE_HEADING(f"{heading}, of {rows} rows"))
        self.stdout.write(f"  new evaluations: {len(done.new)}")
        self.stdout.write(f"  changed: {len(done.changed)}")
        self.stdout.write(f"  unchanged: {len(done.unchanged)}")
        self.stdout.write(f"  left out: {len(done.left_out)}")


def _said(remark: Remark) -> str:
    found = remark.found
    short = f"{found[:LONGEST_FOUND]}…" if len(found) > LONGEST_FOUND else found
    return f"row {remark.row} “{short}”" if short else f"row {remark.row}"
