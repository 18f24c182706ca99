"""Which part of the follow-up is looked at: the same questions for the lists and for the figures, so
that a figure's address is that of its list. Only what the reader may see is ever asked about."""

from datetime import date
from functools import cached_property
from typing import Any

import django_filters as filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from activities.models import Project
from evaluations.models import Criterion, Evaluation
from recommendations.models import ResponseMatrix, Timeliness

# A menu longer than this helps nobody; who looks for an older one searches by text.
LONGEST_MENU = 100
LONGEST_TERM = 250
# What stands in an address for rows that have no criterion, theme, year or unit.
NONE = "-"
FIRST_YEAR, LAST_YEAR = 1950, 2150

Choices = list[tuple[str, str]]


def menu(rows: QuerySet, key: str, label: str, chosen: str | None) -> Choices:
    """The first rows as choices, and the chosen one wherever it stands."""
    choices = list(rows.values_list(key, label)[:LONGEST_MENU])
    if chosen and chosen not in dict(choices):
        choices += rows.filter(**{key: chosen}).values_list(key, label)[:1]
    return choices


class YearFilter(filters.Filter):
    """A year that a date can have."""

    field_class = forms.IntegerField

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=FIRST_YEAR, max_value=LAST_YEAR, **kwargs)


class ScopeFilter(filters.FilterSet):
    """`to_evaluation` is the way from the rows to their evaluation."""

    to_evaluation = "evaluation"

    evaluation = filters.ChoiceFilter(
        label=_("Evaluation"), method="of_evaluation", empty_label=_("Any")
    )
    organisation = filters.ChoiceFilter(
        label=_("Answered by"), method="by_organisation", empty_label=_("Any")
    )
    criterion = filters.ChoiceFilter(
        label=_("Criterion"), method="by_criterion", empty_label=_("Any")
    )
    theme = filters.ChoiceFilter(label=_("Theme"), method="by_theme", empty_label=_("Any"))
    year = filters.ChoiceFilter(
        label=_("Year of the report"), method="by_year", empty_label=_("Any")
    )
    project = filters.ChoiceFilter(label=_("Project"), method="by_project", empty_label=_("Any"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        user = self.request.user
        self.visible = self.evaluations = Evaluation.objects.visible_to(user)
        answering = ResponseMatrix.objects.visible_to(user).order_by().values("organisation")
        self.offer("evaluation", self.visible.worked_on_here(), "slug", "title")
        self.offer("organisation", Organisation.objects.filter(pk__in=answering), "slug", "name")
        self.offer("project", Project.objects.visible_to(user), "code", "title")
        self.offer("criterion", Criterion.objects.visible_to(user), "code", "name", none=True)
        themes = sorted({theme for _pk, told, _on in self.told for theme in told}, key=str.casefold)
        years = sorted({on.year for _pk, _themes, on in self.told if on}, reverse=True)
        self.offer_words("theme", themes)
        self.offer_words("year", map(str, years))

    def offer(self, name: str, rows: QuerySet, key: str, label: str, none: bool = False) -> None:
        """Fills the menu of a filter; one with nothing to choose is left out."""
        if name not in self.filters:
            return
        choices = menu(rows, key, label, self.data.get(name))
        self._fill(name, choices, none)

    def offer_words(self, name: str, words: Any) -> None:
        if name in self.filters:
            self._fill(name, [(word, word) for word in words], none=True)

    def _fill(self, name: str, choices: Choices, none: bool) -> None:
        if choices:
            told = list(dict(reversed(choices)).items())[::-1]  # of a code used twice, the first
            self.filters[name].extra["choices"] = told + ([(NONE, _("None"))] if none else [])
        else:
            del self.filters[name]

    @cached_property
    def told(self) -> list[tuple[int, list[str], date | None]]:
        """Key, themes and date of each visible evaluation: a list in JSON cannot be asked alike on
        both databases."""
        return list(self.visible.order_by().values_list("pk", "themes", "report_date"))

    @property
    def is_set(self) -> bool:
        """Whether anything is asked at all."""
        return any(self.data.get(name) for name in self.filters)

    def filter_queryset(self, queryset: Any) -> QuerySet:
        rows = super().filter_queryset(queryset)
        if self.evaluations is self.visible:
            return rows
        return rows.filter(**{f"{self.to_evaluation}__in": self.evaluations})

    def narrow(self, **asked: Any) -> None:
        self.evaluations = self.evaluations.filter(**asked)

    def of_evaluation(self, rows: QuerySet, name: str, slug: str) -> QuerySet:
        self.narrow(slug=slug)
        return rows

    def by_theme(self, rows: QuerySet, name: str, theme: str) -> QuerySet:
        keys = [pk for pk, told, _on in self.told if (theme in told if theme != NONE else not told)]
        self.narrow(pk__in=keys)
        return rows

    def by_year(self, rows: QuerySet, name: str, year: str) -> QuerySet:
        self.narrow(**{"report_date": None} if year == NONE else {"report_date__year": int(year)})
        return rows

    def by_project(self, rows: QuerySet, name: str, code: str) -> QuerySet:
        self.narrow(projects__code=code)
        return rows


class MatrixFilter(ScopeFilter):
    """Responses of organisations across evaluations; `on` is the day that late is reckoned from."""

    DUE = "due"

    criterion = None
    timeliness = filters.ChoiceFilter(
        label=_("Submitted"), method="by_timeliness", empty_label=_("Any"),
        choices=[*Timeliness.choices, (DUE, _("All that were due"))],
    )  # fmt: skip

    class Meta:
        model = ResponseMatrix
        fields = ["evaluation", "organisation", "timeliness", "theme", "year", "project"]

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on

    def by_organisation(self, rows: QuerySet, name: str, slug: str) -> QuerySet:
        return rows.filter(organisation__slug=slug)

    def by_timeliness(self, rows: Any, name: str, wanted: str) -> QuerySet:
        asked = DUE if wanted == self.DUE else [wanted]
        return rows.with_timeliness(self.on).filter(timeliness__in=asked)


DUE = [Timeliness.ON_TIME, Timeliness.LATE, Timeliness.OVERDUE]


class DashboardFilter(ScopeFilter):
    """The part of the follow-up that figures are asked about. Its rows are the responses of which
    something is counted; unit and criterion narrow what is counted of them."""

    unit = filters.CharFilter(
        label=_("Unit, as it is written"), method="as_it_is", max_length=LONGEST_TERM, strip=False
    )
    in_year = YearFilter(label=_("Closed and due in the year"), method="as_it_is")

    class Meta:
        model = ResponseMatrix
        fields = [
            "evaluation", "organisation", "theme", "year", "criterion", "project", "unit", "in_year",
        ]  # fmt: skip

    def __init__(self, *args: Any, within: Evaluation | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.within = within
        if within:
            self.narrow(pk=within.pk)
            self.filters.pop("evaluation", None)

    def by_organisation(self, rows: QuerySet, name: str, slug: str) -> QuerySet:
        return rows.filter(organisation__slug=slug)

    def as_it_is(self, rows: QuerySet, name: str, value: Any) -> QuerySet:
        return rows

    by_criterion = as_it_is

    @property
    def asked(self) -> dict[str, str]:
        """What narrows the figures, as the lists are asked for it."""
        self.form.is_valid()  # what makes no sense is left out
        asked = {"evaluation": self.within.slug} if self.within else {}
        return asked | {
            name: str(value)
            for name, value in self.form.cleaned_data.items()
            if value not in (None, "") and name != "in_year"
        }
