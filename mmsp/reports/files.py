"""Papers as files to take along: made at once, kept by nobody on the way."""

import functools
from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from mmsp.reports import slots

OFFICE = "application/vnd.openxmlformats-officedocument."
WORD, SHEET = f"{OFFICE}wordprocessingml.document", f"{OFFICE}spreadsheetml.sheet"

# How long a second one waits for the first of the same person, in a page that others may need.
PATIENCE = 3.0
View = Callable[..., HttpResponse]
Answer = TypeVar("Answer", bound=HttpResponseBase)


def attachment(body: bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return private(HttpResponse(body, content_type=kind, headers=headers))


def private(response: Answer) -> Answer:
    """For this reader alone, and not to be stored."""
    patch_cache_control(response, private=True, no_store=True)
    return response


def one_at_a_time(view: View) -> View:
    """For views that write a Word file, which takes seconds where much was written: who asks for twenty
    has one page busy and not all of them."""

    @functools.wraps(view)
    def in_turn(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            with slots.one_of(f"word-{request.user.pk}", 1, PATIENCE):
                return view(request, *args, **kwargs)
        except slots.PressBusy:
            response = render(request, "reports/file_busy.html", status=503)
            response["Retry-After"] = "30"
            return private(response)

    return in_turn
