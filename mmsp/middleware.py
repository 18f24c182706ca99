"""What every request passes: refuse what no database can store, show times where the reader is."""

import re
from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url

from accounts import time_zones

View = Callable[[HttpRequest], HttpResponse]
# NUL breaks PostgreSQL, a lone surrogate breaks the encoder of both databases.
GARBAGE = re.compile("[\x00\ud800-\udfff]")


def _has_garbage(text: str) -> bool:
    return bool(GARBAGE.search(text))


def refuse_garbage(get_response: View) -> View:
    """Answers 400 to a path, query or form that carries what no database can store, and 413 to a form
    that is longer than any we take."""

    def middleware(request: HttpRequest) -> HttpResponse:
        queried = (part for pair in request.GET.lists() for part in (pair[0], *pair[1]))
        if _has_garbage(request.path) or any(map(_has_garbage, queried)):
            return render(request, "400.html", status=400)
        try:
            if request.method == "POST" and _form_has_garbage(request):
                return render(request, "400.html", status=400)
        except RequestDataTooBig:
            return render(request, "413.html", status=413)
        return get_response(request)

    return middleware


def _form_has_garbage(request: HttpRequest) -> bool:
    if not (request.content_type or "").startswith(
        ("application/x-www-form-urlencoded", "multipart/")
    ):
        return False
    posted = (part for pair in request.POST.lists() for part in (pair[0], *pair[1]))
    return any(map(_has_garbage, posted))


def explain_what_only_a_form_does(get_response: View) -> View:
    """Gives the empty answer 405 a page: who signs in again after pressing a button is led to its address."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or response.content:
            return response
        page = render(request, "405.html", status=response.status_code)
        page["Allow"] = response["Allow"]
        return page

    return middleware


def leave_pages_of_the_signed_out(get_response: View) -> View:
    """Answers 401 to a fragment that would be the sign-in page: what is typed stays on the page."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        is_led_away = response.headers.get("Location", "").startswith(
            resolve_url(settings.LOGIN_URL)
        )
        if is_led_away and "HX-Request" in request.headers:
            return HttpResponse(status=401)
        return response

    return middleware


def use_own_time_zone(get_response: View) -> View:
    """Shows times where the signed-in person is; everybody else sees those of the installation."""

    def middleware(request: HttpRequest) -> HttpResponse:
        with time_zones.of(request.user):
            return get_response(request)

    return middleware
