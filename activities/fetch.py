"""Rows that people ask for by their numbers."""

from typing import Any, TypeVar

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from editing.forms import LAST_KEY
from editing.models import Versioned

Row = TypeVar("Row", bound=Versioned)


def get_edited(
    model: type[Row], request: HttpRequest, among: dict[str, Any], number: int, *facts: str
) -> Row:
    """The row whose form was opened: `among` its siblings, by its number; when the form is sent, wherever
    it was moved to meanwhile, and also when it was removed, so that the write path keeps what was typed."""
    everything: Any = model.everything
    rows = everything.visible_to(request.user).filter(**among).select_related(*facts)
    opened = request.POST.get("opened_row", "")
    if opened.isdecimal() and int(opened) <= LAST_KEY and (row := rows.filter(pk=opened).first()):
        return row
    return get_object_or_404(rows, number=number, deleted_at=None)
