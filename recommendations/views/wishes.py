"""How several actions are changed at one stroke: a form, then what it would do, then the doing."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from editing.refused import whole_number
from editing.versions import Stale
from recommendations.actions import change_many
from recommendations.bulk import Plan, plan_for
from recommendations.forms import WishForm
from recommendations.models import BulkChange, KeyAction

PREVIEW = "recommendations/bulk_preview.html"
# So many actions at one stroke; whoever has more goes on with the rest.
MOST = 200


def chosen_in(request: HttpRequest) -> dict[int, int | None]:
    """The versions of the chosen actions by their keys: of `action=7` in the address, where the
    version is whatever it is now, or of `chosen=7-3` in a form."""
    if request.method != "POST":
        return dict.fromkeys(_numbers(request.GET.getlist("action")))
    pairs = (_numbers(each.split("-", 1)) for each in request.POST.getlist("chosen"))
    return dict(pair for pair in pairs if len(pair) == 2)  # type: ignore[misc]


def _numbers(words: Iterable[str]) -> list[int]:
    return [number for each in words if (number := whole_number(each))]


def chosen_among(actions: QuerySet[KeyAction], chosen: Mapping[int, Any]) -> list[KeyAction]:
    """The chosen ones of those that the person may see, soonest first."""
    found = actions.filter(pk__in=list(chosen)[:MOST]).with_addresses()
    return list(found.soonest_first())


def seen_of(actions: Iterable[KeyAction], chosen: Mapping[int, int | None]) -> dict[int, int]:
    return {each.pk: chosen.get(each.pk) or each.version for each in actions}


def answer(
    request: HttpRequest, form: WishForm, actions: list[KeyAction], seen: dict[int, int],
    template: str, back: str, context: dict[str, Any],
) -> HttpResponse:  # fmt: skip
    """The form, the preview of what it would do, or what was done once just this was agreed to."""
    context |= {"form": form, "actions": actions, "back": back}
    context["chosen"] = [f"{key}-{version}" for key, version in seen.items()]
    if request.method != "POST" or "again" in request.POST or not form.is_valid():
        status = 422 if form.is_bound and form.errors else 200
        return render(request, template, context, status=status)
    plan = plan_for(actions, seen, form.wish, request.user)
    agreed = form.cleaned_data["agreed"]
    if agreed and (change := _done(request, form, plan)):
        _say(request, change, plan)
        return redirect(back)
    status = 409 if agreed else 200
    return render(request, PREVIEW, {**context, "plan": plan, "moved": bool(agreed)}, status=status)


def _done(request: HttpRequest, form: WishForm, plan: Plan) -> BulkChange | None:
    """None where it is no longer what the person agreed to; then nothing was written."""
    key = form.cleaned_data["request_key"]
    if first := BulkChange.objects.visible_to(request.user).filter(key=key).first():
        return first
    if form.cleaned_data["agreed"] != plan.fingerprint or not plan.possible:
        return None
    actions = [row.action for row in plan.possible]
    try:
        return change_many(wish=plan.wish, actions=actions, by=request.user, key=key)
    except (Stale, PermissionDenied, ValidationError):
        return None


def _say(request: HttpRequest, change: BulkChange, plan: Plan) -> None:
    """How many were saved, and the way back."""
    count = change.entries.values("action").distinct().count()
    said = ngettext("Saved for %(n)s action.", "Saved for %(n)s actions.", count) % {"n": count}
    undo = reverse("recommendations:bulk-undo", args=[change.key.hex])
    messages.success(request, format_html('{} <a href="{}">{}</a>', said, undo, _("Undo")))
