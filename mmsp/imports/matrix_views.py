"""The browser's door for a response matrix: upload, look at what would be written, confirm."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from editing.permissions import may
from mmsp.imports import store
from mmsp.imports.forms import MatrixImportForm
from mmsp.imports.guard import Refused, check_size
from mmsp.imports.matrix import Done, bring_in
from mmsp.imports.parsed_matrix import ParsedMatrix
from mmsp.imports.report import CHANGED, CREATED, UNCHANGED, Changed, counted
from mmsp.imports.sandbox import parse_matrix
from recommendations.fetch import get_matrix
from recommendations.models import ResponseMatrix


@require_http_methods(["GET", "HEAD", "POST"])
def import_matrix(request: HttpRequest, slug: str, organisation: str) -> HttpResponse:
    """The preview answers the upload itself: it is a rehearsal, and to look at a page never writes."""
    matrix = _writable(request, slug, organisation)
    form = MatrixImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            upload = form.cleaned_data["file"]
            check_size(upload.size)
            paper = parse_matrix(upload.read(), upload.name)
            return _preview(request, matrix, paper, upload.name)
        except Refused as refusal:
            form.add_error("file", str(refusal))
    return render(request, "imports/import_matrix.html", {"form": form, "matrix": matrix})


@require_POST
def import_matrix_confirm(
    request: HttpRequest, slug: str, organisation: str, token: str
) -> HttpResponse:
    matrix = _writable(request, slug, organisation)
    pending = store.fetch(token, request.user.pk)  # type: ignore[arg-type]
    if pending is None or (pending.kind, pending.matrix) != (store.MATRIX, matrix.pk):
        messages.info(request, _("This import is done or has expired. Choose the file again."))
        return redirect("import-matrix", slug, organisation)
    paper = ParsedMatrix.from_json(pending.report)
    try:
        _bring_in(request, matrix, paper, expected=request.POST.get("fingerprint") or "-")
    except Changed:
        messages.warning(
            request, _("The response has changed since. Look at the plan again, then confirm.")
        )
        return _preview(request, matrix, paper, pending.file_name)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("import-matrix", slug, organisation)
    store.drop(token)
    messages.success(request, _("The response matrix was imported."))
    return redirect(matrix)


def _writable(request: HttpRequest, slug: str, organisation: str) -> ResponseMatrix:
    """The answer, for who is writing it."""
    matrix = get_matrix(request.user, slug, organisation)
    if not may(request.user, "submit", matrix):
        raise PermissionDenied(_why_not(matrix))
    return matrix


def _why_not(matrix: ResponseMatrix) -> str:
    """What keeps somebody from importing who may read the response, and who could help."""
    if matrix.submitted_at:
        said = _(
            "The response of %(who)s was submitted and stands as it is. Its manager, or its head, can "
            "send it back; then its respondents import again."
        )
    else:
        said = _(
            "Only the respondents of %(who)s write this response, and so import it, once the report is "
            "under review. Give them the file, or ask the manager of the evaluation to name you as one."
        )
    return said % {"who": matrix.organisation}


def _bring_in(
    request: HttpRequest, matrix: ResponseMatrix, paper: ParsedMatrix, **how: Any
) -> Done:
    return bring_in(
        paper=paper, evaluation=matrix.evaluation, organisation=matrix.organisation,
        by=request.user, **how,  # type: ignore[arg-type]
    )  # fmt: skip


def _preview(
    request: HttpRequest, matrix: ResponseMatrix, paper: ParsedMatrix, file_name: str
) -> HttpResponse:
    """What an import would do, and the token to confirm it with. Raises Refused."""
    done = _bring_in(request, matrix, paper, is_rehearsal=True)
    person: Any = request.user
    pending = store.Pending(
        person.pk, file_name, paper.to_json(), matrix=matrix.pk, kind=store.MATRIX
    )
    changes = [
        (label, counted(done.of(what)), done.of(what))
        for what, label in (
            (CREATED, _("New")), (CHANGED, _("Changed")), (UNCHANGED, _("As it was")),
        )
    ]  # fmt: skip
    context = {
        "matrix": matrix, "done": done, "changes": changes, "file_name": file_name,
        "token": store.keep(pending),
    }  # fmt: skip
    return render(request, "imports/import_matrix_preview.html", context)
