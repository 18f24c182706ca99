"""Filters of the lists. What they ask of answers and actions, they ask of the visible ones only."""

from datetime import date
from typing import Any

import django_filters as filters
from django.db.models import QuerySet, TextChoices
from django.forms import CheckboxInput
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from recommendations.measures import MEASURES, label_of
from recommendations.models import (
    Decision,
    KeyAction,
    ManagementResponse,
    Priority,
    Recommendation,
)
from recommendations.scope import LONGEST_TERM, NONE, ScopeFilter, YearFilter
from recommendations.status import ActionStatus


class FollowUpFilter(ScopeFilter):
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
    unit = filters.CharFilter(
        label=_("Unit, as it is written"), method="by_unit", max_length=LONGEST_TERM, strip=False
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        self.actions = KeyAction.objects.visible_to(self.request.user)

    def by_text(self, rows: Any, name: str, term: str) -> QuerySet:
        return rows.search(term)


class RecommendationFilter(FollowUpFilter):
    """Recommendations; the questions about actions are asked of one and the same action."""

    UNANSWERED = "none"

    decision = filters.ChoiceFilter(
        label=_("Response"), method="by_decision", empty_label=_("Any"),
        choices=[*Decision.choices, (UNANSWERED, _("No response yet"))],
    )  # fmt: skip
    addressee = filters.ChoiceFilter(
        label=_("Addressed to"), field_name="addressees__slug", empty_label=_("Any")
    )
    priority = filters.ChoiceFilter(
        label=_("Priority"), empty_label=_("Any"),
        choices=[(str(value), label) for value, label in Priority.choices],
    )  # fmt: skip

    class Meta:
        model = Recommendation
        fields = [
            "q", "evaluation", "decision", "status", "overdue",
            "addressee", "priority", "responsible", "project",
            "organisation", "criterion", "theme", "year", "unit",
        ]  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("addressee", addressed_in(self.queryset), "slug", "name")
        self.narrowed = self.actions
        self.answers = self.seen = ManagementResponse.objects.visible_to(self.request.user)

    def filter_queryset(self, queryset: Any) -> QuerySet:
        rows: Any = super().filter_queryset(queryset)
        asks_actions = self.narrowed is not self.actions
        if self.answers is not self.seen:
            rows = rows.answered_in(self.answers)
            self.narrowed = self.narrowed.filter(response__in=self.answers)
        return rows.followed_by(self.narrowed) if asks_actions else rows

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
        if decision == self.UNANSWERED:
            return rows.exclude(pk__in=self.seen.values("recommendation"))
        self.answers = self.answers.filter(decision=decision)
        return rows

    def by_organisation(self, rows: QuerySet, name: str, slug: str) -> QuerySet:
        self.answers = self.answers.filter(matrix__organisation__slug=slug)
        return rows

    def by_unit(self, rows: QuerySet, name: str, unit: str) -> QuerySet:
        actions = self.actions.of_unit(unit_named(unit))
        self.answers = self.answers.filter(pk__in=actions.values("response"))
        return rows

    def by_criterion(self, rows: Any, name: str, code: str) -> QuerySet:
        return rows.under("" if code == NONE else code)


class ActionFilter(FollowUpFilter):
    """Key actions across all evaluations."""

    to_evaluation = "response__matrix__evaluation"

    counted = filters.ChoiceFilter(
        label=_("Counted as"), method="by_measure", choices=[], empty_label=_("Any")
    )
    promised_in = YearFilter(label=_("First promised for the year"), method="by_promise")
    closed_in = YearFilter(label=_("Closed in the year"), method="by_closing")

    class Meta:
        model = KeyAction
        fields = [
            "q", "evaluation", "status", "overdue", "responsible", "organisation", "unit",
            "criterion", "theme", "year", "project", "counted", "promised_in", "closed_in",
        ]  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["counted"].extra["choices"] = [(key, label_of(key)) for key in MEASURES]

    def by_organisation(self, rows: QuerySet, name: str, slug: str) -> QuerySet:
        return rows.filter(response__matrix__organisation__slug=slug)

    def by_unit(self, rows: Any, name: str, unit: str) -> QuerySet:
        return rows.of_unit(unit_named(unit))

    def by_criterion(self, rows: Any, name: str, code: str) -> QuerySet:
        return rows.under("" if code == NONE else code)

    def by_measure(self, rows: Any, name: str, key: str) -> QuerySet:
        return MEASURES[key].of(rows, self.on)

    def by_promise(self, rows: Any, name: str, year: int) -> QuerySet:
        return rows.promised_in(year)

    def by_closing(self, rows: Any, name: str, year: int) -> QuerySet:
        return rows.closed_in(year)

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
        return rows.overdue(self.on) if urgency == Urgency.OVERDUE else rows.stale(self.on)


def unit_named(written: str) -> str:
    """The unit as it stands in the rows."""
    return "" if written == NONE else written


def addressed_in(recommendations: QuerySet) -> QuerySet[Organisation]:
    """The organisations that the recommendations are addressed to."""
    link = Recommendation.addressees.through
    addressed = link.objects.filter(recommendation__in=recommendations.values("pk"))
    return Organisation.objects.filter(pk__in=addressed.values("organisation"))
