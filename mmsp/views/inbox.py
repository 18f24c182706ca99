from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mmsp import inbox

# The mail as its reader's program would show it: nothing runs, nothing is loaded.
SANDBOX = "sandbox; default-src 'none'"


@require_safe
def inbox_list(request: HttpRequest) -> HttpResponse:
    """All mails of a demonstration, which never leave it (staff only)."""
    return render(request, "inbox/inbox_list.html", {"mails": _mails(request)})


@require_safe
def inbox_mail(request: HttpRequest, key: str) -> HttpResponse:
    return render(request, "inbox/inbox_mail.html", {"mail": _mail(request, key)})


@require_safe
def inbox_html(request: HttpRequest, key: str) -> HttpResponse:
    return HttpResponse(_mail(request, key).html, headers={"Content-Security-Policy": SANDBOX})


def _mails(request: HttpRequest) -> list[inbox.Received]:
    if not inbox.is_open():
        raise Http404
    if not request.user.is_staff:
        raise PermissionDenied
    return inbox.mails()


def _mail(request: HttpRequest, key: str) -> inbox.Received:
    found = [mail for mail in _mails(request) if mail.key == key]
    if not found:
        raise Http404
    return found[0]
