"""How long a text is, and how long an institution lets it be.

The limits are data (`settings.TEXT_LIMITS`); an over-long text is kept and said to be so. What counts
as a word and a character is one rule, here and in static/js/text-length.js.
"""

import enum
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from editing.fields import RichTextField
from editing.richtext import characters, plain_text, words

WORDS_A_PAGE = 300


class Unit(enum.StrEnum):
    CHARACTERS = "characters"
    WORDS = "words"
    PAGES = "pages"


@dataclass(frozen=True, slots=True)
class Limit:
    """What an institution takes (`hard`) or advises for a field, as `app.model.field`; `kind` narrows
    it to rows of that kind. Pages are counted as words."""

    field: str
    most: int
    unit: str
    asked_by: str
    kind: str = ""
    hard: bool = False

    def __post_init__(self) -> None:
        if self.unit not in set(Unit) or self.most < 1:
            raise ValueError(f"{self.field}: {self.most} {self.unit}")

    @property
    def counts_words(self) -> bool:
        return self.unit != Unit.CHARACTERS

    @property
    def most_counted(self) -> int:
        return self.most * WORDS_A_PAGE if self.unit == Unit.PAGES else self.most

    def over(self, text: str) -> int:
        """By how much a plain text is too long, in words or characters."""
        length = words(text) if self.counts_words else characters(text)
        return max(0, length - self.most_counted)

    def allowance(self, count: int | str) -> str:
        """`2,640 of 3,000 characters`."""
        values = {"n": spoken(count), "most": spoken(self.most_counted), "pages": self.most}
        if self.unit == Unit.CHARACTERS:
            return _("%(n)s of %(most)s characters") % values
        if self.unit == Unit.WORDS:
            return _("%(n)s of %(most)s words") % values
        with_pages = ngettext(
            "%(n)s of %(most)s words (%(pages)s page)", "%(n)s of %(most)s words (%(pages)s pages)", self.most,
        )  # fmt: skip
        return with_pages % values

    def complaint(self, over: int | str, several: int) -> str:
        """`640 characters more than OPSYS takes`; `over` may be a sign to put the number in."""
        if self.counts_words:
            amount = number_of_words(over, several)
        else:
            amount = ngettext("%(n)s character", "%(n)s characters", several) % {"n": spoken(over)}
        taken, advised = (
            _("%(amount)s more than %(who)s takes"),
            _("%(amount)s more than %(who)s advises"),
        )
        return (taken if self.hard else advised) % {"amount": amount, "who": self.asked_by}


def spoken(count: int | str) -> str:
    """A number as people of the language write it; a sign that stands for one stays."""
    return number_format(count, force_grouping=True) if isinstance(count, int) else count


def number_of_words(count: int | str, several: int) -> str:
    return ngettext("%(n)s word", "%(n)s words", several) % {"n": spoken(count)}


def declared() -> list[Limit]:
    return [Limit(**each) for each in settings.TEXT_LIMITS]


def on(field: str, kind: str = "") -> list[Limit]:
    """The limits of a field, by its path."""
    return [each for each in declared() if each.field == field and each.kind in ("", kind)]


def of(row: models.Model, name: str) -> list[Limit]:
    return on(f"{row._meta.label_lower}.{name}", getattr(row, "kind", ""))


def complaints(row: models.Model) -> Iterator[str]:
    """What to say of a row's texts that are too long."""
    for field in row._meta.concrete_fields:
        if not (limits := of(row, field.name)):
            continue
        value = getattr(row, field.name) or ""
        text = plain_text(value) if isinstance(field, RichTextField) else value
        for limit in limits:
            if over := limit.over(text):
                yield _("“%(field)s” has %(over)s.") % {
                    "field": field.verbose_name,
                    "over": limit.complaint(over, over),
                }


@register()
def check_limits(**_options: Any) -> list[CheckMessage]:
    """A limit on a field that is not there would never be noticed."""
    found: list[CheckMessage] = []
    for each in settings.TEXT_LIMITS:
        try:
            app, model, name = Limit(**each).field.split(".")
            apps.get_model(app, model)._meta.get_field(name)
        except (TypeError, ValueError, LookupError, FieldDoesNotExist) as error:
            found.append(Error(f"TEXT_LIMITS: {each} cannot be used ({error}).", id="editing.E001"))
    return found
