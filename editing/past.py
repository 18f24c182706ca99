"""Rows as they stood at a moment, read from what is kept of their versions."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, OuterRef, Subquery

from editing.models import Revision


def as_they_stood(rows: Any, before: datetime, fields: Sequence[str]) -> dict[int, dict[str, Any]]:
    """What each of the rows, of which none is left out for being removed, said just before the moment,
    by its key; those that were not there are not. Two queries; a link is the key of its row."""
    stayed = rows.filter(updated_at__lt=before, deleted_at=None).order_by()
    found = {
        row.pop("pk"): {name: _as_kept(value) for name, value in row.items()}
        for row in stayed.values("pk", *fields)
    }
    by_name = {name: rows.model._meta.get_field(name) for name in fields}
    kind = ContentType.objects.get_for_model(rows.model)
    changed = rows.filter(updated_at__gte=before).order_by().values("pk")
    told = Revision.objects.filter(content_type=kind, at__lt=before)
    latest = told.filter(object_id=OuterRef("object_id")).order_by("-version").values("version")[:1]
    last = told.filter(object_id__in=changed).annotate(latest=Subquery(latest))
    for key, what, content in (
        last.filter(version=F("latest")).order_by().values_list("object_id", "kind", "content")
    ):
        if what != Revision.Kind.REMOVED:
            found[key] = {name: _read(field, content) for name, field in by_name.items()}
    return found


def _as_kept(value: Any) -> Any:
    """A moment as versions keep it, to the millisecond."""
    if isinstance(value, datetime):
        return value.replace(microsecond=value.microsecond // 1000 * 1000)
    return value


def _read(field: models.Field, content: dict[str, Any]) -> Any:
    """A value as the model holds it; its default where the version is older than the field."""
    if field.name not in content:
        return field.get_default()
    value = content[field.name]
    return None if value is None else field.to_python(value)
