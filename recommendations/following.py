"""The evaluations in which somebody has something to do, and how they want to hear of them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from evaluations.models import Evaluation, Membership, Stage
from recommendations.models import CalendarAddress, KeyAction, MutedEvaluation, ResponseMatrix


@dataclass(frozen=True)
class Followed:
    """An evaluation on the page of somebody's mails."""

    evaluation: Evaluation
    is_muted: bool
    has_calendar: bool


def followed_by(person: Any) -> list[Followed]:
    """Those with a follow-up in which the person has a role or something to do; in three queries."""
    roles = Membership.objects.of(person).valid().values("evaluation")
    waiting = evaluations_waiting_for(person).values("pk")
    rows = Evaluation.objects.visible_to(person).filter(Q(pk__in=roles) | Q(pk__in=waiting))
    muted = set(MutedEvaluation.objects.filter(person=person).values_list("evaluation", flat=True))
    calendars = set(
        CalendarAddress.objects.filter(person=person).values_list("evaluation", flat=True)
    )
    return [
        Followed(row, row.pk in muted, row.pk in calendars)
        for row in rows.filter(stage__in=Stage.from_on(Stage.REVIEW))
    ]


def evaluations_waiting_for(person: Any) -> Any:
    """The evaluations in which something open waits for the person."""
    actions = KeyAction.objects.visible_to(person).open().to_be_reported_by(person)
    owed = ResponseMatrix.objects.visible_to(person).awaited().answered_by(person)
    return Evaluation.objects.filter(
        Q(pk__in=actions.values("response__matrix__evaluation"))
        | Q(pk__in=owed.values("evaluation"))
    )


def has_calendar(person: Any) -> bool:
    """Whether the person has an address of the calendar of all that is theirs."""
    return CalendarAddress.objects.filter(person=person, evaluation=None).exists()
