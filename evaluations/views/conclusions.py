from django.http import HttpRequest, HttpResponse

from editing.history import history_page
from editing.pages import remove_page
from evaluations.fetch import get_edited, get_evaluation, get_part, neighbours_of
from evaluations.forms.findings import ConclusionForm
from evaluations.models import Conclusion
from evaluations.standing import edit_part, new_part
from evaluations.views.frame import framed

FORM = "evaluations/claim_form.html"


def conclusion_detail(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    conclusion = get_part(Conclusion, request.user, slug, number=number)
    return framed(
        request,
        "evaluations/conclusion_detail.html",
        conclusion.evaluation,
        focus=conclusion,
        recommendations=conclusion.recommendations.visible_to(request.user).select_related(
            "evaluation"
        ),
        claim=conclusion,
        findings=conclusion.findings.select_related("question"),
        neighbours=neighbours_of(conclusion, conclusion.evaluation.conclusions),
    )


def conclusion_new(request: HttpRequest, slug: str) -> HttpResponse:
    fixed = {"evaluation": get_evaluation(request.user, slug)}
    return new_part(request, Conclusion, ConclusionForm, FORM, fixed=fixed, user=request.user)


def conclusion_edit(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    conclusion = get_edited(Conclusion, request, slug, number=number)
    return edit_part(request, conclusion, ConclusionForm, FORM, user=request.user)


def conclusion_remove(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    conclusion = get_part(Conclusion, request.user, slug, number=number)
    return remove_page(request, conclusion, then=conclusion.evaluation.get_absolute_url())


def conclusion_history(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    return history_page(request, get_part(Conclusion, request.user, slug, number=number))
