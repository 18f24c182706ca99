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
        for said in faults:
            self.stderr.write(said)
        if faults:
            raise CommandError(f"{len(faults)} of {2 * len(reports)} files are damaged or missing.")
        self.stdout.write(f"{2 * len(reports)} files are as they were published.")


def _faults(report: PublishedReport) -> list[str]:
    kept = ((report.file, report.sha256), (report.data, report.content_hash))
    return [
        f"{report.evaluation.slug} {report.number}: {file.name} {said}"
        for file, known in kept
        if (said := _fault(file, known))
    ]


def _fault(file: FieldFile, known: str) -> str:
    try:
        with file.open("rb") as stored:
            return "" if sha256(stored.read()) == known else "is not what was published"
    except FileNotFoundError:
        return "is missing"
