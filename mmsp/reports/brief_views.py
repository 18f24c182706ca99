from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from evaluations.models import Evaluation
from mmsp.orders.handing_out import download_again
from mmsp.orders.remembered import Question
from mmsp.reports import html
from mmsp.reports.audience import asked_for, audience_of, within
from mmsp.reports.brief import build_brief
from mmsp.reports.brief_shapes import BriefContent
from mmsp.reports.files import private
from mmsp.reports.shapes import Audience
from mmsp.reports.views import evaluations_of, name_of


@require_safe
def brief_preview(request: HttpRequest, slug: str) -> HttpResponse:
    """The two pages, and beside them what they leave out of the report, for its writers."""
    evaluation = get_object_or_404(evaluations_of(request), slug=slug)
    own = audience_of(request.user, evaluation)
    content = _built(evaluation, asked_for(request, own))
    is_inside = content.audience == Audience.INTERNAL
    context = {
        "evaluation": evaluation,
        "paper": html.brief(content),
        "audience": content.audience,
        "audiences": within(own),
        "remarks": content.left_out if is_inside else None,
    }
    return private(render(request, "reports/brief_preview.html", context))


@require_safe
def brief_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    evaluation = get_object_or_404(evaluations_of(request), slug=slug)
    audience = asked_for(request, audience_of(request.user, evaluation))

    def made() -> tuple[html.Paper, str]:
        content = _built(evaluation, audience)
        return html.brief(content), name_of(content, "evaluation-brief")

    return download_again(request, Question("evaluation-brief", evaluation, audience), made)


def _built(evaluation: Evaluation, audience: Audience) -> BriefContent:
    return build_brief(evaluation, audience=audience, as_of=timezone.localdate())
