from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from evaluations.models import Evaluation
from evaluations.models.evaluation import published
from mmsp.register.row import as_csv


class Command(BaseCommand):
    help = (
        "Writes evaluations as rows of the public IOM evaluation repository (CSV): the named ones, "
        "or all that are published."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "slug", nargs="*", help="short name of an evaluation, as in its address"
        )
        parser.add_argument("--output", type=Path, required=True, help="the CSV to write")

    def handle(self, *args: Any, **options: Any) -> None:
        slugs = options["slug"]
        rows = Evaluation.objects.filter(slug__in=slugs)
        if unknown := sorted(set(slugs) - set(rows.values_list("slug", flat=True))):
            raise CommandError(f"There is no evaluation {', '.join(unknown)}.")
        rows = rows if slugs else Evaluation.objects.filter(published())
        try:
            options["output"].write_bytes(as_csv(rows))
        except OSError as error:
            raise CommandError(f"{options['output']}: {error.strerror}") from error
        self.stdout.write(f"{options['output']}: {rows.count()} evaluations")
