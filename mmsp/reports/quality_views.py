from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from editing.file_names import file_name
from evaluations.models import Evaluation, QualityAssessment
from mmsp.orders.handing_out import download_again
from mmsp.orders.remembered import Question
from mmsp.reports import html
from mmsp.reports.files import WORD, attachment, one_at_a_time
from mmsp.reports.judged import QualityContent
from mmsp.reports.quality import audience_of_quality, build_quality
from mmsp.reports.shapes import Audience
from mmsp.reports.views import evaluations_of
from mmsp.reports.writers import quality_docx


@require_safe
def quality_grid_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """One paper for all who read the same assessments."""
    evaluation = _evaluation(request, slug)
    shown = _assessments(request).filter(evaluation=evaluation).order_by("pk")
    kind = "-".join(["quality-grid", *map(str, shown.values_list("pk", flat=True))])

    def made() -> tuple[html.Paper, str]:
        content = _content(request, evaluation)
        return html.quality(content), _name(content, "pdf")

    return download_again(request, Question(kind, evaluation, Audience.INTERNAL), made)


@require_safe
@one_at_a_time
def quality_grid_docx(request: HttpRequest, slug: str) -> HttpResponse:
    content = _content(request, _evaluation(request, slug))
    return attachment(quality_docx(content), WORD, _name(content, "docx"))


def _evaluation(request: HttpRequest, slug: str) -> Evaluation:
    """For who opens no grid there is no such paper."""
    evaluation = get_object_or_404(evaluations_of(request), slug=slug)
    if audience_of_quality(request.user, evaluation) != Audience.INTERNAL:
        raise Http404
    return evaluation


def _assessments(request: HttpRequest) -> QuerySet[QualityAssessment]:
    return QualityAssessment.objects.visible_to(request.user)


def _content(request: HttpRequest, evaluation: Evaluation) -> QualityContent:
    """The assessments that the person may read."""
    return build_quality(
        evaluation, audience=Audience.INTERNAL, as_of=timezone.localdate(),
        assessments=_assessments(request),
    )  # fmt: skip


def _name(content: QualityContent, ending: str) -> str:
    return file_name(content.slug, "quality-grid", content.as_of, ending, lang=content.lang)
