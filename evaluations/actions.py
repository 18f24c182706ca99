"""Writes of an evaluation that are more than filling in a form."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from editing import versions
from editing.governed import hold
from editing.permissions import may
from evaluations.conditions import states_of
from evaluations.models import Evaluation, Stage
from evaluations.stages import Move, move_between

SHOWN = 20


def move_stage(
    *, evaluation: Evaluation, to: str, base_version: int, by: Any, reason: str = "",
    at: datetime | None = None,
) -> Evaluation:  # fmt: skip
    """Makes one of the declared moves. Becoming final the report is handed over, and published if it
    is public; opened again it gets its next number, and that is taken back.

    What must hold is asked while nothing of the evaluation can be written. Raises ValidationError for
    a move that is not declared, misses its reason or cannot be made yet, and what
    `editing.versions.revise` raises.
    """
    with versions.together():
        stands = versions.current(evaluation)
        hold(stands)
        right = "move"  # who comes too late is told so, also where the move is not theirs any more
        if stands.version == base_version:
            right = _declared(stands, to, by, reason).right
        return versions.revise(
            stands, base_version=base_version, by=by, reason=reason, right=right,
            fields={"stage": to, **_follows(stands, to, at or timezone.now())},
        )  # fmt: skip


def _declared(evaluation: Evaluation, to: str, by: Any, reason: str) -> Move:
    """The move, if this person can make it now."""
    move = move_between(evaluation.stage, to)
    if move is None:
        raise ValidationError(_("This stage cannot follow the present one."))
    if by is not None and not may(by, move.right, evaluation):
        raise PermissionDenied
    if move.asks_reason and not reason.strip():
        raise ValidationError({"reason": _("Say why.")})
    gaps = [gap for state in states_of(move, evaluation, by) for gap in state.gaps]
    if gaps:
        more = len(gaps) - SHOWN
        rest = [_("And %(count)s more.") % {"count": more}] if more > 0 else []
        raise ValidationError([*(gap.message for gap in gaps[:SHOWN]), *rest])
    return move


def _follows(evaluation: Evaluation, to: str, at: datetime) -> dict[str, Any]:
    """What else changes with the stage."""
    is_final = to in Stage.from_on(Stage.FINAL)
    opens_again = evaluation.is_frozen and not is_final
    return {
        "published_at": (evaluation.published_at or at) if is_final else None,
        "edition": evaluation.edition + opens_again,
    }
