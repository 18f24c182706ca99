"""What every request passes: refuse garbage early, answer calmly when the database is away."""

import zoneinfo
from collections.abc import Callable

from django.db import InterfaceError, OperationalError
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


def answer_database_down(get_response: View) -> View:
    """Turns a lost database into 503 with `Retry-After`; what was posted comes back in the page."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, (OperationalError, InterfaceError)):
            return None
        kept = [
            (name, value)
            for name, values in request.POST.lists()
            for value in values
            if name != "csrfmiddlewaretoken" and "password" not in name
        ]
        response = render(None, "503.html", {"kept": kept}, status=503)
        response["Retry-After"] = "30"
        return response

    middleware.process_exception = process_exception  # type: ignore[attr-defined]
    return middleware


def use_own_time_zone(get_response: View) -> View:
    """Shows times where the signed-in person is; everybody else sees those of the installation."""

    def middleware(request: HttpRequest) -> HttpResponse:
        name = getattr(request.user, "time_zone", "")
        if name in zoneinfo.available_timezones():
            with timezone.override(name):
                return get_response(request)
        return get_response(request)

    return middleware
