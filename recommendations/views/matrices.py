from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from editing.history import history_page
from editing.pages import create_page, edit_page, remove_page
from editing.permissions import may
from editing.references import with_references
from evaluations.fetch import get_evaluation
from evaluations.similar.said import repeated_in
from recommendations.actions import complete_matrix, withdraw_matrix
from recommendations.fetch import get_matrix
from recommendations.forms import AskForm, MatrixForm
from recommendations.models import (
    ManagementResponse,
    PartAnswer,
    Recommendation,
    RecommendationPart,
    ResponseMatrix,
)
from recommendations.rows import MatrixRow, SignOffLine, response_rows

SIGNING = ("submit", "endorse", "agree", "reopen")


@require_safe
def matrix_list(request: HttpRequest, slug: str) -> HttpResponse:
    evaluation = get_evaluation(request.user, slug)
    matrices = ResponseMatrix.objects.visible_to(request.user).filter(evaluation=evaluation)
    matrices = matrices.select_related("evaluation", "organisation").with_progress()
    on = timezone.localdate()
    context = {
        "evaluation": evaluation,
        "rows": [MatrixRow(matrix, on) for matrix in matrices],
        "may_ask": may(request.user, "add", ResponseMatrix(evaluation=evaluation)),
    }
    return render(request, "recommendations/matrix_list.html", context)


@require_safe
def matrix_detail(request: HttpRequest, slug: str, organisation: str) -> HttpResponse:
    return matrix_page(request, get_matrix(request.user, slug, organisation))


def matrix_page(
    request: HttpRequest, matrix: ResponseMatrix, errors: tuple[str, ...] | list[str] = ()
) -> HttpResponse:
    """The matrix as it stands; `errors` say why it could not be signed."""
    responses = ManagementResponse.objects.visible_to(request.user).filter(matrix=matrix)
    on = timezone.localdate()
    rows = list(response_rows(responses, request.user, on))
    answered = [row.response.recommendation for row in rows]
    with_references(answered, matrix.evaluation, request.user)
    if any(row.may_edit for row in rows):
        repeated = repeated_in(answered, request.user, on=on)
        for each in answered:
            each.repeats = repeated.get(each.pk, [])
    editable = any(row.is_editable for row in rows)
    context = {
        "editable": editable,
        "columns": 6 if editable else 5,
        "matrix": matrix,
        "evaluation": matrix.evaluation,
        "rows": rows,
        "errors": errors,
        "answered": sum(row.is_answered for row in rows),
        "unanswered": _unanswered(request.user, matrix),
        "may_edit": may(request.user, "change", matrix),
        "sign_off": SignOffLine(matrix),
        "days_off": MatrixRow(matrix, on).days_off,
        "matrix_urls": {verb: matrix.url_for(f"matrix-{verb}") for verb in SIGNING},
        **{f"may_{verb}": may(request.user, verb, matrix) for verb in SIGNING},
        "may_remove": may(request.user, "delete", matrix),
        "may_read_history": may(request.user, "read_history", matrix),
    }
    status = 422 if errors else 200
    return render(request, "recommendations/matrix_detail.html", context, status=status)


def _unanswered(user: Any, matrix: ResponseMatrix) -> int:
    """Recommendations that were written, or got another part, after the matrix was opened."""
    written = Recommendation.objects.visible_to(user).filter(evaluation=matrix.evaluation)
    answers = ManagementResponse.objects.visible_to(user).filter(matrix=matrix)
    said = PartAnswer.objects.visible_to(user).filter(response__matrix=matrix)
    parts = RecommendationPart.objects.visible_to(user)
    silent = parts.exclude(pk__in=said.values("part"))
    lacking = ~Q(pk__in=answers.values("recommendation")) | Q(
        pk__in=silent.values("recommendation")
    )
    return written.filter(lacking).count()


def matrix_new(request: HttpRequest, slug: str) -> HttpResponse:
    evaluation = get_evaluation(request.user, slug)
    return create_page(
        request, ResponseMatrix, AskForm, "recommendations/matrix_new.html",
        fixed={"evaluation": evaluation}, evaluation=evaluation, user=request.user,
        context={
            "evaluation": evaluation,
            "heading": _("Ask for a response"),
            "back": reverse("recommendations:matrix-list", args=[slug]),
        },
    )  # fmt: skip


def matrix_edit(request: HttpRequest, slug: str, organisation: str) -> HttpResponse:
    matrix = get_matrix(request.user, slug, organisation)
    return edit_page(
        request, matrix, MatrixForm, "recommendations/matrix_form.html",
        user=request.user,
        context={
            "evaluation": matrix.evaluation,
            "matrix": matrix,
            "heading": _("Head of the matrix"),
            "back": matrix.get_absolute_url(),
        },
    )  # fmt: skip


def matrix_remove(request: HttpRequest, slug: str, organisation: str) -> HttpResponse:
    matrix = get_matrix(request.user, slug, organisation)
    then = reverse("recommendations:matrix-list", args=[slug])
    return remove_page(request, matrix, then=then, remove=partial(withdraw_matrix, matrix=matrix))


@require_POST
def matrix_complete(request: HttpRequest, slug: str, organisation: str) -> HttpResponse:
    matrix = get_matrix(request.user, slug, organisation)
    if not may(request.user, "change", matrix) or matrix.submitted_at:
        raise PermissionDenied
    added = complete_matrix(matrix=matrix)
    said = ngettext("Room for %(n)s answer added.", "Room for %(n)s answers added.", added)
    messages.success(request, said % {"n": added})
    return redirect(matrix)


def matrix_history(request: HttpRequest, slug: str, organisation: str) -> HttpResponse:
    return history_page(request, get_matrix(request.user, slug, organisation))
