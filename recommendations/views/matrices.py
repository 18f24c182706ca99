from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from editing.history import history_page
from editing.pages import create_page, edit_page
from editing.permissions import may
from editing.versions import Stale
from evaluations.fetch import get_evaluation
from recommendations.actions import complete_matrix, submit_matrix
from recommendations.fetch import get_matrix
from recommendations.forms import AskForm, MatrixForm, SubmitForm
from recommendations.models import ManagementResponse, Recommendation, ResponseMatrix
from recommendations.rows import MatrixRow, response_rows


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
    return _matrix_page(request, get_matrix(request.user, slug, organisation))


def _matrix_page(
    request: HttpRequest, matrix: ResponseMatrix, errors: tuple[str, ...] | list[str] = ()
) -> HttpResponse:
    responses = ManagementResponse.objects.visible_to(request.user).filter(matrix=matrix)
    rows = list(response_rows(responses, request.user, timezone.localdate()))
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
        "may_submit": may(request.user, "submit", matrix),
        "may_read_history": may(request.user, "read_history", matrix),
    }
    status = 422 if errors else 200
    return render(request, "recommendations/matrix_detail.html", context, status=status)


def _unanswered(user: Any, matrix: ResponseMatrix) -> int:
    """Recommendations that were written after the matrix was opened."""
    written = Recommendation.objects.visible_to(user).filter(evaluation=matrix.evaluation)
    answers = ManagementResponse.objects.visible_to(user).filter(matrix=matrix)
    return written.exclude(pk__in=answers.values("recommendation")).count()


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


@require_POST
def matrix_submit(request: HttpRequest, slug: str, organisation: str) -> HttpResponse:
    matrix = get_matrix(request.user, slug, organisation)
    if not may(request.user, "submit", matrix):
        raise PermissionDenied
    form = SubmitForm(request.POST)
    if not form.is_valid():
        return redirect(matrix)
    try:
        submit_matrix(matrix=matrix, by=request.user, **form.cleaned_data)
    except ValidationError as error:
        return _matrix_page(request, matrix, errors=error.messages)
    except Stale:
        messages.warning(
            request, _("Somebody changed it meanwhile. Look again and submit it then.")
        )
    else:
        messages.success(request, _("The response is submitted and open to all members."))
    return redirect(matrix)


@require_POST
def matrix_complete(request: HttpRequest, slug: str, organisation: str) -> HttpResponse:
    matrix = get_matrix(request.user, slug, organisation)
    if not may(request.user, "change", matrix):
        raise PermissionDenied
    added = complete_matrix(matrix=matrix)
    said = ngettext("%(n)s recommendation added.", "%(n)s recommendations added.", added)
    messages.success(request, said % {"n": added})
    return redirect(matrix)


def matrix_history(request: HttpRequest, slug: str, organisation: str) -> HttpResponse:
    return history_page(request, get_matrix(request.user, slug, organisation))
