"""A database of its own for tests whose work happens in other processes."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import uuid4

from django.conf import settings
from django.db import connection


@contextmanager
def migrated_database(folder: Path, blocker: Any) -> Iterator[str]:
    """The address of a copy of the tests' database, in which is what migrations wrote."""
    if connection.vendor == "sqlite":
        with blocker.unblock():
            connection.ensure_connection()
            with closing(type(connection.connection)(folder / "own.sqlite3")) as copy:
                connection.connection.backup(copy)
        yield f"sqlite:///{folder / 'own.sqlite3'}"
        return
    name = f"own_{uuid4().hex[:12]}"
    known = settings.DATABASES["default"]
    with blocker.unblock(), connection._nodb_cursor() as cursor:
        connection.close()  # nobody may be in a database while it is copied
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{known["NAME"]}"')
    secret = f":{quote(known['PASSWORD'])}" if known["PASSWORD"] else ""
    person = f"{quote(known['USER'])}{secret}@" if known["USER"] else ""
    port = f":{known['PORT']}" if known["PORT"] else ""
    yield f"postgres://{person}{quote(known['HOST'], safe='')}{port}/{name}"
    with blocker.unblock(), connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
