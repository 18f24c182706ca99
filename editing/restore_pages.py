"""The pages that ask before an earlier version, or a removed row, comes back."""

from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.apps import apps
from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from editing import content, versions
from editing.asking import answer_to
from editing.changes import Change, changes_between
from editing.diff import Rest
from editing.models import Revision, Versioned
from editing.permissions import may
from editing.refused import whole_number
from editing.restoring import Plan, place_taken, plan_for
from editing.versions import revisions_of

# What the address of a history says to bring a version back: `?restore=3`.
RESTORE = "restore"
# A removed row has no address of its own any more; this one nobody can make up.
SIGNER = signing.Signer(salt="editing.removed")


def restore_page(
    request: HttpRequest, row: Versioned, template: str = "editing/restore.html", **context: Any
) -> HttpResponse:
    """Shows what restoring the version would change and what cannot come back; does it on POST."""
    if not may(request.user, "change", row):
        raise PermissionDenied
    old = _version_asked_for(request, row)
    plan = plan_for(row, old.content, request.user)
    restore = partial(
        versions.revise, row, fields=plan.fields, by=request.user, restored=old.version
    )
    answer = answer_to(
        request, row, restore,
        stale=_("Somebody saved a newer version meanwhile. Look again before you restore this one."),
    )  # fmt: skip
    if fresh := answer.done:
        _say_restored(request, old, fresh, answer.form.cleaned_data["base_version"])
        return redirect(context.get("back") or fresh.get_absolute_url())
    page = {
        "row": row, "noun": row._meta.verbose_name, "version": old, "left_out": plan.left_out,
        "changes": _preview(row, plan, request.user), "form": answer.form, "back": request.path,
    }  # fmt: skip
    return render(request, template, page | context, status=answer.status)


def _version_asked_for(request: HttpRequest, row: Versioned) -> Revision:
    """Raises Http404 for a version that is not there, and for the present one."""
    number = whole_number(request.GET[RESTORE])
    old = revisions_of(row).filter(version=number).first() if number else None
    if old is None or old.version == row.version:
        raise Http404
    return old


def _preview(row: Versioned, plan: Plan, user: Any) -> list[Change]:
    now = row.snapshot()
    after = now | content.as_stored(plan.fields)
    return changes_between(row, now, after, user, Rest.FOLDED)


def _say_restored(request: HttpRequest, old: Revision, fresh: Versioned, base: int) -> None:
    if fresh.version == base:
        messages.info(request, _("It says the same already, so nothing was changed."))
        return
    said = _("Version %(old)s is restored, as version %(new)s.")
    messages.success(request, said % {"old": old.version, "new": fresh.version})


def address_to_bring_back(row: Versioned) -> str:
    """Where a row that was just removed, or long ago, can be brought back."""
    token = SIGNER.sign_object([row._meta.label_lower, row.pk])
    return f"{reverse('bring-back')}?{urlencode({'row': token})}"


def removed_row(request: HttpRequest) -> Versioned:
    """The row that the address is about. Raises Http404 where it is not removed, or not this
    person's to see."""
    try:
        label, key = SIGNER.unsign_object(request.GET.get("row", ""))
    except signing.BadSignature:
        raise Http404 from None
    model: Any = apps.get_model(label)
    removed = model.everything.visible_to(request.user).filter(pk=key, deleted_at__isnull=False)
    if row := removed.first():
        return row
    raise Http404


def bring_back_page(
    request: HttpRequest, row: Versioned, template: str = "editing/bring_back.html", **context: Any
) -> HttpResponse:
    """Shows what the removed row said, and puts it back into sight on POST; with the next free number
    where its own was given away meanwhile."""
    if not may(request.user, "delete", row):
        raise PermissionDenied
    place = place_taken(row)
    bring_back = partial(versions.bring_back, row, by=request.user, fields=place)
    answer = answer_to(
        request,
        row,
        bring_back,
        stale=_("Somebody was quicker. Look again before you bring it back."),
    )
    if answer.done:
        messages.success(request, _("It is back, with all it said."))
        return redirect(context.get("back") or answer.done.get_absolute_url())
    page = {
        "row": row, "noun": row._meta.verbose_name, "went": revisions_of(row).first(),
        "changes": changes_between(row, {}, row.snapshot(), request.user),
        "place": next(iter(place.values()), None), "form": answer.form,
    }  # fmt: skip
    return render(request, template, page | context, status=answer.status)
