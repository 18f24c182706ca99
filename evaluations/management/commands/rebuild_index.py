from typing import Any

from django.core.management.base import BaseCommand

from evaluations.similar.index import rebuild


class Command(BaseCommand):
    help = "Makes the index of similar texts anew from the rows as they stand."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Indexed {rebuild()} texts.")
