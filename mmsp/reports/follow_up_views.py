from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from editing.file_names import file_name
from evaluations.fetch import get_evaluation
from evaluations.models import Evaluation
from mmsp.reports import html
from mmsp.reports.follow_up import build_follow_up
from mmsp.reports.shapes import Audience
from mmsp.reports.views import download
from recommendations.views.follow_up import dashboard_of


@require_safe
def follow_up_pdf(request: HttpRequest) -> HttpResponse:
    """Of all that the reader may see and asked for."""
    return _paper(request, None)


@require_safe
def evaluation_follow_up_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    return _paper(request, get_evaluation(request.user, slug))


def _paper(request: HttpRequest, evaluation: Evaluation | None) -> HttpResponse:
    """What stands in it is what its reader may see, so it is nobody else's paper."""
    dashboard = dashboard_of(request, evaluation)
    content = build_follow_up(dashboard, reader=request.user, evaluation=evaluation)
    slug = evaluation.slug if evaluation else "all"
    name = file_name(slug, "follow-up", dashboard.on, lang=content.lang)
    return download(request, html.follow_up(content), Audience.INTERNAL, name)
