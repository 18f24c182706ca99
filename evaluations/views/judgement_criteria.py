from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from editing.history import history_page
from editing.in_place import in_place, way_back
from editing.pages import create_page, edit_page, remove_page
from evaluations.fetch import get_judgement_criterion, get_part
from evaluations.forms.questions import JudgementCriterionForm
from evaluations.models import EvaluationQuestion, JudgementCriterion
from evaluations.views.matrix import move_in_grid

FORM = "evaluations/matrix_form.html"


@in_place
def judgement_criterion_new(request: HttpRequest, slug: str, asked: int) -> HttpResponse:
    question = get_part(EvaluationQuestion, request.user, slug, number=asked)
    return create_page(
        request, JudgementCriterion, JudgementCriterionForm, FORM,
        fixed={"question": question}, user=request.user, context={"question": question},
        then=lambda row: way_back(request, row.get_absolute_url()), auto_id=f"q{asked}-jc-%s",
    )  # fmt: skip


@in_place
def judgement_criterion_edit(
    request: HttpRequest, slug: str, asked: int, number: int
) -> HttpResponse:
    criterion = get_judgement_criterion(request.user, slug, asked, number)
    return edit_page(
        request, criterion, JudgementCriterionForm, FORM,
        user=request.user, context={"question": criterion.question},
        then=lambda row: way_back(request, row.get_absolute_url()), auto_id=f"jc{asked}-{number}-%s",
    )  # fmt: skip


@require_POST
@in_place
def judgement_criterion_move(
    request: HttpRequest, slug: str, asked: int, number: int
) -> HttpResponse:
    criterion = get_judgement_criterion(request.user, slug, asked, number)
    question = criterion.question
    return move_in_grid(request, criterion, question.judgement_criteria.all(), question.evaluation)


def judgement_criterion_remove(
    request: HttpRequest, slug: str, asked: int, number: int
) -> HttpResponse:
    criterion = get_judgement_criterion(request.user, slug, asked, number)
    return remove_page(request, criterion, then=criterion.get_absolute_url())


def judgement_criterion_history(
    request: HttpRequest, slug: str, asked: int, number: int
) -> HttpResponse:
    return history_page(request, get_judgement_criterion(request.user, slug, asked, number))
