from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Q

from accounts.models import Organisation, User
from evaluations.models import Evaluation
from mmsp.imports.guard import Refused
from mmsp.imports.matrix import Done, bring_in
from mmsp.imports.matrix_cells import Mended
from mmsp.imports.report import CHANGED, CREATED, UNCHANGED, counted
from mmsp.imports.sandbox import parse_matrix

LONGEST_FOUND = 80


class Command(BaseCommand):
    help = (
        "Reads an IOM management follow-up response matrix in Word, or as a sheet, into the follow-up of "
        "an evaluation, with its comments, and says what it mended in which table and row or cell. What is "
        "here already stays; a second import of the same file changes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the matrix as a .docx, .xlsx or .csv file")
        parser.add_argument("--evaluation", required=True, help="short name in its address")
        parser.add_argument("--organisation", required=True, help="who answers: acronym or name")
        parser.add_argument("--by", help="address of the person in whose name it is written")
        parser.add_argument("--dry-run", action="store_true", help="show everything, write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        evaluation = Evaluation.objects.filter(slug=options["evaluation"]).first()
        if evaluation is None:
            raise CommandError(f"There is no evaluation “{options['evaluation']}”.")
        organisation = _organisation(options["organisation"])
        person = _person(options["by"])
        is_rehearsal = options["dry_run"]
        try:
            paper = parse_matrix(options["file"])
            done = bring_in(
                paper=paper, evaluation=evaluation, organisation=organisation, by=person,
                is_rehearsal=is_rehearsal,
            )  # fmt: skip
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self._say_mended(done.mended)
        self._say_done(done, is_rehearsal=is_rehearsal)

    def _say_mended(self, mended: Iterable[Mended]) -> None:
        self.stdout.write(self.style.MIGRATE_HEADING("Cleaning report"))
        rows = [f"  {_place(each)}: {_found(each.found)}{each.done}" for each in mended]
        self.stdout.write("\n".join(rows) or "  Everything was taken as it stands.")

    def _say_done(self, done: Done, *, is_rehearsal: bool) -> None:
        heading = "Would be written" if is_rehearsal else "Written"
        self.stdout.write(self.style.MIGRATE_HEADING(heading))
        for what in (CREATED, CHANGED, UNCHANGED):
            counts = counted(done.of(what))
            listed = ", ".join(f"{count} {noun}" for noun, count in counts.items()) or "nothing"
            self.stdout.write(f"  {what}: {listed}")
            for change in done.of(what) if what != UNCHANGED else []:
                self.stdout.write(f"    {change.noun} {change.label}")


def _organisation(name: str) -> Organisation:
    rows = Organisation.objects.filter(
        Q(acronym__iexact=name) | Q(slug__iexact=name) | Q(name__iexact=name)
    )
    if found := rows.first():
        return found
    known = ", ".join(map(str, Organisation.objects.order_by("acronym", "name")))
    raise CommandError(f"There is no organisation “{name}”. Known: {known or 'none yet'}.")


def _person(email: str | None) -> User | None:
    if not email:
        return None
    if found := User.objects.filter(email__iexact=email, is_active=True).first():
        return found
    raise CommandError(f"Nobody here has the address {email}.")


def _place(mended: Mended) -> str:
    return f"{mended.where}, {mended.column}" if mended.column else mended.where


def _found(words: str) -> str:
    line = " ".join(words.split())
    return f"“{line[:LONGEST_FOUND]}{'…' if len(line) > LONGEST_FOUND else ''}”, " if line else ""
