"""The browser's door for the public repository: its export in, shown before it is written."""

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mmsp.imports import store
from mmsp.imports.forms import RegisterImportForm
from mmsp.imports.guard import Refused
from mmsp.imports.permissions import can_open_evaluation
from mmsp.imports.report import Changed
from mmsp.register.bringing_in import Plan, bring_in, plan
from mmsp.register.cleaning import Remark
from mmsp.register.reading import LARGEST_FILE, Row, read, too_large

LIST = "evaluations:evaluation-list"


@require_http_methods(["GET", "HEAD", "POST"])
def import_register(request: HttpRequest) -> HttpResponse:
    """The preview answers the upload itself: to look at a plan never writes."""
    _require_importer(request.user)
    form = RegisterImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            upload = form.cleaned_data["file"]
            if upload.size > LARGEST_FILE:
                raise Refused(too_large())
            return _preview(request, read(upload.read()), upload.name)
        except Refused as refusal:
            form.add_error("file", str(refusal).split("\n"))
    return render(request, "imports/import_register.html", {"form": form})


@require_POST
def import_register_confirm(request: HttpRequest, token: str) -> HttpResponse:
    _require_importer(request.user)
    pending = store.fetch(token, request.user.pk)  # type: ignore[arg-type]
    if pending is None or pending.kind != store.REGISTER:
        messages.info(request, _("This import is done or has expired. Choose the file again."))
        return redirect("import-register")
    rows = [Row(**row) for row in json.loads(pending.report)]
    try:
        done = bring_in(rows=rows, by=request.user, expected=request.POST.get("fingerprint") or "-")
    except Changed:
        messages.warning(
            request, _("Evaluations have changed since. Look at the plan again, then confirm.")
        )
        return _preview(request, rows, pending.file_name)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("import-register")
    store.drop(token)
    said = _("%(new)s evaluations were added and %(changed)s changed.")
    messages.success(request, said % {"new": len(done.new), "changed": len(done.changed)})
    return redirect(LIST)


def _require_importer(user: Any) -> None:
    if not can_open_evaluation(user):
        raise PermissionDenied(
            _("Only support staff bring in the public repository, which makes new evaluations.")
        )


def _preview(request: HttpRequest, rows: list[Row], file_name: str) -> HttpResponse:
    """What an import would do, and the token to confirm it with."""
    done = plan(rows)
    kept = json.dumps([{"number": row.number, "cells": row.cells} for row in rows])
    pending = store.Pending(request.user.pk, file_name, kept, kind=store.REGISTER)  # type: ignore[arg-type]
    context = {
        "done": done, "file_name": file_name, "rows": len(rows), "token": store.keep(pending),
        "mended": _by_remedy(done.remarks), "becomes": _becomes(done),
    }  # fmt: skip
    return render(request, "imports/import_register_preview.html", context)


def _by_remedy(remarks: Iterable[Remark]) -> list[tuple[str, str, list[Remark]]]:
    """The cleaning report: by column and remedy, each with its rows."""
    found: dict[tuple[str, str], list[Remark]] = defaultdict(list)
    for remark in remarks:
        found[remark.column, remark.done].append(remark)
    return [(column, done, rows) for (column, done), rows in sorted(found.items())]


def _becomes(done: Plan) -> list[tuple[str, list[str]]]:
    """The titles of the rows, by what becomes of them."""
    title = "title"
    return [
        (_("New"), [entry.fields[title] for entry in done.new]),
        (_("Changed"), [entry.fields[title] for _row, entry in done.changed]),
        (_("As it was"), [entry.fields[title] for entry in done.unchanged]),
        (_("Left out"), [entry.fields[title] for entry in done.left_out]),
    ]
