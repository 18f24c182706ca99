"""Promises that the database itself keeps, spelt once."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

LARGEST_NUMBER = 999_999  # as many digits as an address takes
Text = Any  # a lazily translated string; its class is private to Django


def one_of(
    field: str, choices: type[models.TextChoices], *, blank: bool = False
) -> models.CheckConstraint:
    """Only the listed values (and the empty one where `blank`) are ever stored in the field."""
    values = [*choices.values, ""] if blank else choices.values
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}__in": values}), name=f"%(class)s_{field}_listed"
    )


def once(*fields: str, message: Text) -> models.UniqueConstraint:
    """The combination stands only once among the rows that were not removed."""
    return models.UniqueConstraint(
        fields=fields,
        condition=models.Q(deleted_at__isnull=True),
        name=f"%(class)s_{'_'.join(fields)}_once"[:60],
        violation_error_message=message,
    )


def in_order(start: str, end: str, *, message: Text) -> models.CheckConstraint:
    """The end is not before the start, where both are known."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{start}__isnull": True})
        | models.Q(**{f"{end}__isnull": True})
        | models.Q(**{f"{end}__gte": models.F(start)}),
        name=f"%(class)s_{start}_{end}_in_order"[:60],
        violation_error_message=message,
    )


def numbered(field: str = "number") -> models.CheckConstraint:
    """A number that people use in addresses: from 1 on, as `editing.converters` reads it."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}__gte": 1, f"{field}__lte": LARGEST_NUMBER}),
        name=f"%(class)s_{field}_from_1",
        violation_error_message=_("Numbers begin with 1 and end with 999999."),
    )
