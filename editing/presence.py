"""Who else is at a row right now: a hint out of the cache that fades within a minute.

It locks nothing, and two hints that arrive at once may cost one of them until the next.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.core import signing
from django.core.cache import caches
from django.http import Http404

from editing.models import Versioned
from editing.permissions import may

FADES_AFTER = 60  # seconds
SIGNER = signing.Signer(salt="editing.presence")


@dataclass(frozen=True)
class Guest:
    """Somebody else at the row, since when, and whether the form of the row is open to them."""

    name: str
    since: datetime
    writes: bool


@dataclass(frozen=True)
class Seen:
    """What the cache remembers of one person at one row."""

    since: datetime
    last: datetime
    writes: bool

    def is_here(self, now: datetime) -> bool:
        return (now - self.last).total_seconds() < FADES_AFTER


def token_of(row: Versioned) -> str:
    """What a page sends to say at which row it is; signed, so that nobody can ask about any other."""
    return SIGNER.sign_object([row._meta.label_lower, row.pk])


def row_of(token: str, user: Any) -> Versioned:
    """The row, if the person still may see it. Raises Http404."""
    try:
        label, key = SIGNER.unsign_object(token)
    except signing.BadSignature:
        raise Http404 from None
    model: Any = apps.get_model(label)
    if row := model.objects.visible_to(user).filter(pk=key).first():
        return row
    raise Http404


def arrive(row: Versioned, user: Any, *, writes: bool, at: datetime) -> list[Guest]:
    """Says that the person is at the row, and returns who else is."""
    cache, place = caches["presence"], f"{row._meta.label_lower}:{row.pk}"
    seen = {who: s for who, s in cache.get(place, {}).items() if s.is_here(at)}
    before = seen.get(user.pk)
    cache.set(
        place, seen | {user.pk: Seen(before.since if before else at, at, writes)}, FADES_AFTER
    )
    others = {who: s for who, s in seen.items() if who != user.pk}
    return [
        Guest(name, others[who].since, others[who].writes)
        for who, name in _names(row, user, set(others)).items()
    ]


def _names(row: Versioned, user: Any, people: set[int]) -> dict[int, str]:
    """Names as far as the person may know them: who reads the history of the row finds all of them
    there, others know their colleagues alone."""
    if not people:
        return {}
    users: Any = get_user_model().objects.filter(is_active=True, pk__in=people)
    if not may(user, "read_history", row):
        users = users.visible_to(user)
    return {person.pk: str(person) for person in users.order_by("name")}
