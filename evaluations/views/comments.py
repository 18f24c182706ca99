from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from editing.history import history_page
from editing.pages import create_page, edit_page
from editing.permissions import may
from editing.versions import Stale
from evaluations.comments import settle_thread
from evaluations.fetch import get_commented, get_evaluation, get_part
from evaluations.filters import ThreadFilter
from evaluations.forms.comments import AnswerForm, CommentForm, SettleForm, ThreadForm
from evaluations.models import Comment, CommentThread, Evaluation
from evaluations.permissions import can_read_comments
from evaluations.talk import ThreadView, suggest_url, views_of
from evaluations.views.frame import framed

FORM = "evaluations/comment_form.html"
PAGE = 50


@require_safe
def thread_list(request: HttpRequest, slug: str) -> HttpResponse:
    """All comments on the draft, for who may see any."""
    evaluation, rows = _threads(request, slug)
    filters = ThreadFilter(request.GET, request=request, queryset=rows)
    page = Paginator(filters.qs.order_by("number"), PAGE).get_page(request.GET.get("page"))
    listed: Any = page.object_list  # still a query, cut to the page
    return framed(
        request, "evaluations/thread_list.html", evaluation, filter=filters, page=page,
        threads=views_of(listed, evaluation),
    )  # fmt: skip


@require_safe
def thread_detail(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What was said, what was answered, and the forms for saying more."""
    thread = _thread(request, slug, number)
    evaluation, user = thread.evaluation, request.user
    reply = Comment(thread=thread, author=user)
    may_reply = may(user, "add", reply)
    return framed(
        request, "evaluations/thread_detail.html", evaluation,
        view=_view(request, thread),
        thread=thread,
        form=CommentForm(fixed={"thread": thread}) if may_reply else None,
        settle=SettleForm(initial={"base_version": thread.version, "resolved": thread.is_open}),
        may_answer=may(user, "answer", thread),
        may_decide=may(user, "answer", thread),
        may_talk=may_reply,
        may_resolve=may(user, "resolve", thread),
        may_reword=may(user, "change", reply),
        may_read_history=may(user, "read_history", thread),
    )  # fmt: skip


def thread_new(request: HttpRequest, slug: str, noun: str, place: int) -> HttpResponse:
    """A comment on one part; `noun` and `place` are how people call it: finding 4."""
    part = get_commented(request.user, slug, noun, place)
    return create_page(
        request, CommentThread, ThreadForm, FORM, context={"suggest_url": suggest_url(part)},
        fixed={"evaluation": part.evaluation, "about": part},
        initial={"quote": request.GET.get("quote", "")[:2000]},
    )  # fmt: skip


def thread_reply(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    thread = _thread(request, slug, number)
    context = {"view": _view(request, thread)}
    return create_page(
        request, Comment, CommentForm, FORM, fixed={"thread": thread}, context=context
    )


def thread_answer(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    thread = _thread(request, slug, number)
    return edit_page(request, thread, AnswerForm, FORM, context={"view": _view(request, thread)})


@require_POST
def thread_settle(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Resolves the thread or opens it again."""
    thread, form = _thread(request, slug, number), SettleForm(request.POST)
    if not may(request.user, "resolve", thread):
        raise PermissionDenied
    if form.is_valid():
        try:
            settle_thread(thread=thread, by=request.user, **form.cleaned_data)
        except Stale:
            messages.warning(request, _("Somebody changed it meanwhile. Look again."))
        else:
            messages.success(request, _("Saved."))
    return redirect(thread)


def thread_history(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    return history_page(request, _thread(request, slug, number))


def comment_edit(request: HttpRequest, slug: str, number: int, entry: int) -> HttpResponse:
    return edit_page(request, _comment(request, slug, number, entry), CommentForm, FORM)


def comment_history(request: HttpRequest, slug: str, number: int, entry: int) -> HttpResponse:
    return history_page(request, _comment(request, slug, number, entry))


def _threads(request: HttpRequest, slug: str) -> tuple[Evaluation, Any]:
    """The threads that the person sees; for readers there is no such page."""
    evaluation = get_evaluation(request.user, slug)
    if not can_read_comments(request.user, evaluation):
        raise Http404
    return evaluation, CommentThread.objects.visible_to(request.user).filter(evaluation=evaluation)


def _thread(request: HttpRequest, slug: str, number: int) -> CommentThread:
    return get_part(CommentThread, request.user, slug, number=number)


def _comment(request: HttpRequest, slug: str, number: int, entry: int) -> Comment:
    rows = Comment.objects.visible_to(request.user).select_related("thread__evaluation")
    return get_object_or_404(
        rows, thread__evaluation__slug=slug, thread__number=number, number=entry
    )


def _view(request: HttpRequest, thread: CommentThread) -> ThreadView:
    rows = CommentThread.objects.visible_to(request.user).filter(pk=thread.pk)
    return views_of(rows, thread.evaluation)[0]
