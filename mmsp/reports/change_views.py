from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from editing.diff import Rest
from editing.file_names import file_name
from editing.permissions import may
from editing.restore_pages import address_to_bring_back
from evaluations.models import Evaluation
from evaluations.permissions import can_read_draft
from mmsp.reports import html
from mmsp.reports.change_paper import build_changes, words_for
from mmsp.reports.changes import changed_items, removed_parts, told
from mmsp.reports.moments import asked_for, stage_moves
from mmsp.reports.shapes import Audience
from mmsp.reports.views import download, evaluations_of

A_PAGE = 25


@require_safe
def change_list(request: HttpRequest, slug: str) -> HttpResponse:
    """What changed since a day, or since the evaluation went to another stage."""
    evaluation = _evaluation(request, slug)
    moves = stage_moves(evaluation)
    since = asked_for(request.GET.get("since", ""), moves)
    items = changed_items(evaluation, since.at) if since else []
    page = Paginator(items, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "evaluation": evaluation,
        "moves": moves,
        "since": since,
        "page": page,
        "parts": [
            {"item": item, "what": words_for(item.what), "changes": changes}
            for item, changes in told(list(page), request.user, Rest.FOLDED)
        ],
    }
    response = render(request, "reports/change_list.html", context)
    patch_cache_control(response, private=True, no_store=True)
    return response


@require_safe
def change_list_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    evaluation = _evaluation(request, slug)
    since, today = (
        asked_for(request.GET.get("since", ""), stage_moves(evaluation)),
        timezone.localdate(),
    )
    if since is None:
        raise Http404
    content = build_changes(
        evaluation, since=since, reader=request.user, audience=Audience.INTERNAL, as_of=today
    )
    name = file_name(slug, f"changes-since-{since.key}", today, lang=content.lang)
    return download(request, html.changes(content), content.audience, name)


@require_safe
def removed_list(request: HttpRequest, slug: str) -> HttpResponse:
    """What was taken out of the report, and the way back for who may remove it."""
    evaluation = _evaluation(request, slug)
    removed = [
        {
            "row": row,
            "went": went,
            "bring_back": may(request.user, "delete", row) and address_to_bring_back(row),
        }
        for row, went in removed_parts(evaluation)
    ]
    context = {"evaluation": evaluation, "removed": removed}
    return render(request, "reports/removed_list.html", context)


def _evaluation(request: HttpRequest, slug: str) -> Evaluation:
    """For who does not follow the draft there is no such page."""
    evaluation = get_object_or_404(evaluations_of(request), slug=slug)
    if not can_read_draft(request.user, evaluation):
        raise Http404
    return evaluation
