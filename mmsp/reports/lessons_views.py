from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from editing.file_names import file_name
from mmsp.reports import html
from mmsp.reports.audience import asked_for, audience_of
from mmsp.reports.files import SHEET, attachment
from mmsp.reports.lesson_shapes import LessonsAhead
from mmsp.reports.lessons_ahead import DecisionsStayInside, build_lessons_ahead
from mmsp.reports.views import download, evaluations_of
from mmsp.reports.writers import lessons_xlsx


@require_safe
def lessons_ahead_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    content = _content(request, slug)
    return download(request, html.lessons_ahead(content), content.audience, _name(content, "pdf"))


@require_safe
def lessons_ahead_xlsx(request: HttpRequest, slug: str) -> HttpResponse:
    content = _content(request, slug)
    return attachment(lessons_xlsx(content), SHEET, _name(content, "xlsx"))


def _content(request: HttpRequest, slug: str) -> LessonsAhead:
    """For who takes part in the evaluation; for others there is no such paper."""
    evaluation = get_object_or_404(evaluations_of(request), slug=slug)
    try:
        audience = asked_for(request, audience_of(request.user, evaluation))
        return build_lessons_ahead(evaluation, audience=audience, as_of=timezone.localdate())
    except DecisionsStayInside:
        raise Http404 from None


def _name(content: LessonsAhead, ending: str) -> str:
    return file_name(
        content.slug, "lessons-for-the-next-phase", content.as_of, ending, lang=content.lang
    )
