"""The page where anybody asks whether a file is one of ours."""

from typing import Any

from allauth.core.ratelimit import consume_or_429
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mmsp.publication.forms import VerifyForm
from mmsp.publication.verifying import verdicts_on


# Reads alone, whatever the method: a file travels in a POST.
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    is_asked = request.method == "POST" or "hash" in request.GET
    if is_asked and (refused := consume_or_429(request, action="verify", limit_get=True)):
        return refused
    form = VerifyForm(*((request.POST or request.GET, request.FILES) if is_asked else ()))
    context: dict[str, Any] = {"form": form}
    if is_asked and form.is_valid():
        file = form.cleaned_data["file"]
        asked = file.sha256 if file else form.cleaned_data["hash"]
        verdicts = verdicts_on(asked, request.user)
        context |= {"asked": asked, "file": file, "verdicts": verdicts, "is_asked": True}
    status = 422 if form.errors else 200
    return render(request, "publication/verify.html", context, status=status)
