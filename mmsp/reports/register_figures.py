"""What a project did in figures, counted from its register: for the factsheet and the newsletter."""

import re
from dataclasses import dataclass

from activities.models import ActivityStatus, Participation
from activities.models.activity import ActivityQuerySet

# Between the names of several places: commas, "and", and their Chinese sisters.
BETWEEN = re.compile(r"\s*(?:,|;|/|&|、|，|和|\band\b|\bet\b)\s*")


@dataclass(frozen=True, slots=True)
class Tally:
    """Women and men are None where nobody counted them; `uncounted` are persons of unknown sex."""

    activities: int
    participants: int
    women: int | None
    men: int | None
    uncounted: int
    places: int


def tally(activities: ActivityQuerySet) -> Tally:
    """Of those that were held. Two queries."""
    held = activities.filter(status=ActivityStatus.IMPLEMENTED)
    rows = list(held.values_list("pk", "place"))
    persons = Participation.objects.filter(activity__in=[key for key, _place in rows]).totals()
    return Tally(
        activities=len(rows), participants=persons["total"] or 0, women=persons["women"],
        men=persons["men"], uncounted=persons["uncounted"] or 0,
        places=len({name for _key, place in rows for name in _names(place)}),
    )  # fmt: skip


def _names(place: str) -> set[str]:
    return {name.casefold() for name in BETWEEN.split(place) if name}
