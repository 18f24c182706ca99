"""What a list of the register can be narrowed to, and in what order it stands."""

import django_filters as filters
from django.db.models import F, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from activities.models import (
    Activity,
    ActivityStatus,
    ActivityType,
    Document,
    DocumentType,
    Outcome,
    Pillar,
    Project,
)


class ActivityFilter(filters.FilterSet):
    """The activities of one project."""

    q = filters.CharFilter(label=_("Text"), method="search")
    type = filters.ChoiceFilter(label=_("Type"), choices=ActivityType, empty_label=_("Any"))
    status = filters.ChoiceFilter(label=_("Status"), choices=ActivityStatus, empty_label=_("Any"))
    year = filters.ChoiceFilter(label=_("Year"), empty_label=_("Any"), method="in_year")
    pillar = filters.ModelChoiceFilter(
        label=_("Pillar"), field_name="pillars", to_field_name="number",
        queryset=Pillar.objects.none(), empty_label=_("Any"),
    )  # fmt: skip
    outcome = filters.ModelChoiceFilter(
        label=_("Outcome"), to_field_name="number", queryset=Outcome.objects.none(),
        empty_label=_("Any"),
    )  # fmt: skip
    organiser = filters.ModelChoiceFilter(
        label=_("Organiser"), field_name="organisers", to_field_name="slug",
        queryset=Organisation.objects.none(), empty_label=_("Any"),
    )  # fmt: skip

    class Meta:
        model = Activity
        fields: list[str] = []

    def __init__(self, data: QueryDict, *, project: Project) -> None:
        activities = project.activities.all()
        super().__init__(data, queryset=activities)
        self.filters["year"].extra["choices"] = [(year, str(year)) for year in activities.years()]
        self.filters["pillar"].queryset = project.pillars.all()
        self.filters["outcome"].queryset = project.outcomes.all()
        self.filters["organiser"].queryset = Organisation.objects.filter(
            organised_activities__in=activities
        ).distinct()

    def search(self, rows: QuerySet, name: str, term: str) -> QuerySet:
        return rows.search(term)

    def in_year(self, rows: QuerySet, name: str, year: str) -> QuerySet:
        return rows.in_year(int(year))


class DocumentFilter(filters.FilterSet):
    """The documents of one project that a person may see."""

    q = filters.CharFilter(label=_("Text"), method="search")
    type = filters.ChoiceFilter(label=_("Type"), choices=DocumentType, empty_label=_("Any"))

    class Meta:
        model = Document
        fields: list[str] = []

    def search(self, rows: QuerySet, name: str, term: str) -> QuerySet:
        return rows.search(term)


def ordered(rows: QuerySet, asked: str, columns: set[str]) -> QuerySet:
    """The rows by one of the columns, `-` before it for descending; by number for unknown names."""
    column = F(asked.removeprefix("-"))
    if column.name not in columns:
        return rows.order_by("number")
    order = column.desc if asked.startswith("-") else column.asc
    return rows.order_by(order(nulls_last=True), "number")


# How the list is shown, not what is asked of it.
SHOWN = {"page", "sort", "columns", "saved"}


def is_narrowed(data: QueryDict) -> bool:
    """Whether somebody asked for anything but the plain list."""
    return any(value for key, value in data.items() if key not in SHOWN)
