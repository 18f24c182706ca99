"""Keeps what was understood between preview and confirmation: one private file, for one person."""

import json
import os
import re
import secrets
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings

from mmsp.imports.parsed import ParsedReport

KEPT_SECONDS = 2 * 60 * 60
REPORT, MATRIX, REGISTER = "report", "matrix", "register"
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True)
class Pending:
    """An import that waits for a yes. Rows are kept by key and asked for again, with permissions."""

    user: int
    file_name: str
    report: str
    title: str = ""
    project: int | None = None
    commissioned_by: int | None = None
    evaluation: int | None = None
    matrix: int | None = None  # the answer that a response matrix goes into
    kind: str = REPORT

    @property
    def parsed(self) -> ParsedReport:
        return ParsedReport.from_json(self.report)


def keep(pending: Pending) -> str:
    """Writes the file, readable by the application alone, and returns its token."""
    _sweep()
    token = secrets.token_urlsafe(32)
    handle = os.open(_path(token), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(asdict(pending), file, ensure_ascii=False)
    return token


def fetch(token: str, user: int) -> Pending | None:
    """What the person has left here; None for expired, foreign and invented tokens alike."""
    if not _TOKEN.fullmatch(token):
        return None
    path = _path(token)
    try:
        if _is_old(path):
            return None
        pending = Pending(**json.loads(path.read_text("utf-8")))
    except OSError:
        return None
    return pending if pending.user == user else None


def drop(token: str) -> None:
    _path(token).unlink(missing_ok=True)


def _folder() -> Path:
    folder = Path(settings.VAR_DIR) / "imports"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _path(token: str) -> Path:
    return _folder() / f"{token}.json"


def _is_old(path: Path) -> bool:
    return path.stat().st_mtime < time.time() - KEPT_SECONDS


def _sweep() -> None:
    """Removes what nobody confirmed in time."""
    for path in _folder().glob("*.json"):
        try:
            if _is_old(path):
                path.unlink()
        except FileNotFoundError:
            continue  # another worker swept it first
