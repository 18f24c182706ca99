from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from mmsp import rights_page


class Command(BaseCommand):
    help = "Writes docs/permissions.md: who may do what, asked of the rules themselves."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="write nothing; fail if the file says otherwise"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        file, page = settings.BASE_DIR / "docs" / "permissions.md", rights_page.page()
        if options["check"]:
            if not file.exists() or file.read_text("utf-8") != page:
                raise CommandError(f"{file.name} is stale. Run: python manage.py write_permissions")
            return
        file.write_text(page, "utf-8")
        self.stdout.write(f"Wrote {file.name}.")
