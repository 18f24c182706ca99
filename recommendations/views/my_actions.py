"""What waits for one person, across all evaluations: reported on in its row."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from editing.in_place import Spot
from recommendations.models import KeyAction
from recommendations.rows import ActionRow, action_rows, with_log
from recommendations.views.pages import page_of

# What `?only=` may ask for.
PARTS = {"": _("All open"), "overdue": _("Overdue"), "stale": _("Stale")}


@require_safe
def my_action_list(request: HttpRequest) -> HttpResponse:
    on = timezone.localdate()
    mine = KeyAction.objects.visible_to(request.user).responsibility_of(request.user).open()
    stale = set(mine.stale(on).values_list("pk", flat=True))
    parts = {"": mine, "overdue": mine.overdue(on), "stale": mine.filter(pk__in=stale)}
    only = request.GET.get("only", "")
    only = only if only in parts else ""
    shown = parts[only].with_addresses().soonest_first()
    page = page_of(request, with_log(shown, request.user))
    context = {
        "page": page,
        "rows": action_rows(page.object_list, request.user, on, stale),
        "only": only,
        "parts": [_part(name, parts[name].count(), name == only) for name in PARTS],
    }
    return render(request, "recommendations/my_action_list.html", context)


def _part(name: str, count: int, is_current: bool) -> dict[str, Any]:
    address = reverse("recommendations:my-action-list")
    href = f"{address}?only={name}" if name else address
    return {"label": PARTS[name], "href": href, "count": count, "is_current": is_current}


def spot_in_list(row: ActionRow, back: str) -> dict[str, Spot]:
    """Where the form of the row stands, if it was opened in the list of one's own actions."""
    if not back.startswith(reverse("recommendations:my-action-list")):
        return {}
    return {"spot": Spot("closest tr", row.anchor, "#my-head", back)}
