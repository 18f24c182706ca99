from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from editing.presence import arrive, row_of


@require_POST
def presence(request: HttpRequest) -> HttpResponse:
    """A page says at which row it is, and hears who else is there."""
    row = row_of(request.POST.get("at", ""), request.user)
    writes = request.POST.get("writes") == "yes"
    guests = arrive(row, request.user, writes=writes, at=timezone.now())
    return render(request, "editing/_guests.html", {"guests": guests})
