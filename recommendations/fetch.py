"""From people's words and numbers to the rows of a response; 404 for what the person may not see."""

from typing import Any

from django.shortcuts import get_object_or_404

from recommendations.models import KeyAction, ManagementResponse, ResponseMatrix
from recommendations.rows import with_log


def get_matrix(user: Any, slug: str, organisation: str) -> ResponseMatrix:
    rows = ResponseMatrix.objects.visible_to(user)
    rows = rows.select_related(
        "evaluation", "organisation__head", "submitted_by", "endorsed_by", "agreed_by"
    )
    return get_object_or_404(rows, evaluation__slug=slug, organisation__slug=organisation)


def get_response(user: Any, slug: str, organisation: str, number: int) -> ManagementResponse:
    """The answer of the organisation to recommendation `number`."""
    rows = ManagementResponse.objects.visible_to(user).select_related(
        "matrix__evaluation", "matrix__organisation", "recommendation__evaluation"
    )
    matrix = get_matrix(user, slug, organisation)
    return get_object_or_404(rows, matrix=matrix, recommendation__number=number)


def get_action(user: Any, slug: str, organisation: str, number: int, action: int) -> KeyAction:
    """Key action 3.2 of the organisation as `number=3, action=2`."""
    rows = with_log(KeyAction.objects.visible_to(user).with_addresses(), user)
    response = get_response(user, slug, organisation, number)
    return get_object_or_404(rows, response=response, number=action)
