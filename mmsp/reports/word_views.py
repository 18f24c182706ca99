"""Papers of an evaluation that were printed only so far, in Word and as sheets, and the annex of what
rests on what."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from mmsp.reports import brief, content, html, writers
from mmsp.reports.audience import asked_for, audience_of
from mmsp.reports.files import WORD, attachment, one_at_a_time
from mmsp.reports.shapes import ReportContent
from mmsp.reports.views import download, evaluations_of, name_of


@require_safe
@one_at_a_time
def brief_docx(request: HttpRequest, slug: str) -> HttpResponse:
    evaluation = get_object_or_404(evaluations_of(request), slug=slug)
    audience = asked_for(request, audience_of(request.user, evaluation))
    built = brief.build_brief(evaluation, audience=audience, as_of=timezone.localdate())
    name = name_of(built, "evaluation-brief", "docx")
    return attachment(writers.brief_docx(built), WORD, name)


@require_safe
@one_at_a_time
def evaluation_matrix_docx(request: HttpRequest, slug: str) -> HttpResponse:
    built = _content(request, slug)
    name = name_of(built, "evaluation-matrix", "docx")
    return attachment(writers.evaluation_matrix_docx(built), WORD, name)


@require_safe
def traceability_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    built = _content(request, slug)
    name = name_of(built, "traceability")
    return download(request, html.traceability(built), built.audience, name)


@require_safe
@one_at_a_time
def traceability_docx(request: HttpRequest, slug: str) -> HttpResponse:
    built = _content(request, slug)
    name = name_of(built, "traceability", "docx")
    return attachment(writers.traceability_docx(built), WORD, name)


def _content(request: HttpRequest, slug: str) -> ReportContent:
    """What the person may read of the report, or asked for of it."""
    evaluation = get_object_or_404(evaluations_of(request), slug=slug)
    audience = asked_for(request, audience_of(request.user, evaluation))
    return content.build(evaluation, audience=audience, as_of=timezone.localdate())
