"""Writes of an evaluation that are more than filling in a form."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from editing import versions
from evaluations.models import Evaluation, Stage
from evaluations.stages import moves_from


def move_stage(
    *, evaluation: Evaluation, to: str, base_version: int, by: Any, reason: str = "",
    at: datetime | None = None,
) -> Evaluation:  # fmt: skip
    """Moves the evaluation one stage on or back. Becoming final it is handed over, and published if
    it is public; going back to review takes that back.

    Raises ValidationError for any other move, and what `editing.versions.revise` raises.
    """
    if to not in moves_from(evaluation.stage):
        raise ValidationError(_("This stage cannot follow the present one."))
    return versions.revise(
        evaluation, base_version=base_version, by=by, right="move", reason=reason,
        fields={"stage": to, "published_at": _published(evaluation, to, at or timezone.now())},
    )  # fmt: skip


def _published(evaluation: Evaluation, to: str, at: datetime) -> datetime | None:
    if to not in Stage.from_on(Stage.FINAL):
        return None
    return evaluation.published_at or at
