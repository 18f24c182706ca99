from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from editing.models import PrivateDraft


class Command(BaseCommand):
    help = "Forgets private drafts that nobody touched for DRAFT_DAYS days."

    def handle(self, *args: Any, **options: Any) -> None:
        oldest = timezone.now() - timedelta(days=settings.DRAFT_DAYS)
        count, _by_model = PrivateDraft.objects.untouched_since(oldest).delete()
        self.stdout.write(f"Forgot {count} drafts.")
