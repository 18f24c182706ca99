from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from editing.file_names import file_name
from evaluations.models import Evaluation
from mmsp.orders.handing_out import download_again
from mmsp.orders.remembered import Question
from mmsp.reports import html, sheet, table
from mmsp.reports.comment_shapes import CommentsContent
from mmsp.reports.comments import audience_of_comments, build_comments
from mmsp.reports.files import SHEET, WORD, attachment, one_at_a_time, private
from mmsp.reports.shapes import Audience
from mmsp.reports.views import evaluations_of


@require_safe
def comment_table(request: HttpRequest, slug: str) -> HttpResponse:
    """The comment-response table as it is printed, and the ways to take it along."""
    content = _content(request, slug)
    context = {"paper": html.comments(content), "slug": slug, "title": content.title}
    return private(render(request, "reports/comment_table_preview.html", context))


@require_safe
def comment_table_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    evaluation = _evaluation(request, slug)

    def made() -> tuple[html.Paper, str]:
        content = _built(evaluation)
        return html.comments(content), _name(content, "pdf")

    return download_again(request, Question("comment-table", evaluation, Audience.INTERNAL), made)


@require_safe
@one_at_a_time
def comment_table_docx(request: HttpRequest, slug: str) -> HttpResponse:
    content = _content(request, slug)
    return attachment(table.as_docx(content), WORD, _name(content, "docx"))


@require_safe
def comment_table_xlsx(request: HttpRequest, slug: str) -> HttpResponse:
    content = _content(request, slug)
    return attachment(sheet.as_xlsx(content), SHEET, _name(content, "xlsx"))


@require_safe
def comment_table_csv(request: HttpRequest, slug: str) -> HttpResponse:
    content = _content(request, slug)
    return attachment(table.as_csv(content), "text/csv; charset=utf-8", _name(content, "csv"))


def _evaluation(request: HttpRequest, slug: str) -> Evaluation:
    """For who reads no comments there is no such paper."""
    evaluation = get_object_or_404(evaluations_of(request), slug=slug)
    if audience_of_comments(request.user, evaluation) != Audience.INTERNAL:
        raise Http404
    return evaluation


def _built(evaluation: Evaluation) -> CommentsContent:
    return build_comments(evaluation, audience=Audience.INTERNAL, as_of=timezone.localdate())


def _content(request: HttpRequest, slug: str) -> CommentsContent:
    """What the person may have."""
    return _built(_evaluation(request, slug))


def _name(content: CommentsContent, ending: str) -> str:
    return file_name(content.slug, "comment-table", content.as_of, ending, lang=content.lang)
