"""The response matrix to fill in, for those who read the draft of the report or answer it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from evaluations.models import Evaluation
from mmsp.orders.handing_out import download_again
from mmsp.orders.remembered import Question
from mmsp.reports import html, matrix_sheet, writers
from mmsp.reports.audience import asked_for, audience_of
from mmsp.reports.blank_matrix import build_blank
from mmsp.reports.files import SHEET, WORD, attachment, one_at_a_time
from mmsp.reports.matrix_views import name_of_matrix
from mmsp.reports.shapes import Audience, MatrixContent
from mmsp.reports.views import evaluations_of

PAPER = "blank-matrix"


@require_safe
def blank_matrix_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    evaluation, audience = _asked(request, slug)

    def made() -> tuple[html.Paper, str]:
        content = _built(evaluation, audience)
        return html.matrix(content), name_of_matrix(content, "pdf")

    return download_again(request, Question(PAPER, evaluation, audience), made)


@require_safe
@one_at_a_time
def blank_matrix_docx(request: HttpRequest, slug: str) -> HttpResponse:
    content = _built(*_asked(request, slug))
    return attachment(writers.matrix_docx(content), WORD, name_of_matrix(content, "docx"))


@require_safe
def blank_matrix_xlsx(request: HttpRequest, slug: str) -> HttpResponse:
    """What is filled in comes in again, once the organisation is asked for its response."""
    content = _built(*_asked(request, slug))
    return attachment(matrix_sheet.as_xlsx(content), SHEET, name_of_matrix(content, "xlsx"))


def _asked(request: HttpRequest, slug: str) -> tuple[Evaluation, Audience]:
    """For who has no version but the public one, there is no such paper."""
    evaluation = get_object_or_404(evaluations_of(request), slug=slug)
    audience = asked_for(request, audience_of(request.user, evaluation))
    if audience == Audience.PUBLIC:
        raise Http404
    return evaluation, audience


def _built(evaluation: Evaluation, audience: Audience) -> MatrixContent:
    return build_blank(evaluation, audience=audience, as_of=timezone.localdate())
