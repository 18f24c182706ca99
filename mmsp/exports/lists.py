"""Every list of the house by its name: what it is asked, for whom, and where its page stands."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from accounts.lists import PAGE, SAVED
from activities.models import Project
from activities.tables import ACTIVITIES, activities_asked
from editing.tables import COLUMNS, SORT, Column, Listing, Table
from evaluations.tables import EVALUATIONS, evaluations_asked
from recommendations.tables import (
    ACTIONS,
    MY_ACTIONS,
    RECOMMENDATIONS,
    actions_asked,
    my_actions_asked,
    recommendations_asked,
)

Columns = tuple[Column, ...]
# Of what a saved filter asked for and the list no longer knows, so many names are said.
NAMED = 5


@dataclass(frozen=True)
class ListOf:
    """`ask(request, asked, columns, place)` starts from what the person may see; `page` is the name of
    its address."""

    table: Table
    page: str
    ask: Callable[[HttpRequest, QueryDict, Columns, str], Listing]
    has_place: bool = False

    def address(self, place: str) -> str:
        """Raises Http404 for a place that no address could name."""
        try:
            return reverse(self.page, args=[place] if self.has_place else [])
        except NoReverseMatch:
            raise Http404 from None

    def asked(self, request: HttpRequest, place: str, query: str) -> tuple[QueryDict, list[str]]:
        """What this person's list understands of a query, and the names of what it does not: fields
        that are gone, and choices that are not open to this person."""
        self.address(place)
        wanted = QueryDict(query.replace("%00", ""))  # which PostgreSQL cannot be asked
        form = self.ask(request, wanted, self.table.chosen(""), place).filter.form
        kept, lost = QueryDict(mutable=True), []
        for name in [name for name in wanted if name not in (SAVED, PAGE)]:
            if self._is_order(name, wanted[name]) or name in form.cleaned_data:
                kept.setlist(name, [value for value in wanted.getlist(name) if value])
            elif wanted[name]:
                lost.append(str(form.fields[name].label) if name in form.fields else name[:40])
        return kept, lost[:NAMED]

    def _is_order(self, name: str, value: str) -> bool:
        if name == COLUMNS:
            return all(each in self.table.by_name for each in value.split(","))
        return name == SORT and value.removeprefix("-") in self.table.orders


def _recommendations(request: HttpRequest, asked: Any, columns: Columns, place: str) -> Listing:
    return recommendations_asked(request, asked, columns, on=timezone.localdate())


def _actions(request: HttpRequest, asked: Any, columns: Columns, place: str) -> Listing:
    return actions_asked(request, asked, columns, on=timezone.localdate())


def _my_actions(request: HttpRequest, asked: Any, columns: Columns, place: str) -> Listing:
    return my_actions_asked(request, asked, columns, on=timezone.localdate())


def _evaluations(request: HttpRequest, asked: Any, columns: Columns, place: str) -> Listing:
    return evaluations_asked(request, asked, columns)


def _activities(request: HttpRequest, asked: Any, columns: Columns, place: str) -> Listing:
    """Raises Http404 for a project that the person may not see."""
    project = get_object_or_404(Project.objects.visible_to(request.user), code=place)
    return activities_asked(project, asked, columns)


LISTS = {
    each.table.name: each
    for each in (
        ListOf(RECOMMENDATIONS, "recommendations:recommendation-list", _recommendations),
        ListOf(ACTIONS, "recommendations:action-list", _actions),
        ListOf(MY_ACTIONS, "recommendations:my-action-list", _my_actions),
        ListOf(EVALUATIONS, "evaluations:evaluation-list", _evaluations),
        ListOf(ACTIVITIES, "activities:project-detail", _activities, has_place=True),
    )
}


def list_named(name: str) -> ListOf:
    """Raises Http404 for a name that no list has, or has no longer."""
    if found := LISTS.get(name):
        return found
    raise Http404
