"""How a response is handed over, endorsed, agreed, and sent back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from editing.permissions import may
from editing.versions import Stale
from recommendations.actions import agree_matrix, endorse_matrix, reopen_matrix, submit_matrix
from recommendations.fetch import get_matrix
from recommendations.forms import ReopenForm, SignForm
from recommendations.views.matrices import matrix_page

Sign = Callable[..., Any]


@require_POST
def matrix_submit(request: HttpRequest, slug: str, organisation: str) -> HttpResponse:
    said = _("The response is submitted and open to all members.")
    return _signed(request, slug, organisation, "submit", submit_matrix, said)


@require_POST
def matrix_endorse(request: HttpRequest, slug: str, organisation: str) -> HttpResponse:
    said = _("Endorsed. The commissioning side is asked to agree now.")
    return _signed(request, slug, organisation, "endorse", endorse_matrix, said)


@require_POST
def matrix_agree(request: HttpRequest, slug: str, organisation: str) -> HttpResponse:
    said = _("Agreed. The follow-up plan is signed by both sides.")
    return _signed(request, slug, organisation, "agree", agree_matrix, said)


def _signed(
    request: HttpRequest, slug: str, organisation: str, right: str, sign: Sign, said: str
) -> HttpResponse:
    matrix = get_matrix(request.user, slug, organisation)
    if not may(request.user, right, matrix):
        raise PermissionDenied
    form = SignForm(request.POST)
    if not form.is_valid():
        return redirect(matrix)
    try:
        sign(matrix=matrix, by=request.user, **form.cleaned_data)
    except ValidationError as error:
        return matrix_page(request, matrix, errors=error.messages)
    except Stale:
        messages.warning(request, _("Somebody changed it meanwhile. Look again, then sign."))
    else:
        messages.success(request, said)
    return redirect(matrix)


def matrix_reopen(request: HttpRequest, slug: str, organisation: str) -> HttpResponse:
    """Asks why, and takes the response back into preparation on POST."""
    matrix = get_matrix(request.user, slug, organisation)
    if not may(request.user, "reopen", matrix):
        raise PermissionDenied
    form = ReopenForm(request.POST or None, initial={"base_version": matrix.version})
    if request.method == "POST" and form.is_valid():
        try:
            reopen_matrix(matrix=matrix, by=request.user, **form.cleaned_data)
        except Stale:
            form.add_error(None, _("Somebody changed it meanwhile. Look again, then decide."))
        else:
            messages.success(request, _("The response is in preparation again."))
            return redirect(matrix)
    context = {"form": form, "matrix": matrix, "evaluation": matrix.evaluation}
    status = 422 if form.errors else 200
    return render(request, "recommendations/matrix_reopen.html", context, status=status)
