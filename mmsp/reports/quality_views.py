from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from editing.file_names import file_name
from evaluations.models import QualityAssessment
from mmsp.reports import html
from mmsp.reports.files import WORD, attachment
from mmsp.reports.judged import QualityContent
from mmsp.reports.quality import QualityStaysInside, audience_of_quality, build_quality
from mmsp.reports.views import download, evaluations_of
from mmsp.reports.writers import quality_docx


@require_safe
def quality_grid_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    content = _content(request, slug)
    return download(request, html.quality(content), content.audience, _name(content, "pdf"))


@require_safe
def quality_grid_docx(request: HttpRequest, slug: str) -> HttpResponse:
    content = _content(request, slug)
    return attachment(quality_docx(content), WORD, _name(content, "docx"))


def _content(request: HttpRequest, slug: str) -> QualityContent:
    """The assessments that the person may read; for who opens no grid there is no such paper."""
    evaluation = get_object_or_404(evaluations_of(request), slug=slug)
    try:
        return build_quality(
            evaluation, audience=audience_of_quality(request.user, evaluation),
            as_of=timezone.localdate(),
            assessments=QualityAssessment.objects.visible_to(request.user),
        )  # fmt: skip
    except QualityStaysInside:
        raise Http404 from None


def _name(content: QualityContent, ending: str) -> str:
    return file_name(content.slug, "quality-grid", content.as_of, ending, lang=content.lang)
