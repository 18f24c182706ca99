from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from editing.in_place import way_back
from editing.pages import create_page
from editing.permissions import may
from editing.versions import Stale
from evaluations.fetch import get_commented, get_part
from evaluations.forms.comments import DecisionForm, SuggestionForm, WithdrawalForm
from evaluations.models import CommentThread
from evaluations.paragraphs import Paragraph, paragraphs_of
from evaluations.suggestions import (
    MovedOn,
    accept_suggestion,
    reject_suggestion,
    withdraw_suggestion,
)
from evaluations.views.frame import framed

FORM = "evaluations/suggestion_form.html"


def suggestion_new(request: HttpRequest, slug: str, noun: str, place: int) -> HttpResponse:
    """Other words for one paragraph of a part; first asks for which one where nothing says it."""
    part = get_commented(request.user, slug, noun, place)
    fixed = {"evaluation": part.evaluation, "about": part}
    paragraphs = paragraphs_of(part)
    chosen = _chosen(request, paragraphs)
    if not chosen and request.method != "POST" and "draft" not in request.GET:
        if not may(request.user, "add", CommentThread(**fixed)):
            raise PermissionDenied
        return framed(
            request, "evaluations/suggestion_choose.html", part.evaluation, part=part,
            paragraphs=paragraphs, quote=request.GET.get("quote", ""),
        )  # fmt: skip
    initial = {"seen": chosen.token(part), "after": chosen.html} if chosen else {}
    return create_page(
        request, CommentThread, SuggestionForm, FORM, fixed=fixed, initial=initial,
        context={"part": part},
    )  # fmt: skip


@require_POST
def suggestion_decide(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Takes the suggested words up, or leaves the text as it is."""
    thread, form = _suggestion(request, slug, number), DecisionForm(request.POST)
    accepts = request.POST.get("decision") == "accept"
    if not may(request.user, "accept" if accepts else "answer", thread):
        raise PermissionDenied
    if form.is_valid():
        said = form.cleaned_data
        about = {"thread": thread, "base_version": said["base_version"], "word": said["word"]}
        if accepts:
            done = _tried(
                request, accept_suggestion, part_version=said["part_version"] or 0, **about
            )  # fmt: skip
        else:
            done = _tried(request, reject_suggestion, **about)
        if done:
            messages.success(request, _("Accepted.") if accepts else _("Not accepted."))
    else:
        messages.warning(request, _("This could not be understood. Look again, then decide."))
    return redirect(way_back(request, thread.get_absolute_url()))


@require_POST
def suggestion_withdraw(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Takes back what one suggested oneself, before it is decided."""
    thread, form = _suggestion(request, slug, number), WithdrawalForm(request.POST)
    if not may(request.user, "withdraw", thread):
        raise PermissionDenied
    if form.is_valid() and _tried(
        request, withdraw_suggestion, thread=thread, base_version=form.cleaned_data["base_version"]
    ):
        messages.success(request, _("Withdrawn."))
    return redirect(way_back(request, thread.get_absolute_url()))


def _tried(request: HttpRequest, action: Any, **said: Any) -> bool:
    """Whether it was done; else the page says why not."""
    try:
        action(by=request.user, **said)
    except Stale:
        messages.warning(request, _("Somebody changed it meanwhile. Look again."))
    except MovedOn:
        messages.warning(request, _("The passage moved on. Look at both, and decide."))
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    else:
        return True
    return False


def _chosen(request: HttpRequest, paragraphs: list[Paragraph]) -> Paragraph | None:
    """The paragraph that the address names, or the one that the passage marked stands in."""
    wanted, quote = request.GET.get("paragraph"), " ".join(request.GET.get("quote", "").split())
    for each in paragraphs:
        if each.key == wanted or (quote and quote in " ".join(each.words.split())):
            return each
    return None


def _suggestion(request: HttpRequest, slug: str, number: int) -> CommentThread:
    thread = get_part(CommentThread, request.user, slug, number=number)
    if not hasattr(thread, "suggestion"):
        raise Http404
    return thread
