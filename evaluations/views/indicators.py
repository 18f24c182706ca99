from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from editing.history import history_page
from editing.in_place import in_place, way_back
from editing.pages import create_page, edit_page, remove_page
from evaluations.fetch import get_indicator, get_judgement_criterion
from evaluations.forms.questions import IndicatorForm
from evaluations.models import Indicator
from evaluations.views.matrix import move_in_grid

FORM = "evaluations/matrix_form.html"


@in_place
def indicator_new(request: HttpRequest, slug: str, asked: int, judged: int) -> HttpResponse:
    criterion = get_judgement_criterion(request.user, slug, asked, judged)
    return create_page(
        request, Indicator, IndicatorForm, FORM, fixed={"judgement_criterion": criterion},
        user=request.user, context={"criterion": criterion, "question": criterion.question},
        then=lambda row: way_back(request, row.get_absolute_url()), auto_id=f"i{asked}-{judged}-%s",
    )  # fmt: skip


@in_place
def indicator_edit(
    request: HttpRequest, slug: str, asked: int, judged: int, number: int
) -> HttpResponse:
    indicator = get_indicator(request.user, slug, asked, judged, number)
    criterion = indicator.judgement_criterion
    return edit_page(
        request, indicator, IndicatorForm, FORM,
        user=request.user, context={"criterion": criterion, "question": criterion.question},
        then=lambda row: way_back(request, row.get_absolute_url()),
        auto_id=f"i{asked}-{judged}-{number}-%s",
    )  # fmt: skip


@require_POST
@in_place
def indicator_move(
    request: HttpRequest, slug: str, asked: int, judged: int, number: int
) -> HttpResponse:
    indicator = get_indicator(request.user, slug, asked, judged, number)
    criterion = indicator.judgement_criterion
    evaluation = criterion.question.evaluation
    return move_in_grid(request, indicator, criterion.indicators.all(), evaluation)


def indicator_remove(
    request: HttpRequest, slug: str, asked: int, judged: int, number: int
) -> HttpResponse:
    indicator = get_indicator(request.user, slug, asked, judged, number)
    return remove_page(request, indicator, then=indicator.get_absolute_url())


def indicator_history(
    request: HttpRequest, slug: str, asked: int, judged: int, number: int
) -> HttpResponse:
    return history_page(request, get_indicator(request.user, slug, asked, judged, number))
