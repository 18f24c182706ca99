"""Pages of a long list."""

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

PAGE = 50


def page_of(request: HttpRequest, rows: QuerySet) -> Page:
    """The page that `?page=` asks for."""
    return Paginator(rows, PAGE).get_page(request.GET.get("page"))
