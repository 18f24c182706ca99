"""What the public register can be asked; its choices are drawn from what is published."""

from typing import Any

import django_filters as filters
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from evaluations.models import PublishedReport
from evaluations.models.evaluation import Timing
from evaluations.models.published import PublishedReportQuerySet as Rows

TAGGED = ("year", "timing", "country", "criterion", "organisation")


class RegisterFilter(filters.FilterSet):
    q = filters.CharFilter(label=_("Text"), method="search")
    country = filters.ChoiceFilter(label=_("Country"), method="tagged", empty_label=_("Any"))
    year = filters.ChoiceFilter(label=_("Year"), method="tagged", empty_label=_("Any"))
    timing = filters.ChoiceFilter(label=_("Type"), method="tagged", empty_label=_("Any"))
    criterion = filters.ChoiceFilter(label=_("Criterion"), method="tagged", empty_label=_("Any"))
    organisation = filters.ChoiceFilter(
        label=_("Organisation"), method="tagged", empty_label=_("Any")
    )
    language = filters.ChoiceFilter(label=_("Language"), empty_label=_("Any"))

    class Meta:
        model = PublishedReport
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = list(self.queryset.values_list("tags", "language", "facts__criteria"))
        names = dict(Timing.choices)
        names |= {each["code"]: each["name"] for row in rows for each in row[2] or ()}
        for kind in TAGGED:
            found = {value for row in rows for value in _values(row[0], kind)}
            self._offer(kind, [(value, names.get(value, value)) for value in found])
        written_in = {language for _tags, language, _criteria in rows}
        self._offer("language", [c for c in settings.CONTENT_LANGUAGES if c[0] in written_in])
        self.form.fields["year"].choices = self.form.fields["year"].choices[::-1]

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        ordered = sorted(choices, key=lambda choice: str(choice[1]).casefold())
        self.form.fields[name].choices = ordered

    def search(self, rows: Rows, name: str, value: str) -> Rows:
        return rows.search(value)

    def tagged(self, rows: Rows, name: str, value: str) -> Rows:
        return rows.tagged(name, value)


def _values(tags: str, kind: str) -> list[str]:
    start = f"{kind}:"
    lines = (line for line in tags.split("\n") if line.startswith(start))
    return [value for line in lines if (value := line.removeprefix(start))]
