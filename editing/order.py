"""Moving a numbered row before or after its neighbour: two rows exchange their numbers."""

from enum import StrEnum
from typing import Any

from django import forms
from django.db.models import PositiveSmallIntegerField, QuerySet
from django.utils.translation import gettext as _

from editing import versions
from editing.constraints import LARGEST_NUMBER
from editing.forms import VersionField
from editing.models import Versioned

# Numbers are unique at every moment, so one of the two waits here while the other moves. The forms of
# rows that move take smaller ones; PostgreSQL keeps some of these numbers in two bytes.
PARKED, PARKED_SMALL = LARGEST_NUMBER, 32_767


class Direction(StrEnum):
    UP = "up"
    DOWN = "down"


class MoveForm(forms.Form):
    base_version = VersionField()
    direction = forms.TypedChoiceField(
        choices=[(each.value, each.value) for each in Direction], coerce=Direction
    )


def neighbour_of(row: Any, siblings: QuerySet, direction: Direction) -> Any:
    """The sibling that the row changes places with; None at either end."""
    if direction == Direction.UP:
        return siblings.filter(number__lt=row.number).order_by("-number").first()
    return siblings.filter(number__gt=row.number).order_by("number").first()


def parked_at(row: Any) -> int:
    is_small = isinstance(row._meta.get_field("number"), PositiveSmallIntegerField)
    return PARKED_SMALL if is_small else PARKED


def move(
    row: Any, siblings: QuerySet, *, direction: Direction, base_version: int, by: Any
) -> Versioned:
    """Exchanges the numbers of the row and its neighbour, or neither; at either end nothing happens.

    Raises Stale when somebody changed the row since `base_version`, and PermissionDenied.
    """
    other = neighbour_of(row, siblings, direction)
    if other is None:
        return row
    mine, theirs, reason = row.number, other.number, _("moved")
    with versions.together():
        parked = versions.revise(
            row, base_version=base_version, fields={"number": parked_at(row)}, by=by,
            reason=reason,
        )  # fmt: skip
        versions.revise(
            other, base_version=other.version, fields={"number": mine}, by=by, reason=reason
        )
        return versions.revise(
            parked, base_version=parked.version, fields={"number": theirs}, by=by,
            reason=reason,
        )  # fmt: skip
