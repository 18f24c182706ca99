"""Many-to-many links of versioned rows: they change with a version of their row, or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.models.signals import m2m_changed

from editing.models import Versioned, WritePathError

_writing: ContextVar[bool] = ContextVar("writing_links", default=False)


@contextmanager
def writing_links() -> Iterator[None]:
    """Inside, links may change; only `editing.versions` opens this door."""
    token = _writing.set(True)
    try:
        yield
    finally:
        _writing.reset(token)


def refuse_bare_links(instance: Any, action: str, **kwargs: Any) -> None:
    """Stops `finding.activities.add(...)`, which no version would remember."""
    if action.startswith("pre_") and isinstance(instance, Versioned) and not _writing.get():
        raise WritePathError(f"Link {type(instance).__name__} through editing.versions.revise.")


def guard() -> None:
    """Watches every many-to-many link from now on."""
    m2m_changed.connect(refuse_bare_links, dispatch_uid="editing.links")
