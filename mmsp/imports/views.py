"""The browser's door: upload, look at what was understood, confirm."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Organisation
from activities.models import Project
from evaluations.permissions import can_import_report
from mmsp.imports import report, store
from mmsp.imports.forms import ReportImportForm
from mmsp.imports.guard import Refused, check_size
from mmsp.imports.parsed import ParsedReport
from mmsp.imports.permissions import can_open_evaluation, importable_into
from mmsp.imports.sandbox import parse_report


@require_http_methods(["GET", "HEAD", "POST"])
def import_report(request: HttpRequest) -> HttpResponse:
    _require_importer(request.user)
    if request.method != "POST":
        return _form_page(request, ReportImportForm(user=request.user))
    form = ReportImportForm(request.POST, request.FILES, user=request.user)
    if form.is_valid():
        try:
            return redirect("import-preview", _taken_in(form.cleaned_data, request.user))
        except Refused as refusal:
            form.add_error("file", str(refusal))
    return _form_page(request, form)


@require_safe
def import_preview(request: HttpRequest, token: str) -> HttpResponse:
    waiting = _waiting(request.user, token)
    if waiting is None:
        return _gone(request)
    try:
        plan = report.plan(waiting.parsed, **waiting.where)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("import-report")
    changes = [
        (label, report.counted(plan.of(what)), plan.of(what))
        for what, label in (
            (report.CREATED, _("New")),
            (report.CHANGED, _("Changed")),
            (report.UNCHANGED, _("As it was")),
        )
    ]
    context = {"token": token, "waiting": waiting, "plan": plan, "changes": changes}
    return render(request, "imports/import_preview.html", context)


@require_POST
def import_confirm(request: HttpRequest, token: str) -> HttpResponse:
    waiting = _waiting(request.user, token)
    if waiting is None:
        return _gone(request)
    try:
        done = report.commit(
            parsed=waiting.parsed,
            **waiting.where,
            by=request.user,  # type: ignore[arg-type]
            expected=request.POST.get("fingerprint", ""),
        )
    except report.Changed:
        messages.warning(
            request, _("The evaluation has changed since. Look at the plan again, then confirm.")
        )
        return redirect("import-preview", token)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("import-preview", token)
    store.drop(token)
    messages.success(request, _("The report was imported."))
    return redirect(done.evaluation or "import-report")


@dataclass(frozen=True)
class Waiting:
    """A pending import with its rows, as the person may see them now."""

    parsed: ParsedReport
    file_name: str
    where: dict[str, Any]


def _require_importer(user: Any) -> None:
    if not can_import_report(user):
        raise PermissionDenied


def _form_page(request: HttpRequest, form: ReportImportForm) -> HttpResponse:
    return render(request, "imports/import_report.html", {"form": form})


def _taken_in(cleaned: dict[str, Any], user: Any) -> str:
    """Reads the upload and keeps what was understood; the token of the pending import."""
    upload = cleaned["file"]
    check_size(upload.size)
    parsed = parse_report(upload.read(), upload.name)
    rows: dict[str, Any] = {
        name: row.pk if (row := cleaned.get(name)) else None
        for name in ("evaluation", "project", "commissioned_by")
    }
    pending = store.Pending(
        user.pk, upload.name, parsed.to_json(), title=cleaned.get("title", ""), **rows
    )
    return store.keep(pending)


def _waiting(user: Any, token: str) -> Waiting | None:
    """The person's pending import, with every right asked for again."""
    _require_importer(user)
    pending = store.fetch(token, user.pk)
    if pending is None or pending.kind != store.REPORT:
        return None
    evaluation = importable_into(user).filter(pk=pending.evaluation or 0).first()
    project = Project.objects.visible_to(user).filter(pk=pending.project or 0).first()
    if evaluation is None and (pending.evaluation or not project or not can_open_evaluation(user)):
        return None
    commissioned_by = Organisation.objects.visible_to(user).filter(pk=pending.commissioned_by or 0)
    where = {
        "evaluation": evaluation,
        "project": project,
        "title": evaluation.title if evaluation else pending.title,
        "commissioned_by": commissioned_by.first(),
    }
    return Waiting(pending.parsed, pending.file_name, where)


def _gone(request: HttpRequest) -> HttpResponse:
    """The same answer for what expired, what is done, and what never was this person's."""
    messages.info(request, _("This import is done or has expired. Choose the file again."))
    return redirect("import-report")
