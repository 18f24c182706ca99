from dataclasses import replace

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from evaluations.fetch import get_commented
from evaluations.permissions import can_read_draft
from mmsp.reports import content, html
from mmsp.reports.audience import asked_for, audience_of
from mmsp.reports.fragments import excerpt
from mmsp.reports.places import ROW
from mmsp.reports.views import download, evaluations_of, name_of


@require_safe
def part_pdf(request: HttpRequest, slug: str, anchor: str) -> HttpResponse:
    """One part of the draft as it will be printed, for who reads the draft."""
    evaluation = get_object_or_404(evaluations_of(request), slug=slug)
    if not can_read_draft(request.user, evaluation):
        raise PermissionDenied
    audience = asked_for(request, audience_of(request.user, evaluation))
    built = content.build(evaluation, audience=audience, as_of=timezone.localdate())
    paper = html.report(built)
    with translation.override(html.paper_language(built.lang)):
        mark = _("excerpt")
    part = ROW.fullmatch(anchor) and excerpt.of(paper.document, paper.css, anchor, mark)
    if not part:
        raise Http404
    kind = _("%(paper)s, %(part)s") % {"paper": paper.kind, "part": _called(request, slug, anchor)}
    paper = replace(paper, document=part.document, css=part.css, kind=kind)
    return download(request, paper, audience, name_of(built, anchor))


def _called(request: HttpRequest, slug: str, anchor: str) -> str:
    """What the row at the anchor is called, to be known by among the files of who asked for it."""
    key, place = anchor.rsplit("-", 1)
    return str(get_commented(request.user, slug, key, int(place)))
