"""How every editing page behaves: one flow for all nouns, so that none forgets a rule."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from editing import limits, versions
from editing.asking import answer_to
from editing.conflicts import conflict_page
from editing.drafts import Desk
from editing.forms import VersionedForm
from editing.models import Versioned
from editing.order import MoveForm, move
from editing.permissions import may
from editing.references import referring_to
from editing.refused import taken_into_form
from editing.restore_pages import address_to_bring_back
from editing.versions import Stale


def edit_page(
    request: HttpRequest, row: Versioned, form_class: type[VersionedForm], template: str,
    *, context: dict[str, Any] | None = None, then: Callable[[Any], str] | None = None, **form_args: Any,
) -> HttpResponse:  # fmt: skip
    """Shows and takes the form of a row that exists; a stale one gets the conflict page (409).

    The caller fetched the row through `visible_to`; who may see but not change it gets 403.
    `then(row)` gives the address to go on to, the row's own page where it is left out.
    """
    if not may(request.user, form_class.right, row):
        raise PermissionDenied
    desk = Desk(request, row)
    if answer := desk.answer():
        return answer
    late = taken_into_form(request, row)
    form = _opened(desk, form_class, instance=row, initial=late and late.content, **form_args)
    if request.method == "POST" and form.is_valid():
        try:
            saved = form.save_by(request.user)
        except Stale as stale:
            return conflict_page(request, stale, form, desk.slot(), context, **form_args)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            desk.clear()
            _say_saved(request, saved)
            if "stay" in request.POST:
                return redirect(_same_page_of(request, saved))
            return redirect(then(saved) if then else saved.get_absolute_url())
    return _form_page(desk, template, form, row, {"late": late, **(context or {})})


def create_page(
    request: HttpRequest, model: type[Versioned], form_class: type[VersionedForm], template: str,
    *, fixed: dict[str, Any], context: dict[str, Any] | None = None,
    then: Callable[[Any], str] | None = None, **form_args: Any,
) -> HttpResponse:  # fmt: skip
    """Shows and takes the form of a new row; `fixed` is what the address decides of it."""
    if not may(request.user, "add", model(**fixed)):
        raise PermissionDenied
    desk = Desk(request, model(**fixed))
    if answer := desk.answer():
        return answer
    form = _opened(desk, form_class, fixed=fixed, **form_args)
    saved = form.sent_before(request.user) if request.method == "POST" else None
    if request.method == "POST" and not saved and form.is_valid():
        try:
            saved = form.save_by(request.user)
        except ValidationError as error:
            form.add_error(None, error)
    if saved:
        desk.clear()
        _say_saved(request, saved)
        return redirect(then(saved) if then else saved.get_absolute_url())
    return _form_page(desk, template, form, form.instance, context)


def remove_page(
    request: HttpRequest, row: Versioned, *, then: str, remove: Callable[..., Any] | None = None
) -> HttpResponse:
    """Asks before a row is taken out of sight, and does it on POST.

    `remove` is the action of a noun whose rows do not go alone.
    """
    if not may(request.user, "delete", row):
        raise PermissionDenied
    take_out = remove or partial(versions.remove, row)

    def act(**asked: Any) -> Versioned:
        take_out(by=request.user, **asked)
        return row

    answer = answer_to(
        request, row, act,
        stale=_("Somebody changed it meanwhile. Look again before you remove it."),
    )  # fmt: skip
    if answer.done:
        messages.success(request, _removed(None if remove else row))
        return redirect(then)
    context = {
        "form": answer.form,
        "row": row,
        "noun": row._meta.verbose_name,
        "back": row.get_absolute_url(),
        "referring": referring_to(row, request.user),
    }
    return render(request, "editing/remove.html", context, status=answer.status)


def move_page(
    request: HttpRequest, row: Any, siblings: models.QuerySet, *,
    again: Callable[..., HttpResponse], then: str = "",
) -> HttpResponse:  # fmt: skip
    """Moves a numbered row among its siblings and goes on to it, or to the address `then`; who saw an
    older version looks at `again(status=409)` first."""
    if not may(request.user, "change", row):
        raise PermissionDenied
    form = MoveForm(request.POST)
    if not form.is_valid():
        raise BadRequest
    try:
        moved = move(row, siblings, by=request.user, **form.cleaned_data)
    except Stale:
        said = _("Somebody changed it meanwhile. Look again before you move it.")
        messages.warning(request, said)
        return again(status=409)
    return redirect(then or moved.get_absolute_url())


def _removed(row: Versioned | None) -> str:
    """With a way back, where what was removed went alone."""
    said, undo = _("Removed. Its history is kept."), _("Undo")
    if row is None:
        return said
    return format_html('{} <a href="{}">{}</a>', said, address_to_bring_back(row), undo)


def _say_saved(request: HttpRequest, row: Versioned) -> None:
    """An over-long text is saved like any other, and its writer is told."""
    messages.success(request, _("Saved."))
    for complaint in limits.complaints(row):
        messages.warning(request, complaint)


def _opened(desk: Desk, form_class: type[VersionedForm], **form_args: Any) -> VersionedForm:
    """The form as it was sent, as a draft left it, or as the row stands."""
    form = form_class(desk.content(), desk.request.FILES or None, **form_args)
    if form.is_bound and desk.request.method != "POST":
        form.say_nothing_yet()
    return form


def _form_page(
    desk: Desk,
    template: str,
    form: VersionedForm,
    row: models.Model,
    context: dict[str, Any] | None,
) -> HttpResponse:
    page = {"form": form, "row": row, "draft": desk.slot(), **(context or {})}
    return render(desk.request, template, page, status=_status_of(form))


def _same_page_of(request: HttpRequest, row: models.Model) -> str:
    """The address we are at; where the row's number was changed, the one it has now."""
    here: Any = request.resolver_match  # set, for a view is at work
    kwargs = {name: getattr(row, name, value) for name, value in here.kwargs.items()}
    return reverse(here.view_name, kwargs=kwargs)


def _status_of(form: Any) -> int:
    """422 tells fragments and scripts that the page carries errors; browsers show it like 200."""
    return 422 if form.is_bound and form.errors else 200
