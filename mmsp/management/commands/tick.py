from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from mmsp.tick import tick


class Command(BaseCommand):
    help = "Does the periodic work: writes and sends reminders, forgets old links and drafts."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--quiet", action="store_true", help="speak of what broke only")

    def handle(self, *args: Any, **options: Any) -> None:
        done = list(tick(timezone.now()))
        for each in done:
            if each.said is not None and not options["quiet"]:
                self.stdout.write(f"{each.step}: {each.said}")
        if broken := [each.step for each in done if each.said is None]:
            raise CommandError(f"Broken, see the log: {', '.join(broken)}.")
