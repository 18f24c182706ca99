"""What lists have in common."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from recommendations.models import BulkChange

PAGE = 50


def page_of(request: HttpRequest, rows: QuerySet) -> Page:
    """The page that `?page=` asks for."""
    return Paginator(rows, PAGE).get_page(request.GET.get("page"))


def last_change(user: Any) -> BulkChange | None:
    """The person's latest bulk change, as long as it can be undone."""
    return BulkChange.objects.visible_to(user).undoable(timezone.now()).first()
