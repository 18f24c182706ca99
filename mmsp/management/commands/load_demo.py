from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from evaluations.models import Membership, Role
from mmsp import demo, demo_publication, inbox
from mmsp.tick import tick


class Command(BaseCommand):
    help = "Loads the demonstration data once and prints an account for every role."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--accounts-only", action="store_true", help="only print the accounts")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.SECURE:
            raise CommandError(
                "The demonstration accounts have a known password. They are not loaded where HTTPS is on."
            )
        if not options["accounts_only"] and not demo.is_loaded():
            demo.load()
            demo_publication.publish()
            self._remind()
        self._print_accounts()

    def _remind(self) -> None:
        """Writes the mails of the last working day; where they would leave the machine, none."""
        if inbox.is_open():
            list(tick(demo.last_working_noon(timezone.now())))

    def _print_accounts(self) -> None:
        """One account a role, as the sign-in page asks for it."""
        self.stdout.write(f"\nAccounts of the demonstration (password of all: {demo.PASSWORD})")
        roles = dict(
            Membership.objects.filter(user__isnull=False).values_list("user__email", "role")
        )
        roles |= {"pm@example.org": Role.RESPONDENT}
        for user in User.objects.filter(email__endswith="@example.org").order_by("pk"):
            role = (
                "support staff, all rights"
                if user.is_superuser
                else roles.get(user.email, "no role")
            )
            self.stdout.write(f"  {user.email:24} {role:26} {user.job_title}")
        if inbox.is_open():
            address = settings.SITE_URL.rstrip("/") + reverse("inbox-list")
            self.stdout.write(
                f"\nIts mails never leave this machine; support staff read them: {address}"
            )
