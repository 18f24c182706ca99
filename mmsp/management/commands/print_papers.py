import os
import signal
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from mmsp.orders import worker


class Command(BaseCommand):
    help = "Prints the papers that people order, until it is stopped. What it was at is taken up by the next one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--with-parent", action="store_true", help="end when the process that started it does"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        os.nice(5)  # people who read and write come first
        asked: list[int] = []
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda number, _frame: asked.append(number))
        parent = os.getppid()
        is_orphan = lambda: options["with_parent"] and os.getppid() != parent  # noqa: E731
        worker.run(is_over=lambda: bool(asked) or is_orphan())
