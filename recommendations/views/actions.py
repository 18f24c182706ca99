from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.lists import look_at
from activities.downloads import as_download
from editing.history import history_page
from editing.in_place import in_place, way_back
from editing.pages import create_page, edit_page, remove_page
from recommendations.fetch import get_action, get_response
from recommendations.forms import ActionForm, ProgressForm, VerificationForm
from recommendations.models import KeyAction, ProgressUpdate, Verification
from recommendations.rows import action_rows
from recommendations.tables import ACTIONS, actions_asked
from recommendations.views.my_actions import spot_in_list
from recommendations.views.pages import last_change, page_of
from recommendations.views.responses import place_of


@require_safe
def action_list(request: HttpRequest) -> HttpResponse:
    look, on = look_at(request, ACTIONS), timezone.localdate()
    if look.detour:
        return redirect(look.detour)
    asked = actions_asked(request, request.GET, look.columns, on=on)
    page = page_of(request, asked.found)
    rows = action_rows(page.object_list, request.user, on)
    context = {
        "look": look, "filter": asked.filter, "page": page, "rows": rows,
        "may_tick": any(row.may_update for row in rows),
        "last_change": last_change(request.user),
    }  # fmt: skip
    return render(request, "recommendations/action_list.html", context)


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
    return create_page(
        request, ProgressUpdate, ProgressForm, "recommendations/action_update.html",
        fixed={"key_action": row}, action=row, user=request.user, then=lambda _: back,
        context={**place, "shown": shown, "log": shown.log, "back": back,
                 **spot_in_list(shown, back, request.user)},
        auto_id=f"u_{shown.anchor}-%s",
    )  # fmt: skip


@in_place
def action_verify(
    request: HttpRequest, slug: str, organisation: str, number: int, action: int
) -> HttpResponse:
    """The second view of an action, beside its owner's."""
    row = get_action(request.user, slug, organisation, number, action)
    back = way_back(request, row.get_absolute_url())
    [shown] = action_rows([row], request.user, timezone.localdate())
    place = place_of(row.response, _("Verify action %(label)s") % {"label": row.label})
    return create_page(
        request, Verification, VerificationForm, "recommendations/action_verify.html",
        fixed={"key_action": row}, action=row, then=lambda _: back,
        context={**place, "shown": shown, "log": shown.log, "back": back},
        auto_id=f"v{number}-{action}-%s",
    )  # fmt: skip


@require_safe
def evidence_file(
    request: HttpRequest, slug: str, organisation: str, number: int, action: int, token: str
) -> FileResponse:
    """The file that came with a report on the action, by the name it is kept under."""
    row = get_action(request.user, slug, organisation, number, action)
    log = ProgressUpdate.objects.visible_to(request.user).filter(key_action=row)
    kept = (entry for entry in log.exclude(evidence_file="") if entry.file_token == token)
    if entry := next(kept, None):
        return as_download(entry.evidence_file, entry.download_name)
    raise Http404


def action_history(
    request: HttpRequest, slug: str, organisation: str, number: int, action: int
) -> HttpResponse:
    return history_page(request, get_action(request.user, slug, organisation, number, action))
