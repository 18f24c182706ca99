"""The response matrix as files: the IOM form as PDF and in Word, and a sheet to fill in."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from editing.file_names import file_name
from mmsp.orders.handing_out import download_again
from mmsp.orders.remembered import Question
from mmsp.reports import html, matrix_sheet, services_sheet, writers
from mmsp.reports.audience import asked_for, audience_of_matrix
from mmsp.reports.files import SHEET, WORD, attachment, one_at_a_time
from mmsp.reports.responses import build_matrix, is_ready_for
from mmsp.reports.shapes import Audience, MatrixContent
from mmsp.reports.word.matrix import as_docx
from recommendations.models import ResponseMatrix

SERVICES = "response-of-services"


@require_safe
def matrix_pdf(request: HttpRequest, slug: str, organisation: str) -> HttpResponse:
    return _printed(request, slug, organisation, "response-matrix", html.matrix)


@require_safe
def services_pdf(request: HttpRequest, slug: str, organisation: str) -> HttpResponse:
    """The same answers as the Commission lays them out."""
    return _printed(request, slug, organisation, SERVICES, html.services)


@require_safe
@one_at_a_time
def services_docx(request: HttpRequest, slug: str, organisation: str) -> HttpResponse:
    content = _content(request, slug, organisation)
    return attachment(
        writers.services_docx(content), WORD, name_of_matrix(content, "docx", SERVICES)
    )


@require_safe
def services_xlsx(request: HttpRequest, slug: str, organisation: str) -> HttpResponse:
    content = _content(request, slug, organisation)
    return attachment(
        services_sheet.as_xlsx(content), SHEET, name_of_matrix(content, "xlsx", SERVICES)
    )


@require_safe
@one_at_a_time
def matrix_docx(request: HttpRequest, slug: str, organisation: str) -> HttpResponse:
    """With the remarks as comments where they are asked for and the reader may see them."""
    content = _content(request, slug, organisation)
    body = as_docx(content, with_comments="comments" in request.GET)
    return attachment(body, WORD, name_of_matrix(content, "docx"))


@require_safe
def matrix_xlsx(request: HttpRequest, slug: str, organisation: str) -> HttpResponse:
    """Filled with the recommendations and all that is answered; what is added comes in again."""
    content = _content(request, slug, organisation)
    return attachment(matrix_sheet.as_xlsx(content), SHEET, name_of_matrix(content, "xlsx"))


@require_safe
def matrix_csv(request: HttpRequest, slug: str, organisation: str) -> HttpResponse:
    content = _content(request, slug, organisation)
    body = matrix_sheet.as_csv(content)
    return attachment(body, "text/csv; charset=utf-8", name_of_matrix(content, "csv"))


def _printed(
    request: HttpRequest, slug: str, organisation: str, kind: str,
    paper: Callable[[MatrixContent], html.Paper],
) -> HttpResponse:  # fmt: skip
    matrix, audience = _asked(request, slug, organisation)

    def made() -> tuple[html.Paper, str]:
        content = build_matrix(matrix, audience=audience, as_of=timezone.localdate())
        return paper(content), name_of_matrix(content, "pdf", kind)

    return download_again(request, Question(kind, matrix, audience), made)


def _asked(
    request: HttpRequest, slug: str, organisation: str
) -> tuple[ResponseMatrix, Audience]:  # fmt: skip
    """The matrix and for whom the person may have it; for who may not yet, there is no such paper."""
    rows = ResponseMatrix.objects.visible_to(request.user).select_related("evaluation")
    matrix = get_object_or_404(rows, evaluation__slug=slug, organisation__slug=organisation)
    audience = asked_for(request, audience_of_matrix(request.user, matrix))
    if not is_ready_for(matrix, audience):
        raise Http404
    return matrix, audience


def _content(request: HttpRequest, slug: str, organisation: str) -> MatrixContent:
    """What the person may have of it, on this day."""
    matrix, audience = _asked(request, slug, organisation)
    return build_matrix(matrix, audience=audience, as_of=timezone.localdate())


def name_of_matrix(content: MatrixContent, ending: str, paper: str = "response-matrix") -> str:
    whose = f"{paper}-{content.matrix.slug}"
    return file_name(
        content.slug, whose, content.as_of, ending, lang=content.lang, audience=content.audience
    )
