"""The evaluation matrix as one grid: each row opens where it stands, and moves up and down."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from editing.order import MoveForm, move
from editing.permissions import may
from editing.versions import Stale
from evaluations.fetch import get_evaluation
from evaluations.models import Evaluation
from evaluations.permissions import can_write_report


@require_safe
def evaluation_matrix(request: HttpRequest, slug: str) -> HttpResponse:
    return _grid(request, get_evaluation(request.user, slug))


def move_page(
    request: HttpRequest, row: Any, siblings: QuerySet, evaluation: Evaluation
) -> HttpResponse:
    """Moves the row and goes back to the grid; who saw an older version looks again first (409)."""
    if not may(request.user, "change", row):
        raise PermissionDenied
    form = MoveForm(request.POST)
    if not form.is_valid():
        raise BadRequest
    try:
        move(row, siblings, by=request.user, **form.cleaned_data)
    except Stale:
        messages.warning(
            request, _("Somebody changed it meanwhile. Look again before you move it.")
        )
        return _grid(request, evaluation, status=409)
    return redirect(reverse("evaluations:evaluation-matrix", args=[evaluation.slug]))


def _grid(request: HttpRequest, evaluation: Evaluation, status: int = 200) -> HttpResponse:
    questions = evaluation.questions.prefetch_related("judgement_criteria__indicators")
    context = {
        "evaluation": evaluation,
        "questions": questions,
        "can_write": can_write_report(request.user, evaluation),
        "grid_url": reverse("evaluations:evaluation-matrix", args=[evaluation.slug]),
    }
    return render(request, "evaluations/evaluation_matrix.html", context, status=status)
