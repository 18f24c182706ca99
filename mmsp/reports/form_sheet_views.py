from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from evaluations.models import Evaluation
from mmsp.reports import content, form_sheet
from mmsp.reports.audience import asked_for, audience_of, within
from mmsp.reports.files import WORD, attachment, one_at_a_time, private
from mmsp.reports.shapes import Audience, ReportContent
from mmsp.reports.views import evaluations_of, name_of


@require_safe
def form_sheet_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Field by field, ready to paste, for whoever reads the report."""
    evaluation = get_object_or_404(evaluations_of(request), slug=slug)
    own = audience_of(request.user, evaluation)
    built = _built(evaluation, asked_for(request, own))
    context = {
        "evaluation": evaluation,
        "paper": built,
        "fields": list(form_sheet.fields(built)),
        "audience": built.audience,
        "audiences": within(own),
    }
    return private(render(request, "reports/form_sheet.html", context))


@require_safe
@one_at_a_time
def form_sheet_docx(request: HttpRequest, slug: str) -> HttpResponse:
    evaluation = get_object_or_404(evaluations_of(request), slug=slug)
    built = _built(evaluation, asked_for(request, audience_of(request.user, evaluation)))
    name = name_of(built, "opsys-sheet", "docx")
    return attachment(form_sheet.as_docx(built), WORD, name)


def _built(evaluation: Evaluation, audience: Audience) -> ReportContent:
    return content.build(evaluation, audience=audience, as_of=timezone.localdate())
