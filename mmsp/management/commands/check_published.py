from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models.fields.files import FieldFile

from evaluations.models import PublishedReport
from mmsp.publication.papers import sha256


class Command(BaseCommand):
    help = (
        "Reads every published file and its data, and names those that are not what was published."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        reports = list(PublishedReport.objects.select_related("evaluation"))
        faults = [said for report in reports for said in _faults(report)]
        files = sum(len(_kept(report)) for report in reports)
        for said in faults:
            self.stderr.write(said)
        if faults:
            raise CommandError(f"{len(faults)} of {files} files are damaged or missing.")
        self.stdout.write(f"{files} files are as they were published.")


def _kept(report: PublishedReport) -> list[tuple[FieldFile, str]]:
    kept = [(report.file, report.sha256), (report.data, report.content_hash)]
    return kept + ([(report.beside, report.beside_sha256)] if report.beside else [])


def _faults(report: PublishedReport) -> list[str]:
    return [
        f"{report.evaluation.slug} {report.number}: {file.name} {said}"
        for file, known in _kept(report)
        if (said := _fault(file, known))
    ]


def _fault(file: FieldFile, known: str) -> str:
    try:
        with file.open("rb") as stored:
            return "" if sha256(stored.read()) == known else "is not what was published"
    except FileNotFoundError:
        return "is missing"
