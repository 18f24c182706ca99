from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from mmsp.tick import tick


class Command(BaseCommand):
    help = "Does the periodic work: writes and sends reminders, forgets old links and drafts."

    def handle(self, *args: Any, **options: Any) -> None:
        done = list(tick(timezone.now()))
        for each in done:
            if each.said is not None:
                self.stdout.write(f"{each.step}: {each.said}")
        if broken := [each.step for each in done if each.said is None]:
            raise CommandError(f"Broken, see the log: {', '.join(broken)}.")
