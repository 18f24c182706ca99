from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from editing.drafts import forget_drafts


class Command(BaseCommand):
    help = "Forgets private drafts that nobody touched for DRAFT_DAYS days; `tick` does so as well."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Forgot {forget_drafts(timezone.now())} drafts.")
