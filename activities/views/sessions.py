from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST, require_safe

from activities.fetch import get_edited
from activities.forms import SessionForm
from activities.models import Activity, ActivitySession
from activities.views.activities import detail_page
from activities.views.context import as_it_stands
from editing.history import history_page
from editing.pages import create_page, edit_page, move_page, remove_page

FORM = "activities/session_form.html"


def session_new(request: HttpRequest, code: str, event: int) -> HttpResponse:
    open_to_me = Activity.objects.visible_to(request.user).select_related("project")
    activity = get_object_or_404(open_to_me, project__code=code, number=event)
    context = {"back": f"{activity.get_absolute_url()}#sessions"}
    return create_page(
        request, ActivitySession, SessionForm, FORM, fixed={"activity": activity}, context=context
    )


def session_edit(request: HttpRequest, code: str, event: int, number: int) -> HttpResponse:
    among = {"activity__project__code": code, "activity__number": event}
    row = get_edited(ActivitySession, request, among, number, "activity__project")
    return edit_page(request, row, SessionForm, FORM, context=as_it_stands(row, request.user))


@require_POST
def session_move(request: HttpRequest, code: str, event: int, number: int) -> HttpResponse:
    """One place up or down within its day."""
    row = _session(request, code, event, number)
    of_the_day = row.activity.sessions.filter(held_on=row.held_on)
    again = partial(detail_page, request, row.activity)
    return move_page(request, row, of_the_day, again=again)


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
