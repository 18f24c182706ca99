"""What every request passes: refuse what no database can store, show times where the reader is."""

import zoneinfo
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

View = Callable[[HttpRequest], HttpResponse]


def _has_garbage(text: str) -> bool:
    """NUL breaks PostgreSQL, a lone surrogate breaks the encoder of both databases."""
    return "\x00" in text or any("\ud800" <= char <= "\udfff" for char in text)


def refuse_garbage(get_response: View) -> View:
    """Answers 400 to a path, query or form that carries what no database can store."""

    def middleware(request: HttpRequest) -> HttpResponse:
        queried = (part for pair in request.GET.lists() for part in (pair[0], *pair[1]))
        if _has_garbage(request.path) or any(map(_has_garbage, queried)):
            return render(request, "400.html", status=400)
        if request.method == "POST" and _form_has_garbage(request):
            return render(request, "400.html", status=400)
        return get_response(request)

    return middleware


def _form_has_garbage(request: HttpRequest) -> bool:
    if not (request.content_type or "").startswith(
        ("application/x-www-form-urlencoded", "multipart/")
    ):
        return False
    posted = (part for pair in request.POST.lists() for part in (pair[0], *pair[1]))
    return any(map(_has_garbage, posted))


def use_own_time_zone(get_response: View) -> View:
    """Shows times where the signed-in person is; everybody else sees those of the installation."""

    def middleware(request: HttpRequest) -> HttpResponse:
        name = getattr(request.user, "time_zone", "")
        if name in zoneinfo.available_timezones():
            with timezone.override(name):
                return get_response(request)
        return get_response(request)

    return middleware
