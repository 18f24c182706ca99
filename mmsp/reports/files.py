"""Papers as files to take along: made at once, kept by nobody on the way."""

from typing import TypeVar

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control

OFFICE = "application/vnd.openxmlformats-officedocument."
WORD, SHEET = f"{OFFICE}wordprocessingml.document", f"{OFFICE}spreadsheetml.sheet"

Answer = TypeVar("Answer", bound=HttpResponseBase)


def attachment(body: bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return private(HttpResponse(body, content_type=kind, headers=headers))


def private(response: Answer) -> Answer:
    """For this reader alone, and not to be stored."""
    patch_cache_control(response, private=True, no_store=True)
    return response
