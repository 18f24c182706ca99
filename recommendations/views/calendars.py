"""Private addresses of calendars: made, renewed and revoked by their owner, open to who holds them."""

from allauth.core.ratelimit import consume_or_429
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from evaluations.fetch import get_evaluation
from evaluations.models import Evaluation
from recommendations.actions import renew_calendar, revoke_calendar
from recommendations.calendars import NoCalendar, calendar_at

PAGE = "recommendations:mail-edit"


@require_POST
def calendar_own(request: HttpRequest) -> HttpResponse:
    return _changed(request, None)


@require_POST
def calendar_of_evaluation(request: HttpRequest, slug: str) -> HttpResponse:
    return _changed(request, get_evaluation(request.user, slug))


@never_cache
def _changed(request: HttpRequest, evaluation: Evaluation | None) -> HttpResponse:
    """A new address is shown in the answer itself, this once: it is kept nowhere."""
    if "revoke" in request.POST:
        revoke_calendar(evaluation=evaluation, by=request.user)
        messages.success(request, _("The address of the calendar opens nothing any more."))
        return redirect(PAGE)
    address = renew_calendar(evaluation=evaluation, by=request.user)
    context = {"address": address, "evaluation": evaluation}
    return render(request, "recommendations/calendar_address.html", context)


# The address is the key, for programs that cannot sign in.
@login_not_required
@never_cache
@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    if refused := consume_or_429(request, action="calendar", limit_get=True):
        return refused
    try:
        content = calendar_at(token)
    except NoCalendar:
        raise Http404 from None
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="mmsp.ics"'
    response["X-Robots-Tag"] = "noindex"
    return response
