"""The update of one action by the link of a mail, for who is not signed in."""

from allauth.core.ratelimit import consume_or_429
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts import time_zones
from recommendations.forms import LinkedProgressForm
from recommendations.links import LinkClosed, open_link, report_by_link
from recommendations.models import KeyAction, UpdateLink
from recommendations.rows import action_rows

# What somebody has written at length; refused, it is given back to be taken along.
TYPED = ("what_was_done", "evidence", "next_step", "date_reason")
STATUS = {"unknown": 404, "used": 410, "expired": 410, "saved": 200}


# The address itself is the proof. No cookie is asked for, so a foreign page has none to ride on, and
# under `no-referrer` browsers name no origin, which Django would refuse (ADR 14).
@csrf_exempt
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def link_update(request: HttpRequest, token: str) -> HttpResponse:
    response = consume_or_429(request, action="update_link", limit_get=True)
    if response is None:
        try:
            link, action = open_link(token)
            with time_zones.of(link.person):
                response = _update(request, link, action)
        except LinkClosed as closed:
            response = _answer(request, str(closed))
        except PermissionDenied:
            response = _answer(request, "unknown")
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _update(request: HttpRequest, link: UpdateLink, action: KeyAction) -> HttpResponse:
    is_sent = request.method == "POST"
    form = LinkedProgressForm(
        request.POST if is_sent else None, request.FILES if is_sent else None,
        action=action, user=link.person, fixed={"key_action": action},
    )  # fmt: skip
    if is_sent and form.is_valid() and report_by_link(link, form):
        return _answer(request, "saved")
    [shown] = action_rows([action], link.person, timezone.localdate())
    context = {"form": form, "row": shown, "person": link.person}
    status = 422 if form.errors else 200
    return render(request, "recommendations/link_update.html", context, status=status)


def _answer(request: HttpRequest, state: str) -> HttpResponse:
    """What became of the link, on a page that says the same to all who hold nothing."""
    refused = state != "saved" and request.method == "POST"
    typed = [words for name in TYPED if (words := request.POST.get(name, "").strip())]
    context = {"state": state, "typed": typed if refused else []}
    return render(request, "recommendations/link_answer.html", context, status=STATUS[state])
