"""The evaluation matrix as one grid: each row opens where it stands, and moves up and down."""

from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from editing.pages import move_page
from evaluations.fetch import get_evaluation
from evaluations.models import Evaluation
from evaluations.permissions import can_write_report


@require_safe
def evaluation_matrix(request: HttpRequest, slug: str) -> HttpResponse:
    return _grid(request, get_evaluation(request.user, slug))


def move_in_grid(
    request: HttpRequest, row: Any, siblings: QuerySet, evaluation: Evaluation
) -> HttpResponse:
    """Moves the row and goes back to the grid."""
    grid_url = reverse("evaluations:evaluation-matrix", args=[evaluation.slug])
    again = partial(_grid, request, evaluation)
    return move_page(request, row, siblings, again=again, then=grid_url)


def _grid(request: HttpRequest, evaluation: Evaluation, status: int = 200) -> HttpResponse:
    questions = evaluation.questions.prefetch_related("judgement_criteria__indicators")
    context = {
        "evaluation": evaluation,
        "questions": questions,
        "can_write": can_write_report(request.user, evaluation),
        "grid_url": reverse("evaluations:evaluation-matrix", args=[evaluation.slug]),
    }
    return render(request, "evaluations/evaluation_matrix.html", context, status=status)
