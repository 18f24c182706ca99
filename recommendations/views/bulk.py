"""One report for several actions, and its undoing."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from editing.in_place import way_back
from recommendations.actions import undo_many, undoing_of
from recommendations.actions.bulk import Undoing
from recommendations.forms import BulkForm
from recommendations.models import BulkChange, KeyAction
from recommendations.views.wishes import answer, chosen_among, chosen_in, seen_of


@require_http_methods(["GET", "HEAD", "POST"])
def bulk_update(request: HttpRequest) -> HttpResponse:
    back = way_back(request, reverse("recommendations:my-action-list"))
    chosen = chosen_in(request)
    actions = chosen_among(KeyAction.objects.visible_to(request.user), chosen)
    if not actions:
        messages.info(request, _("First tick the actions that you want to change together."))
        return redirect(back)
    form = BulkForm(
        request.POST if request.method == "POST" else None, actions=actions, user=request.user
    )
    seen = seen_of(actions, chosen)
    return answer(request, form, actions, seen, "recommendations/bulk_update.html", back, {})


@require_http_methods(["GET", "HEAD", "POST"])
def bulk_undo(request: HttpRequest, token: str) -> HttpResponse:
    """Says what goes back and what has moved on since, and does it on POST."""
    change = _own_change(request, token)
    back = reverse("recommendations:my-action-list")
    if request.method == "POST":
        try:
            _say(request, undo_many(change=change, by=request.user))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect(back)
    own = BulkChange.objects.visible_to(request.user).undoable(timezone.now())
    context = {
        "change": change, "back": back, "is_open": own.filter(pk=change.pk).exists(),
        "plan": undoing_of(change=change, by=request.user),
    }  # fmt: skip
    return render(request, "recommendations/bulk_undo.html", context)


def _own_change(request: HttpRequest, token: str) -> BulkChange:
    try:
        found = BulkChange.objects.visible_to(request.user).get(key=UUID(hex=token))
    except (ValueError, BulkChange.DoesNotExist):
        raise Http404 from None
    return found


def _say(request: HttpRequest, done: Undoing) -> None:
    if count := len(done.back):
        said = ngettext("Undone for %(n)s action.", "Undone for %(n)s actions.", count)
        messages.success(request, said % {"n": count})
    if done.left:
        names = "; ".join(_in_full(action) for action in done.left)
        said = _("Changed since, and left as they are: %(which)s.")
        messages.warning(request, said % {"which": names})


def _in_full(action: KeyAction) -> str:
    """Told from the 3.1 of another evaluation."""
    return f"{action.label} ({action.response.matrix.evaluation})"
