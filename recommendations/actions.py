"""Writes that touch several rows of the follow-up."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from editing import versions
from recommendations.models import (
    Decision,
    KeyAction,
    ManagementResponse,
    ProgressUpdate,
    Recommendation,
    ResponseMatrix,
)
from recommendations.status import MEANINGS, ActionStatus, moves_from


def ask_for_response(*, evaluation: Any, organisation: Any, due_on: Any, by: Any) -> ResponseMatrix:
    """Opens a matrix for the organisation with a pending answer to every recommendation."""
    with transaction.atomic():
        matrix = versions.create(
            ResponseMatrix,
            fields={"evaluation": evaluation, "organisation": organisation, "due_on": due_on},
            by=by,
        )
        for recommendation in evaluation.recommendations.order_by("number"):
            _await_answer(matrix, recommendation)
        return matrix


def complete_matrix(*, matrix: ResponseMatrix) -> int:
    """Adds pending answers for recommendations written after the matrix was opened; how many."""
    answered = matrix.responses.values("recommendation")
    missing = matrix.evaluation.recommendations.exclude(pk__in=answered)
    return len([_await_answer(matrix, recommendation) for recommendation in missing])


def _await_answer(matrix: ResponseMatrix, recommendation: Recommendation) -> ManagementResponse:
    """A pending answer says nothing yet, so it is the system's word and nobody's."""
    return versions.create(
        ManagementResponse, fields={"matrix": matrix, "recommendation": recommendation}, by=None
    )


def submit_matrix(*, matrix: ResponseMatrix, base_version: int, by: Any) -> ResponseMatrix:
    """Hands the response over. Raises ValidationError while an answer is pending or an accepted
    recommendation has no key action."""
    with versions.together():
        if missing := _what_is_missing(matrix):
            raise ValidationError(missing)
        return versions.revise(
            matrix,
            base_version=base_version,
            fields={"submitted_at": timezone.now(), "submitted_by": by},
            by=by,
            reason=_("submitted"),
            right="submit",
        )


def _what_is_missing(matrix: ResponseMatrix) -> list[str]:
    responses = matrix.responses.select_related("recommendation").prefetch_related("actions")
    pending = [r for r in responses if r.decision == Decision.PENDING]
    idle = [
        r
        for r in responses
        if r.decision in (Decision.ACCEPTED, Decision.PARTIALLY_ACCEPTED) and not r.actions.all()
    ]
    return [
        *(
            _("R%(number)s has no answer yet.") % {"number": r.recommendation.number}
            for r in pending
        ),
        *(
            _("R%(number)s is accepted but has no key action.")
            % {"number": r.recommendation.number}
            for r in idle
        ),
    ]


def save_action(
    *, action: KeyAction | None, response: ManagementResponse, fields: dict[str, Any], by: Any,
    base_version: int = 0, request_key: Any = None, reason: str = "",
) -> KeyAction:  # fmt: skip
    """Writes a key action; its first date becomes the promise that is never changed."""
    promised = action.promised_on if action else None
    fields = {**fields, "promised_on": promised or fields.get("due_on")}
    if action:
        return versions.revise(
            action, base_version=base_version, fields=fields, by=by, reason=reason
        )
    last = response.actions.order_by("-number").first()
    numbered = {"response": response, "number": last.number + 1 if last else 1}
    return versions.create(KeyAction, fields={**numbered, **fields}, by=by, request_key=request_key)


def update_progress(
    *, action: KeyAction, base_version: int, fields: dict[str, Any], by: Any, at: datetime | None = None,
    request_key: Any = None,
) -> ProgressUpdate:  # fmt: skip
    """Adds a dated entry to the log and moves the action's status, both or neither.

    Raises ValidationError for a move that `status.py` does not allow or that lacks what it needs.
    """
    if request_key and (first := versions.made_before(ProgressUpdate, request_key, by)):
        return first
    _require_move(action, fields)
    with versions.together(**fields):
        update = versions.create(
            ProgressUpdate,
            fields={**fields, "key_action": action, "by": by, "made_at": at or timezone.now()},
            by=by,
            request_key=request_key,
        )
        if fields["status"] != action.status:
            versions.revise(
                action,
                base_version=base_version,
                fields={"status": fields["status"]},
                by=by,
                reason=_("progress update"),
                right="update",
            )
        return update


def _require_move(action: KeyAction, fields: dict[str, Any]) -> None:
    status = fields["status"]
    if status not in moves_from(action.status):
        raise ValidationError({"status": _("This status cannot follow the present one.")})
    meaning = MEANINGS[ActionStatus(status)]
    if meaning.needs_words and not fields.get("what_was_done", "").strip():
        raise ValidationError({"what_was_done": _("Say what was done, or why.")})
    proof = ("evidence", "evidence_url", "document", "activity")
    if meaning.needs_evidence and not any(fields.get(name) for name in proof):
        raise ValidationError(
            {"evidence": _("Completed needs evidence: a note, a link, a document or an activity.")}
        )
