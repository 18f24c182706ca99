"""Bringing an earlier version back as the newest one, and a removed row back into sight."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from editing import content
from editing.models import Versioned
from editing.permissions import may_read, may_set
from editing.words import Words

# The fields by which people tell a row from its siblings.
PLACES = ("number", "position")


@dataclass
class Plan:
    """What would be written, and in sentences what cannot be as it was."""

    fields: dict[str, Any] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)


def plan_for(row: Versioned, said: dict[str, Any], user: Any) -> Plan:
    """The row with the content of an earlier version, as far as this person may write it and as what
    it links to is still there."""
    plan = Plan()
    for each in row.all_fields():
        if each.name in said and _is_open(row, each, user):
            _take(plan, row, each, said[each.name], user)
    _leave_taken_place(plan, row)
    return plan


def _is_open(row: Versioned, each: Any, user: Any) -> bool:
    """Fields that have a right or a move of their own stay as they are."""
    return (
        each.editable
        and each.name not in row.NOT_RESTORED
        and may_set(user, row, each.name)
        and may_read(user, row, each.name)
        and (not each.is_relation or issubclass(each.related_model, Versioned))
    )


def _take(plan: Plan, row: Versioned, each: Any, value: Any, user: Any) -> None:
    if each.many_to_many:
        _take_links(plan, row, each, value or [], user)
    elif each.is_relation and value is not None:
        _take_link(plan, row, each, value, user)
    else:
        plan.fields[each.name] = None if value is None else each.to_python(value)


def _take_links(plan: Plan, row: Versioned, each: Any, keys: list[int], user: Any) -> None:
    """Links to rows that this person may not see stay as they stand now."""
    now = {linked.pk for linked in getattr(row, each.name).all()}
    seen = set(_open(each, user).filter(pk__in={*keys, *now}).values_list("pk", flat=True))
    wanted = {*keys} & seen | now - seen
    plan.fields[each.name] = list(each.related_model.objects.filter(pk__in=wanted))
    if gone := len({*keys} - wanted):
        said = ngettext(
            "%(field)s: %(n)s link is not restored, because what it led to is gone or not open to you.",
            "%(field)s: %(n)s links are not restored, because what they led to is gone or not open to you.",
            gone,
        )
        plan.left_out.append(said % {"field": Words.label(each), "n": gone})


def _take_link(plan: Plan, row: Versioned, each: Any, key: int, user: Any) -> None:
    if key == getattr(row, each.attname):
        return
    linked = _open(each, user).filter(pk=key).first()
    if linked is None:
        said = _("%(field)s stays as it is, because what it was is gone or not open to you.")
        plan.left_out.append(said % {"field": Words.label(each)})
    else:
        plan.fields[each.name] = linked


def _open(each: Any, user: Any) -> Any:
    return each.related_model.objects.visible_to(user)


def _leave_taken_place(plan: Plan, row: Versioned) -> None:
    """A number that another row has by now stays with it."""
    plain, _links = content.split(row, plan.fields)
    for place in place_taken(content.as_it_would_be(row, plain)):
        kept = getattr(row, place)
        plan.left_out.append(
            _("It stays number %(now)s: number %(then)s is taken by now.")
            % {"now": kept, "then": plan.fields.pop(place)}
        )


def place_taken(row: Versioned) -> dict[str, int]:
    """The place that a sibling has in the meantime, with the next free one."""
    for place, siblings in _neighbourhoods(row):
        others = siblings.exclude(pk=row.pk)
        if others.filter(**{place: getattr(row, place)}).exists():
            last = others.aggregate(last=models.Max(place))["last"]
            return {place: last + 1}
    return {}


def _neighbourhoods(row: Versioned) -> Iterable[tuple[str, models.QuerySet]]:
    for constraint in row._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and constraint.fields[-1:]:
            *parents, place = constraint.fields
            if place in PLACES:
                same = {name: getattr(row, name) for name in parents}
                yield place, type(row)._default_manager.filter(**same)
