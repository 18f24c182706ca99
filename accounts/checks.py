"""Refuses to start on a SQLite library that loses commits."""

import sqlite3
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

FIXED = (3, 51, 3)


def library_faults(version: tuple[int, ...], engine: str) -> list[CheckMessage]:
    """The write-ahead-log reset bug (sqlite.org, fixed in 3.51.3) loses acknowledged commits."""
    if not engine.endswith("sqlite3") or version >= FIXED:
        return []
    return [
        Error(
            f"SQLite {'.'.join(map(str, version))} can lose commits in write-ahead-log mode.",
            hint="Install the pysqlite3 wheel of requirements.lock, or use PostgreSQL.",
            id="accounts.E001",
        )
    ]


@register()
def check_sqlite_library(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    return library_faults(sqlite3.sqlite_version_info, settings.DATABASES["default"]["ENGINE"])
