"""How a response is asked for, handed over and signed."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from editing import versions
from recommendations.models import (
    Decision,
    ManagementResponse,
    PartAnswer,
    Recommendation,
    ResponseMatrix,
    SignOff,
)


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
    """Adds pending answers for what was recommended after the matrix was opened; to how many
    recommendations and parts."""
    answered = matrix.responses.values("recommendation")
    missing = matrix.evaluation.recommendations.exclude(pk__in=answered)
    opened = [_await_answer(matrix, recommendation) for recommendation in missing]
    return len(opened) + sum(_await_parts(response) for response in matrix.responses.all())


def _await_answer(matrix: ResponseMatrix, recommendation: Recommendation) -> ManagementResponse:
    """A pending answer says nothing yet, so it is the system's word and nobody's."""
    fields = {"matrix": matrix, "recommendation": recommendation}
    response = versions.create(ManagementResponse, fields=fields, by=None)
    _await_parts(response)
    return response


def _await_parts(response: ManagementResponse) -> int:
    """A pending answer to every part that has none yet; how many."""
    parts = response.recommendation.parts.exclude(answers__in=response.part_answers.all())
    for part in parts:
        versions.create(PartAnswer, fields={"response": response, "part": part}, by=None)
    return len(parts)


def withdraw_matrix(
    *, matrix: ResponseMatrix, base_version: int, by: Any, reason: str = ""
) -> ResponseMatrix:
    """Takes back a question that nobody has begun to answer; the empty answers go with it.

    Raises as `versions.remove` does, and ValidationError where something was answered or remarked.
    """
    with versions.together():
        responses = list(matrix.responses.select_related("recommendation"))
        if begun := [response for response in responses if _is_begun(response)]:
            numbers = ", ".join(f"R{response.recommendation.number}" for response in begun)
            said = _("Work on %(numbers)s has begun. Only an empty response can be removed.")
            raise ValidationError(said % {"numbers": numbers})
        for response in responses:
            for row in (*response.part_answers.all(), response):
                versions.remove(row, base_version=row.version, by=None, reason=reason)
        return versions.remove(matrix, base_version=base_version, by=by, reason=reason)


def _is_begun(response: ManagementResponse) -> bool:
    answers: tuple[Any, ...] = (response, *response.part_answers.all())
    is_answered = any(each.decision != Decision.PENDING or each.reason for each in answers)
    return is_answered or response.actions.exists() or response.remarks.exists()


def submit_matrix(
    *, matrix: ResponseMatrix, base_version: int, by: Any, at: datetime | None = None
) -> ResponseMatrix:
    """Hands the response over. Raises ValidationError while an answer is pending or an accepted
    recommendation has no key action."""
    with versions.together():
        if missing := _what_is_missing(matrix):
            raise ValidationError(missing)
        return _sign(matrix, "submit", SignOff.SUBMITTED, base_version, by, at)


def endorse_matrix(
    *, matrix: ResponseMatrix, base_version: int, by: Any, at: datetime | None = None
) -> ResponseMatrix:
    """The organisation's head stands behind the response."""
    return _sign(matrix, "endorse", SignOff.ENDORSED, base_version, by, at)


def agree_matrix(
    *, matrix: ResponseMatrix, base_version: int, by: Any, at: datetime | None = None
) -> ResponseMatrix:
    """The commissioning side agrees to what will be done: the plan is signed by both."""
    return _sign(matrix, "agree", SignOff.AGREED, base_version, by, at)


def _sign(
    matrix: ResponseMatrix, right: str, step: SignOff, base_version: int, by: Any, at: datetime | None
) -> ResponseMatrix:  # fmt: skip
    return versions.revise(
        matrix, base_version=base_version, by=by, right=right, reason=str(step.label).lower(),
        fields={f"{step}_at": at or timezone.now(), f"{step}_by": by},
    )  # fmt: skip


def reopen_matrix(
    *, matrix: ResponseMatrix, base_version: int, by: Any, reason: str
) -> ResponseMatrix:
    """Takes the response back into preparation; the signatures stay in its history."""
    steps = (SignOff.SUBMITTED, SignOff.ENDORSED, SignOff.AGREED)
    return versions.revise(
        matrix, base_version=base_version, by=by, right="reopen", reason=reason,
        fields={f"{step}_{what}": None for step in steps for what in ("at", "by")},
    )  # fmt: skip


def _what_is_missing(matrix: ResponseMatrix) -> list[str]:
    """What keeps the response from being handed over, a sentence each."""
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
