"""What people see when something breaks that is not theirs to mend."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

# Never shown again, whatever page they were posted to.
SECRET = ("csrfmiddlewaretoken", "password")


def server_error(request: HttpRequest) -> HttpResponse:
    """500; or 503 with what was posted when the database is away, wherever it was missed first."""
    if isinstance(sys.exc_info()[1], (OperationalError, InterfaceError)):
        return database_down(request)
    return render(None, "500.html", status=500)  # type: ignore[arg-type]  # needs no database


def database_down(request: HttpRequest) -> HttpResponse:
    """Hands the text back, since it was not saved, and asks for half a minute."""
    kept = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if not any(word in name.lower() for word in SECRET)
    ]
    response = render(None, "503.html", {"kept": kept}, status=503)  # type: ignore[arg-type]
    response["Retry-After"] = "30"
    return response
