"""Texts that came too late, by the order in which they came."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.http import Http404, HttpRequest

from editing.models import RejectedEdit, Versioned
from editing.permissions import may

# What the address of a form says to start it with such a text: `?refused=2` is the second.
TAKE = "refused"


def refused_edits_of(row: Versioned) -> models.QuerySet[RejectedEdit]:
    """The first that came too late stands first."""
    kind = ContentType.objects.get_for_model(row)
    edits = RejectedEdit.objects.filter(content_type=kind, object_id=row.pk)
    return edits.select_related("by").order_by("pk")


def taken_into_form(request: HttpRequest, row: Versioned) -> RejectedEdit | None:
    """The text that the address asks to have in the form. Raises Http404 for one that is not there,
    or not open to the person."""
    if TAKE not in request.GET or request.method == "POST":
        return None
    number = whole_number(request.GET[TAKE])
    if not number or not may(request.user, "read_history", row):
        raise Http404
    edit = refused_edits_of(row)[number - 1 : number].first()
    if edit is None:
        raise Http404
    return edit


def whole_number(text: Any) -> int | None:
    """What people write as a number from 1 on; None for anything else, and for what no column holds."""
    is_one = isinstance(text, str) and text.isascii() and text.isdecimal() and len(text) < 10
    return int(text) or None if is_one else None
