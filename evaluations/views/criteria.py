from django.http import HttpRequest, HttpResponse

from editing.history import history_page
from editing.pages import create_page, edit_page, remove_page
from evaluations.fetch import get_evaluation, get_part
from evaluations.forms.questions import CriterionForm
from evaluations.models import Criterion
from evaluations.views.frame import framed

FORM = "evaluations/form.html"


def criterion_list(request: HttpRequest, slug: str) -> HttpResponse:
    """What is judged: the standard criteria and the evaluation's own."""
    evaluation = get_evaluation(request.user, slug)
    criteria = Criterion.objects.visible_to(request.user).offered_to(evaluation)
    return framed(request, "evaluations/criterion_list.html", evaluation, criteria=criteria)


def criterion_new(request: HttpRequest, slug: str) -> HttpResponse:
    fixed = {"evaluation": get_evaluation(request.user, slug)}
    return create_page(request, Criterion, CriterionForm, FORM, fixed=fixed, user=request.user)


def criterion_edit(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    criterion = get_part(Criterion, request.user, slug, code=code)
    return edit_page(request, criterion, CriterionForm, FORM, user=request.user)


def criterion_remove(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    criterion = get_part(Criterion, request.user, slug, code=code)
    return remove_page(request, criterion, then=criterion.get_absolute_url())


def criterion_history(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    return history_page(request, get_part(Criterion, request.user, slug, code=code))
