"""From people's numbers in an address to the row; 404 for what the reader may not see."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from evaluations.models import Evaluation
from recommendations.models import (
    KeyAction,
    ManagementResponse,
    Recommendation,
    ResponseMatrix,
)


def evaluation_at(request: HttpRequest, slug: str) -> Evaluation:
    return get_object_or_404(Evaluation.objects.visible_to(request.user), slug=slug)


def recommendation_at(request: HttpRequest, slug: str, number: int) -> Recommendation:
    rows = Recommendation.objects.visible_to(request.user).select_related("evaluation")
    return get_object_or_404(rows, evaluation__slug=slug, number=number)


def matrix_at(request: HttpRequest, slug: str, organisation: str) -> ResponseMatrix:
    rows = ResponseMatrix.objects.visible_to(request.user)
    rows = rows.select_related("evaluation", "organisation", "submitted_by")
    return get_object_or_404(rows, evaluation__slug=slug, organisation__slug=organisation)


def response_at(
    request: HttpRequest, slug: str, organisation: str, number: int
) -> ManagementResponse:
    matrix = matrix_at(request, slug, organisation)
    rows = ManagementResponse.objects.visible_to(request.user).filter(matrix=matrix)
    rows = rows.select_related(
        "matrix__evaluation", "matrix__organisation", "recommendation__evaluation"
    )
    return get_object_or_404(rows, recommendation__number=number)


def action_at(
    request: HttpRequest, slug: str, organisation: str, number: int, action: int
) -> KeyAction:
    response = response_at(request, slug, organisation, number)
    rows = KeyAction.objects.visible_to(request.user).filter(response=response)
    return get_object_or_404(rows.with_addresses(), number=action)
