"""Filters of the lists. What they ask of answers and actions, they ask of the visible ones only."""

from datetime import date
from typing import Any

import django_filters as filters
from django.db.models import QuerySet, TextChoices
from django.forms import CheckboxInput
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from activities.models import Project
from evaluations.models import Evaluation
from recommendations.models import (
    Decision,
    KeyAction,
    ManagementResponse,
    Priority,
    Recommendation,
)
from recommendations.status import ActionStatus

# A menu longer than this helps nobody; who looks for an older one searches by text.
LONGEST_MENU = 100
LONGEST_TERM = 200

Choices = list[tuple[str, str]]


def menu(rows: QuerySet, key: str, label: str, chosen: str | None) -> Choices:
    """The first rows as choices, and the chosen one wherever it stands."""
    choices = list(rows.values_list(key, label)[:LONGEST_MENU])
    if chosen and chosen not in dict(choices):
        choices += rows.filter(**{key: chosen}).values_list(key, label)[:1]
    return choices


class FollowUpFilter(filters.FilterSet):
    """What both lists are asked for; `on` is the day that overdue is reckoned from."""

    q = filters.CharFilter(label=_("Text"), method="by_text", max_length=LONGEST_TERM)
    status = filters.ChoiceFilter(
        label=_("Status of an action"), method="by_status", choices=ActionStatus.choices,
        empty_label=_("Any"),
    )  # fmt: skip
    responsible = filters.CharFilter(
        label=_("Responsible person or unit"), method="by_responsible", max_length=LONGEST_TERM
    )
    overdue = filters.BooleanFilter(
        label=_("Overdue only"), method="by_overdue", widget=CheckboxInput
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        self.actions = KeyAction.objects.visible_to(self.request.user)
        evaluations = Evaluation.objects.visible_to(self.request.user).worked_on_here()
        self.offer("evaluation", evaluations, "slug", "title")

    def offer(self, name: str, rows: QuerySet, key: str, label: str) -> None:
        """Fills the menu of a filter; one with nothing to choose is left out."""
        choices = menu(rows, key, label, self.data.get(name))
        if choices:
            self.filters[name].extra["choices"] = choices
        else:
            del self.filters[name]

    @property
    def is_set(self) -> bool:
        """Whether anything is asked at all."""
        return any(self.data.get(name) for name in self.filters)

    def by_text(self, rows: Any, name: str, term: str) -> QuerySet:
        return rows.search(term)


class RecommendationFilter(FollowUpFilter):
    """Recommendations; the questions about actions are asked of one and the same action."""

    evaluation = filters.ChoiceFilter(
        label=_("Evaluation"), field_name="evaluation__slug", empty_label=_("Any")
    )
    decision = filters.ChoiceFilter(
        label=_("Response"), method="by_decision", choices=Decision.choices, empty_label=_("Any")
    )
    addressee = filters.ChoiceFilter(
        label=_("Addressed to"), field_name="addressees__slug", empty_label=_("Any")
    )
    priority = filters.ChoiceFilter(
        label=_("Priority"), empty_label=_("Any"),
        choices=[(str(value), label) for value, label in Priority.choices],
    )  # fmt: skip
    project = filters.ChoiceFilter(label=_("Project"), method="by_project", empty_label=_("Any"))

    class Meta:
        model = Recommendation
        fields = [
            "q", "evaluation", "decision", "status", "overdue",
            "addressee", "priority", "responsible", "project",
        ]  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        user = self.request.user
        self.offer("addressee", addressed_in(self.queryset), "slug", "name")
        self.offer("project", Project.objects.visible_to(user), "code", "title")
        self.narrowed = self.actions

    def filter_queryset(self, queryset: Any) -> QuerySet:
        rows = super().filter_queryset(queryset)
        return rows if self.narrowed is self.actions else rows.followed_by(self.narrowed)

    def by_status(self, rows: QuerySet, name: str, status: str) -> QuerySet:
        self.narrowed = self.narrowed.filter(status=status)
        return rows

    def by_overdue(self, rows: QuerySet, name: str, wanted: bool) -> QuerySet:
        self.narrowed = self.narrowed.overdue(self.on) if wanted else self.narrowed
        return rows

    def by_responsible(self, rows: QuerySet, name: str, term: str) -> QuerySet:
        self.narrowed = self.narrowed.in_hands_of(term)
        return rows

    def by_decision(self, rows: Any, name: str, decision: str) -> QuerySet:
        responses = ManagementResponse.objects.visible_to(self.request.user)
        return rows.answered_in(responses.filter(decision=decision))

    def by_project(self, rows: QuerySet, name: str, code: str) -> QuerySet:
        return rows.filter(evaluation__in=Evaluation.objects.filter(projects__code=code))


class ActionFilter(FollowUpFilter):
    """Key actions across all evaluations."""

    evaluation = filters.ChoiceFilter(
        label=_("Evaluation"),
        field_name="response__matrix__evaluation__slug",
        empty_label=_("Any"),
    )

    class Meta:
        model = KeyAction
        fields = ["q", "evaluation", "status", "overdue", "responsible"]

    def by_status(self, rows: QuerySet, name: str, status: str) -> QuerySet:
        return rows.filter(status=status)

    def by_overdue(self, rows: Any, name: str, wanted: bool) -> QuerySet:
        return rows.overdue(self.on) if wanted else rows

    def by_responsible(self, rows: Any, name: str, term: str) -> QuerySet:
        return rows.in_hands_of(term)


class Urgency(TextChoices):
    OVERDUE = "overdue", _("Overdue")
    STALE = "stale", _("Stale")


class MyActionFilter(filters.FilterSet):
    """What waits for one person; `on` is the day that overdue and stale are reckoned from."""

    only = filters.ChoiceFilter(label=_("Only"), method="by_urgency", choices=Urgency.choices)

    class Meta:
        model = KeyAction
        fields: list[str] = []

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on

    def by_urgency(self, rows: Any, name: str, urgency: str) -> QuerySet:
        # Among the keys: being stale is a question of many rows, which an order would ask again.
        stale = rows.stale(self.on).values("pk")
        return rows.overdue(self.on) if urgency == Urgency.OVERDUE else rows.filter(pk__in=stale)


def addressed_in(recommendations: QuerySet) -> QuerySet[Organisation]:
    """The organisations that the recommendations are addressed to."""
    link = Recommendation.addressees.through
    addressed = link.objects.filter(recommendation__in=recommendations.values("pk"))
    return Organisation.objects.filter(pk__in=addressed.values("organisation"))
