"""What decides who may write a row, held still while it is written.

A finding may be changed until its evaluation is final. Asked before the transaction begins, the answer
can be old by the time the text is written: on PostgreSQL the evaluation may have moved in between. So
the write takes the lock of the row that governs it, reads that row anew, and asks again. On SQLite a
write transaction has the database to itself from its first statement.
"""

from typing import Any

from django.db import models

from editing.models import Versioned


def hold(row: Versioned) -> None:
    """Locks what governs the row until the transaction ends, and puts it, and what lies on the way to
    it, in place as they stand now.

    Everybody takes the governing row first and their own row after it, so nobody waits in a circle.
    """
    if not row.governed_by:
        if row.pk:
            row.refresh_from_db(from_queryset=_locked(type(row)))
            row.touch()
        return
    governor = row.governor
    if governor is None:
        return
    governor = _locked(type(governor)).get(pk=governor.pk)
    governor.touch()
    *way, last = row.governed_by.split("__")
    for link in way:
        parent = getattr(row, link)
        setattr(row, link, type(parent).everything.get(pk=parent.pk))
        row = getattr(row, link)
    setattr(row, last, governor)


def touch(row: Versioned) -> None:
    """Tells what governs the row that the system writes it; `hold` tells so where a person does."""
    governor = row.governor
    if governor is not None and governor.pk:
        governor.touch()


def _locked(model: type[Versioned]) -> models.QuerySet[Any]:
    return model.everything.select_for_update(no_key=True)
