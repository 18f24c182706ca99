"""What waits for one person, across all evaluations: reported on in its row."""

from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.lists import columns_asked, look_at
from editing.in_place import Spot
from recommendations.rows import ActionRow, action_rows
from recommendations.tables import MY_ACTIONS, my_actions_asked
from recommendations.views.pages import last_change, page_of

# What `?only=` may ask for.
PARTS = {"": _("All open"), "overdue": _("Overdue"), "stale": _("Stale")}


@require_safe
def my_action_list(request: HttpRequest) -> HttpResponse:
    look, on = look_at(request, MY_ACTIONS), timezone.localdate()
    if look.detour:
        return redirect(look.detour)
    asked = my_actions_asked(request, request.GET, look.columns, on=on)
    mine = asked.filter.queryset
    stale = set(mine.stale(on).values_list("pk", flat=True))
    counts = {"": mine.count(), "overdue": mine.overdue(on).count(), "stale": len(stale)}
    only = asked.filter.form.cleaned_data.get("only", "")
    page = page_of(request, asked.found)
    context = {
        "look": look,
        "page": page,
        "rows": action_rows(page.object_list, request.user, on, stale),
        "only": only,
        "last_change": last_change(request.user),
        "parts": [_part(name, counts[name], name == only) for name in PARTS],
    }
    return render(request, "recommendations/my_action_list.html", context)


def _part(name: str, count: int, is_current: bool) -> dict[str, Any]:
    address = reverse("recommendations:my-action-list")
    href = f"{address}?only={name}"
    return {"label": PARTS[name], "href": href, "count": count, "is_current": is_current}


def spot_in_list(row: ActionRow, back: str, person: Any) -> dict[str, Spot]:
    """Where the form of the row stands, if it was opened in the list of one's own actions."""
    if not back.startswith(reverse("recommendations:my-action-list")):
        return {}
    chosen = columns_asked(QueryDict(urlsplit(back).query), MY_ACTIONS, person)
    columns = len(chosen) + 2  # the tick before them, the buttons after
    return {"spot": Spot("closest tr", row.anchor, "#my-head", back, columns)}
