"""The mails of a demonstration: where none leaves the machine, each is a file, and staff may read them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings

MOST_MAILS = 200
BETWEEN = b"\n" + b"-" * 79 + b"\n"  # as Django's file backend writes them
# Whoever chooses a new password does so alone, even in a demonstration.
RESET_KEY = re.compile(r"(/reset/key/)[^/\s]+")


@dataclass(frozen=True)
class Received:
    """One mail; `key` tells it from the others in addresses."""

    key: str
    message: EmailMessage

    @property
    def subject(self) -> str:
        return str(self.message["Subject"] or "")

    @property
    def to(self) -> str:
        return str(self.message["To"] or "")

    @property
    def at(self) -> datetime | None:
        date: Any = self.message["Date"]
        if date is None or date.datetime is None:
            return None
        at = date.datetime
        return at if at.tzinfo else at.replace(tzinfo=UTC)  # `-0000` says UTC and no more

    @property
    def message_id(self) -> str:
        return str(self.message["Message-ID"] or "")

    @property
    def text(self) -> str:
        return self._part("plain")

    @property
    def html(self) -> str:
        return self._part("html")

    def _part(self, kind: str) -> str:
        part = self.message.get_body((kind,))
        return RESET_KEY.sub(r"\1…", part.get_content()) if part else ""


def is_open() -> bool:
    """Whether mails stay on this machine, as in the demonstration: files, and no https."""
    return settings.EMAIL_BACKEND.endswith("filebased.EmailBackend") and not settings.SECURE


def mails() -> list[Received]:
    """The newest first."""
    return list(islice(_read(), MOST_MAILS))


def _read() -> Iterator[Received]:
    folder = Path(settings.EMAIL_CONFIG["EMAIL_FILE_PATH"])
    for path in sorted(folder.glob("*.log"), reverse=True):
        parts = [part for part in path.read_bytes().split(BETWEEN) if part.strip()]
        for number, part in reversed(list(enumerate(parts, 1))):
            message: Any = message_from_bytes(part, policy=policy.default)
            yield Received(f"{path.stem}-{number}", message)
