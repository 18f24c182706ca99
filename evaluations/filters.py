"""What lists of evaluations and comments can be asked; an answer that makes no sense is left out."""

import json
from typing import Any

import django_filters as filters
from django.db import connection
from django.db.models import Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from activities.models import Project
from evaluations.commentable import NOUNS, content_types
from evaluations.models import CommentThread, Evaluation, Outcome, Stage
from evaluations.models.evaluation import Timing


class EvaluationFilter(filters.FilterSet):
    """`queryset` is what the person may see; the choices are drawn from it."""

    q = filters.CharFilter(label=_("Text"), method="search")
    timing = filters.ChoiceFilter(label=_("Timing"), choices=Timing.choices, empty_label=_("Any"))
    stage = filters.ChoiceFilter(label=_("Stage"), choices=Stage.choices, empty_label=_("Any"))
    year = filters.ChoiceFilter(
        label=_("Year of the report"), field_name="report_date__year", empty_label=_("Any")
    )
    project = filters.ModelChoiceFilter(
        label=_("Project"), field_name="projects", to_field_name="code", queryset=Project.objects.none(),
        empty_label=_("Any"),
    )  # fmt: skip
    organisation = filters.ModelChoiceFilter(
        label=_("Commissioner or contractor"), method="involving", to_field_name="slug",
        queryset=Organisation.objects.none(), empty_label=_("Any"),
    )  # fmt: skip
    theme = filters.ChoiceFilter(label=_("Theme"), method="about", empty_label=_("Any"))

    class Meta:
        model = Evaluation
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = self.form.fields
        choices["project"].queryset = Project.objects.filter(
            evaluations__in=self.queryset
        ).distinct()
        choices["organisation"].queryset = Organisation.objects.filter(
            Q(commissioned_evaluations__in=self.queryset)
            | Q(contracted_evaluations__in=self.queryset)
        ).distinct()
        choices["year"].choices = [(str(year), str(year)) for year in _years(self.queryset)]
        choices["theme"].choices = [(theme, theme) for theme in _themes(self.queryset)]

    def search(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.search(value)

    def involving(self, rows: QuerySet, name: str, value: Organisation) -> QuerySet:
        return rows.filter(Q(commissioned_by=value) | Q(contractor=value))

    def about(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """SQLite cannot look into a JSON list, but finds the theme as it is written there."""
        if connection.features.supports_json_field_contains:
            return rows.filter(themes__contains=[value])
        return rows.filter(themes__icontains=json.dumps(value))


def _years(rows: QuerySet) -> list[int]:
    dates = rows.filter(report_date__isnull=False).order_by().dates("report_date", "year", "DESC")
    return [date.year for date in dates]


def _themes(rows: QuerySet) -> list[str]:
    lists = rows.order_by().values_list("themes", flat=True)
    return sorted({theme for themes in lists for theme in themes}, key=str.casefold)


class Show(TextChoices):
    """Which comments somebody wants to look at."""

    OPEN = "open", _("Open")
    UNANSWERED = "unanswered", _("Not answered")
    RESOLVED = "resolved", _("Resolved")
    MINE = "mine", _("I took part in")
    MENTIONS = "mentions", _("Mentions of me")


class Kind(TextChoices):
    COMMENT = "comment", _("Comments")
    SUGGESTION = "suggestion", _("Suggested edits")


class ThreadFilter(filters.FilterSet):
    """Comments by what became of them and by the kind of part they are on."""

    show = filters.ChoiceFilter(
        label=_("Show"), method="shown", choices=Show.choices, empty_label=_("All")
    )
    kind = filters.ChoiceFilter(
        label=_("Kind"), method="of_kind", choices=Kind.choices, empty_label=_("Any")
    )
    outcome = filters.ChoiceFilter(
        label=_("Response"), choices=Outcome.choices, empty_label=_("Any")
    )
    part = filters.ChoiceFilter(label=_("On"), method="on_part", empty_label=_("Any part"))

    class Meta:
        model = CommentThread
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.form.fields["part"].choices = [
            (key, str(noun.model._meta.verbose_name).capitalize()) for key, noun in NOUNS.items()
        ]

    def shown(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        user = self.request.user
        chosen = {
            Show.OPEN: rows.open,
            Show.UNANSWERED: rows.unanswered,
            Show.RESOLVED: lambda: rows.exclude(resolved_at=None),
            Show.MINE: lambda: rows.joined_by(user),
            Show.MENTIONS: lambda: rows.mentioning(user),
        }
        return chosen[Show(value)]()

    def of_kind(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(suggestion__isnull=value != Kind.SUGGESTION)

    def on_part(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(content_type__in=content_types(value))
