"""Statuses of a key action: label, tone, moves allowed. Read by model, form, pill and report."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class ActionStatus(models.TextChoices):
    NOT_INITIATED = "not_initiated", _("Not initiated")
    INITIATED = "initiated", _("Initiated")
    FUNDING_BLOCKED = "funding_blocked", _("Waiting for funding")
    ON_HOLD = "on_hold", _("On hold")
    COMPLETED = "completed", _("Completed")
    NO_LONGER_APPLICABLE = "no_longer_applicable", _("No longer applicable")


@dataclass(frozen=True)
class Meaning:
    """How a status is shown, where it may go, and what a move to it asks for."""

    tone: str
    moves: tuple[ActionStatus, ...]
    needs_evidence: bool = False
    needs_words: bool = True
    needs_amount: bool = False


WAITING = (ActionStatus.FUNDING_BLOCKED, ActionStatus.ON_HOLD)

MEANINGS = {
    ActionStatus.NOT_INITIATED: Meaning(
        "waiting",
        (ActionStatus.INITIATED, *WAITING, ActionStatus.COMPLETED,
         ActionStatus.NO_LONGER_APPLICABLE),
        needs_words=False,
    ),
    ActionStatus.INITIATED: Meaning(
        "attention",
        (*WAITING, ActionStatus.COMPLETED, ActionStatus.NO_LONGER_APPLICABLE),
    ),
    ActionStatus.FUNDING_BLOCKED: Meaning(
        "blocked",
        (ActionStatus.INITIATED, ActionStatus.ON_HOLD, ActionStatus.COMPLETED,
         ActionStatus.NO_LONGER_APPLICABLE),
        needs_amount=True,
    ),
    ActionStatus.ON_HOLD: Meaning(
        "waiting",
        (ActionStatus.INITIATED, ActionStatus.FUNDING_BLOCKED, ActionStatus.COMPLETED,
         ActionStatus.NO_LONGER_APPLICABLE),
    ),
    ActionStatus.COMPLETED: Meaning("done", (ActionStatus.INITIATED,), needs_evidence=True),
    ActionStatus.NO_LONGER_APPLICABLE: Meaning("waiting", (ActionStatus.INITIATED,)),
}  # fmt: skip

CLOSED = (ActionStatus.COMPLETED, ActionStatus.NO_LONGER_APPLICABLE)


def moves_from(status: str) -> list[ActionStatus]:
    """The statuses that an update may choose: to stay, or to go where the list allows."""
    current = ActionStatus(status)
    return [current, *MEANINGS[current].moves]


def tone_of(status: str) -> str:
    """The role of colour, icon and word on screen and paper: waiting, attention, blocked, done."""
    return MEANINGS[ActionStatus(status)].tone
