from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Q

from accounts.models import Organisation
from activities.models import Project
from editing.richtext import plain_text
from mmsp.imports import report
from mmsp.imports.guard import Refused
from mmsp.imports.parsed import ParsedReport, Placed
from mmsp.imports.sandbox import parse_report


class Command(BaseCommand):
    help = (
        "Reads a final report in Word into an evaluation: found again by project and title, so "
        "that a second import changes only what changed in the document."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the report as a .docx file")
        parser.add_argument("--project", required=True, help="code of the project, such as MMSP")
        parser.add_argument("--title", required=True, help="title of the evaluation")
        parser.add_argument("--organisation", help="who commissioned it: acronym or short name")
        parser.add_argument("--dry-run", action="store_true", help="show everything, write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        project = _project(options["project"])
        organisation = _organisation(options["organisation"])
        title = _title(options["title"])
        try:
            parsed = parse_report(options["file"])
            self._say_understood(parsed)
            if options["dry_run"]:
                done = report.plan(parsed, project, title, commissioned_by=organisation)
            else:
                done = report.commit(
                    parsed=parsed,
                    project=project,
                    title=title,
                    by=None,
                    commissioned_by=organisation,
                )
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self._say_done(done, is_rehearsal=options["dry_run"])

    def _say_understood(self, parsed: ParsedReport) -> None:
        self.stdout.write(self.style.MIGRATE_HEADING("Understood"))
        self._say_cover(parsed)
        for section in parsed.sections:
            self.stdout.write(f"  {section.kind}: {section.title}")
        for criterion in parsed.criteria:
            numbers = ", ".join(f"EQ{question.number}" for question in criterion.questions)
            self.stdout.write(f"  {criterion.name}: {numbers}")
        for letter, rows in (
            ("C", parsed.conclusions),
            ("L", parsed.lessons),
            ("R", parsed.recommendations),
        ):
            for row in rows:
                self.stdout.write(f"  {letter}{row.number} {row.heading}")
        self.stdout.write(
            f"  In all: {len(parsed.sections)} sections, {len(parsed.criteria)} criteria, "
            f"{len(parsed.questions)} questions, {len(parsed.conclusions)} conclusions, "
            f"{len(parsed.lessons)} lessons, {len(parsed.recommendations)} recommendations, "
            f"{len(parsed.abbreviations)} abbreviations, {parsed.footnotes} footnotes"
        )
        for remark in parsed.remarks:
            self.stdout.write(f"  Note: {remark}")
        self._say_placed("Found no place (kept as a section of its own)", parsed.leftovers)
        self._say_placed("Set aside (not the report's own text)", parsed.set_aside)

    def _say_cover(self, parsed: ParsedReport) -> None:
        cover = parsed.cover
        team = "; ".join(f"{person.name}, {person.role}" for person in cover.team)
        for name, value in (
            ("Title on the cover", cover.title),
            ("Reference", cover.reference),
            ("Contract", cover.contract_number),
            ("Date", cover.report_date),
            ("Team", team),
        ):
            self.stdout.write(f"  {name}: {value or 'not found'}")

    def _say_placed(self, heading: str, rows: Iterable[Placed]) -> None:
        rows = list(rows)
        self.stdout.write(self.style.MIGRATE_HEADING(f"{heading}: {len(rows)}"))
        for row in rows:
            words = " ".join(plain_text(row.html).split())
            self.stdout.write(f"  {row.place}: {words[:100]}{'…' if len(words) > 100 else ''}")

    def _say_done(self, done: report.Plan, *, is_rehearsal: bool) -> None:
        self.stdout.write(
            self.style.MIGRATE_HEADING("Would be written" if is_rehearsal else "Written")
        )
        for what in (report.CREATED, report.CHANGED, report.UNCHANGED):
            counts = report.counted(done.of(what))
            listed = ", ".join(f"{count} {noun}" for noun, count in counts.items()) or "nothing"
            self.stdout.write(f"  {what}: {listed}")
        for change in done.of(report.CHANGED):
            self.stdout.write(f"    {change.noun} {change.label}")
        self.stdout.write(f"  evaluation: {done.slug}")


def _project(code: str) -> Project:
    found = Project.objects.filter(code__iexact=code).first()
    if found:
        return found
    known = ", ".join(Project.objects.values_list("code", flat=True).order_by("code"))
    raise CommandError(f"There is no project “{code}”. Known codes: {known or 'none yet'}.")


def _organisation(name: str | None) -> Organisation | None:
    if not name:
        return None
    rows = Organisation.objects.filter(
        Q(acronym__iexact=name) | Q(slug__iexact=name) | Q(name__iexact=name)
    )
    if found := rows.first():
        return found
    known = ", ".join(map(str, Organisation.objects.order_by("acronym", "name")))
    raise CommandError(f"There is no organisation “{name}”. Known: {known or 'none yet'}.")


def _title(title: str) -> str:
    title = " ".join(title.split())
    if not 3 <= len(title) <= 300:
        raise CommandError("A title has between 3 and 300 characters.")
    return title
