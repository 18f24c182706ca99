from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from editing.history import history_page
from editing.in_place import in_place, way_back
from editing.pages import create_page, edit_page, remove_page
from recommendations.fetch import get_action, get_response
from recommendations.filters import ActionFilter
from recommendations.forms import ActionForm, ProgressForm
from recommendations.models import KeyAction, ProgressUpdate
from recommendations.models.action import KeyActionQuerySet
from recommendations.rows import LogEntry, action_rows, log_for
from recommendations.views.responses import place_of

PAGE = 50


@require_safe
def action_list(request: HttpRequest) -> HttpResponse:
    on = timezone.localdate()
    visible = KeyAction.objects.visible_to(request.user)
    filters = ActionFilter(request.GET, request=request, queryset=visible, on=on)
    page = _page(request, filters.qs)
    rows = action_rows(page.object_list, request.user, on)
    context = {"filter": filters, "page": page, "rows": rows}
    return render(request, "recommendations/action_list.html", context)


@require_safe
def my_action_list(request: HttpRequest) -> HttpResponse:
    mine = KeyAction.objects.visible_to(request.user).responsibility_of(request.user).open()
    page = _page(request, mine)
    rows = action_rows(page.object_list, request.user, timezone.localdate())
    return render(request, "recommendations/my_action_list.html", {"page": page, "rows": rows})


def _page(request: HttpRequest, actions: KeyActionQuerySet) -> Page:
    rows = actions.with_addresses().prefetch_related("updates").soonest_first()
    return Paginator(rows, PAGE).get_page(request.GET.get("page"))


@in_place
def action_new(request: HttpRequest, slug: str, organisation: str, number: int) -> HttpResponse:
    response = get_response(request.user, slug, organisation, number)
    heading = _("New key action for recommendation %(number)s") % {"number": number}
    return create_page(
        request, KeyAction, ActionForm, "recommendations/action_form.html",
        fixed={"response": response}, response=response, user=request.user,
        context=place_of(response, heading), auto_id=f"r{number}-new-%s",
    )  # fmt: skip


@in_place
def action_edit(
    request: HttpRequest, slug: str, organisation: str, number: int, action: int
) -> HttpResponse:
    row = get_action(request.user, slug, organisation, number, action)
    place = place_of(row.response, _("Key action %(label)s") % {"label": row.label})
    return edit_page(
        request, row, ActionForm, "recommendations/action_form.html",
        response=row.response, user=request.user, auto_id=f"a{number}-{action}-%s",
        context={
            **place,
            "remove_url": row.url_for("remove"),
            "history_url": row.url_for("history"),
        },
    )  # fmt: skip


def action_remove(
    request: HttpRequest, slug: str, organisation: str, number: int, action: int
) -> HttpResponse:
    row = get_action(request.user, slug, organisation, number, action)
    return remove_page(request, row, then=row.response.get_absolute_url())


@in_place
def action_update(
    request: HttpRequest, slug: str, organisation: str, number: int, action: int
) -> HttpResponse:
    row = get_action(request.user, slug, organisation, number, action)
    back = way_back(request, row.get_absolute_url())
    [shown] = action_rows([row], request.user, timezone.localdate())
    place = place_of(row.response, _("Report on action %(label)s") % {"label": row.label})
    log = log_for(request.user).visible_to(request.user).filter(key_action=row)
    entries = [LogEntry(update) for update in log]
    return create_page(
        request, ProgressUpdate, ProgressForm, "recommendations/action_update.html",
        fixed={"key_action": row}, action=row, user=request.user, then=lambda _: back,
        context={**place, "shown": shown, "log": entries, "back": back},
        auto_id=f"u{number}-{action}-%s",
    )  # fmt: skip


def action_history(
    request: HttpRequest, slug: str, organisation: str, number: int, action: int
) -> HttpResponse:
    return history_page(request, get_action(request.user, slug, organisation, number, action))
