from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mmsp.reports import offers
from mmsp.reports.audience import asked_for
from mmsp.reports.files import private
from mmsp.reports.views import evaluations_of
from recommendations.models import ResponseMatrix


@require_safe
def paper_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Every paper that the reader may have of the evaluation, in one version at a time."""
    evaluation = get_object_or_404(evaluations_of(request), slug=slug)
    matrices = list(
        ResponseMatrix.objects.visible_to(request.user)
        .filter(evaluation=evaluation)
        .select_related("evaluation", "organisation")
    )
    papers = offers.open_to(request.user, evaluation, matrices)
    audiences = offers.audiences_of(papers)
    audience = asked_for(request, audiences[0])
    shown = list(offers.offers(papers, audience))
    own = shown if audience == audiences[0] else list(offers.offers(papers, audiences[0]))
    context = {
        "evaluation": evaluation,
        "groups": offers.grouped(shown),
        "own_name": _("Yours") if len(offers.grouped(own)) > 1 else "",
        "audience": audience,
        "audiences": audiences,
        "explained": offers.EXPLAINED[audience],
    }
    return private(render(request, "reports/paper_list.html", context))
