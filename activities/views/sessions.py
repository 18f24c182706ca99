from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from activities.forms import SessionForm
from activities.models import Activity, ActivitySession
from activities.views.context import as_it_stands
from editing.history import history_page
from editing.order import MoveForm, move
from editing.pages import create_page, edit_page, remove_page
from editing.permissions import may
from editing.versions import Stale

FORM = "activities/session_form.html"


def session_new(request: HttpRequest, code: str, event: int) -> HttpResponse:
    open_to_me = Activity.objects.visible_to(request.user).select_related("project")
    activity = get_object_or_404(open_to_me, project__code=code, number=event)
    context = {"back": f"{activity.get_absolute_url()}#sessions"}
    return create_page(
        request, ActivitySession, SessionForm, FORM, fixed={"activity": activity}, context=context
    )


def session_edit(request: HttpRequest, code: str, event: int, number: int) -> HttpResponse:
    row = _session(request, code, event, number)
    return edit_page(request, row, SessionForm, FORM, context=as_it_stands(row, request.user))


@require_POST
def session_move(request: HttpRequest, code: str, event: int, number: int) -> HttpResponse:
    """One place up or down; whoever saw an older version is told to look again."""
    row = _session(request, code, event, number)
    if not may(request.user, "change", row):
        raise PermissionDenied
    form = MoveForm(request.POST)
    if not form.is_valid():
        raise BadRequest
    try:
        row = move(row, row.activity.sessions.all(), by=request.user, **form.cleaned_data)
    except Stale:
        said = _("Somebody changed it meanwhile. Look again before you move it.")
        messages.warning(request, said)
    return redirect(row)


def session_remove(request: HttpRequest, code: str, event: int, number: int) -> HttpResponse:
    row = _session(request, code, event, number)
    return remove_page(request, row, then=f"{row.activity.get_absolute_url()}#sessions")


@require_safe
def session_history(request: HttpRequest, code: str, event: int, number: int) -> HttpResponse:
    return history_page(request, _session(request, code, event, number))


def _session(request: HttpRequest, code: str, event: int, number: int) -> ActivitySession:
    open_to_me = ActivitySession.objects.visible_to(request.user)
    rows = open_to_me.filter(activity__project__code=code, activity__number=event)
    return get_object_or_404(rows.select_related("activity__project"), number=number)
