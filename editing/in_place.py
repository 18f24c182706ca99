"""A form that opens in the row it belongs to where scripts run, and as a page where they do not."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.vary import vary_on_headers

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Spot:
    """Where a form stands: what it covers, the id of what comes back in its place once it is saved,
    what else of that page changes with it, the page itself, and over how many columns of a table it
    reaches."""

    target: str
    block: str
    also: str
    page: str
    columns: int = 1


def in_place(view: View) -> View:
    """Tells htmx where the answer belongs: a form with errors goes back into its row, a conflict
    takes the whole page. What was saved comes back as the block that the form's `hx-select` names.
    """

    @wraps(view)
    @vary_on_headers("HX-Request")
    def wrapped(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if request.htmx and response.status_code == 422:
            _send_to(response, target="closest tr", part="tr")
        elif request.htmx and response.status_code == 409:
            _send_to(response, target="#main", part="#main")
            response["HX-Push-Url"] = request.get_full_path()
        return response

    return wrapped


def _send_to(response: HttpResponse, *, target: str, part: str) -> None:
    response["HX-Retarget"] = target
    response["HX-Reselect"] = part


def way_back(request: HttpRequest, default: str) -> str:
    """The path in `?next=` if it is one of ours, else `default`."""
    wanted = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if is_ours and wanted.startswith("/") else default
