"""Pages of a long list of actions."""

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

from recommendations.models import KeyAction

PAGE = 50


def page_of(request: HttpRequest, actions: QuerySet[KeyAction]) -> Page:
    """The page that `?page=` asks for."""
    return Paginator(actions, PAGE).get_page(request.GET.get("page"))
