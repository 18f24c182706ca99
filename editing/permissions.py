"""May this person do this to this row: predicates declared once, asked by views, admin and writes."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model

Predicate = Callable[[Any, Any], bool]

RULES: dict[str, Predicate] = {}


def rule(*permissions: str) -> Callable[[Predicate], Predicate]:
    """Declares a predicate `(user, row) -> bool` as the answer to Django permissions like
    `evaluations.change_finding`. A permission may be declared only once."""

    def declare(predicate: Predicate) -> Predicate:
        for permission in permissions:
            if permission in RULES:
                raise ValueError(f"{permission} is declared twice")
            RULES[permission] = predicate
        return predicate

    return declare


def name_of(verb: str, row: Model | type[Model]) -> str:
    """The permission's name: `name_of("change", finding)` is `evaluations.change_finding`."""
    return f"{row._meta.app_label}.{verb}_{row._meta.model_name}"


def is_declared(verb: str, row: Model | type[Model]) -> bool:
    """Whether any rule speaks of this verb; what no rule declares, nobody does."""
    return name_of(verb, row) in RULES


def may(user: Any, verb: str, row: Model) -> bool:
    """Whether the person may `add`, `change`, `delete` or otherwise treat this very row.

    For `add` the row is an unsaved one with its parents set.
    """
    return is_declared(verb, row) and user.has_perm(name_of(verb, row), row)


def may_read(user: Any, row: Model, field: str) -> bool:
    """Whether the person may read this field of a row that is visible: all but `read_<field>` says."""
    return not is_declared(f"read_{field}", row) or may(user, f"read_{field}", row)


def may_set(user: Any, row: Model, field: str) -> bool:
    """Whether who may change the row may also write this field: all but `set_<field>` says."""
    return not is_declared(f"set_{field}", row) or may(user, f"set_{field}", row)
