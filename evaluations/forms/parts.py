"""What the forms of all parts of an evaluation share: a number people know them by, and links."""

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Max, QuerySet
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext as _

from editing.forms import RowsField, VersionedForm
from evaluations.models import Evaluation

LARGEST_NUMBER = 9999


class NumberField(forms.IntegerField):
    """A number that stands in the part's address, so it is never zero and never long."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{**kwargs, "min_value": 1, "max_value": LARGEST_NUMBER})


class PartForm(VersionedForm):
    """The form of one part of an evaluation; a new part is offered the next free number.

    `user` is who fills it in: only what they may see is offered to link to.
    """

    number_field = "number"
    parent_field = "evaluation"
    # Whether the part's page is a list of all of its kind, known before it has a number.
    lives_in_list = False

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.parent = getattr(self.instance, self.parent_field)
        has_page = self.lives_in_list or not self.is_new
        self.back = (self.instance if has_page else self.parent).get_absolute_url()
        if self.is_new and self.number_field in self.fields:
            self.initial.setdefault(self.number_field, self.next_number())

    @property
    def evaluation(self) -> Evaluation:
        return self.parent

    def siblings(self) -> QuerySet:
        rows = self._meta.model.objects.filter(**{self.parent_field: self.parent})
        return rows.exclude(pk=self.instance.pk)

    def next_number(self) -> int:
        highest = self.siblings().aggregate(highest=Max(self.number_field))["highest"] or 0
        return min(highest + 1, LARGEST_NUMBER)

    def clean(self) -> dict[str, Any]:
        """Says at the field that a number is taken; the database has the last word."""
        cleaned = super().clean() or {}
        number = cleaned.get(self.number_field)
        if number and self.siblings().filter(**{self.number_field: number}).exists():
            said = _("%(number)s is taken; the next free one is %(free)s.")
            error = said % {"number": number, "free": self.next_number()}
            self.add_error(self.number_field, ValidationError(error, code="taken"))
        return cleaned


class HeadedChoices(ModelChoiceIterator):
    """Choices under headings, where the field has one for each row; rows come in that order."""

    def __iter__(self) -> Iterator[Any]:
        if not self.field.heading:
            yield from super().__iter__()
            return
        for heading, rows in groupby(self.queryset, self.field.heading):
            yield heading, [self.choice(row) for row in rows]


class Ticks(forms.CheckboxSelectMultiple):
    """A list to tick, its headings between the boxes; a long one can be narrowed by typing."""

    template_name = "components/form/ticks.html"


class LinkedRowsField(RowsField):
    """Links to rows the person may see; links to others stay as they are, unseen."""

    widget = Ticks
    iterator = HeadedChoices
    heading: Callable[[Any], str] | None = None
    linked: QuerySet | None = None

    def offer(
        self, rows: QuerySet, *, linked: QuerySet | None, heading: Callable[[Any], str] | None = None,
        label: Callable[[Any], str] = str,
    ) -> None:  # fmt: skip
        """Sets what can be chosen; `linked` are the rows that the stored row links to now."""
        self.heading, self.linked, self.label_from_instance = heading, linked, label
        self.queryset = rows

    def has_changed(self, initial: Any, data: Any) -> bool:
        """A link that was not shown is missing from what is sent, and nobody changed it."""
        kept = self._unseen()
        shown = [row for row in initial or [] if row not in kept]
        return super().has_changed(shown, _without(kept, data))

    def clean(self, value: Any) -> list[Any]:
        kept = self._unseen()
        return [*super().clean(_without(kept, value)), *kept]

    def _unseen(self) -> list[Any]:
        if self.linked is None:
            return []
        return list(self.linked.exclude(pk__in=self.queryset.values("pk")))  # type: ignore[union-attr]


def _without(rows: list[Any], keys: Any) -> list[Any]:
    unseen = {str(row.pk) for row in rows}
    return [key for key in keys or [] if str(key) not in unseen]
