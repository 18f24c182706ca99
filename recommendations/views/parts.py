"""Parts of a recommendation, and what is answered to each."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from editing.history import history_page
from editing.in_place import in_place
from editing.pages import create_page, edit_page, remove_page
from evaluations.fetch import get_part
from recommendations.fetch import get_response
from recommendations.forms import PartAnswerForm, PartForm
from recommendations.models import PartAnswer, Recommendation, RecommendationPart
from recommendations.views.responses import place_of

FORM = "recommendations/part_form.html"


def part_new(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    recommendation = get_part(Recommendation, request.user, slug, number=number)
    last = recommendation.parts.last()
    fixed = {"recommendation": recommendation, "number": last.number + 1 if last else 1}
    return create_page(
        request, RecommendationPart, PartForm, FORM, fixed=fixed,
        context=_about(recommendation, _("New part of recommendation %(n)s") % {"n": number}),
    )  # fmt: skip


def part_edit(request: HttpRequest, slug: str, number: int, part: int) -> HttpResponse:
    row = _part(request, slug, number, part)
    heading = _("Part %(label)s") % {"label": row.label}
    return edit_page(request, row, PartForm, FORM, context=_about(row.recommendation, heading))


def part_remove(request: HttpRequest, slug: str, number: int, part: int) -> HttpResponse:
    row = _part(request, slug, number, part)
    return remove_page(request, row, then=row.get_absolute_url())


def part_history(request: HttpRequest, slug: str, number: int, part: int) -> HttpResponse:
    return history_page(request, _part(request, slug, number, part))


def _part(request: HttpRequest, slug: str, number: int, part: int) -> RecommendationPart:
    rows = RecommendationPart.objects.visible_to(request.user).select_related(
        "recommendation__evaluation"
    )
    recommendation = get_part(Recommendation, request.user, slug, number=number)
    return get_object_or_404(rows, recommendation=recommendation, number=part)


def _about(recommendation: Recommendation, heading: str) -> dict:
    return {
        "heading": heading,
        "recommendation": recommendation,
        "evaluation": recommendation.evaluation,
        "back": recommendation.get_absolute_url(),
    }


@in_place
def part_answer_edit(
    request: HttpRequest, slug: str, organisation: str, number: int, part: int
) -> HttpResponse:
    answer = _answer(request, slug, organisation, number, part)
    heading = _("Response to part %(label)s") % {"label": answer.part.label}
    return edit_page(
        request, answer, PartAnswerForm, "recommendations/part_answer_form.html",
        auto_id=f"r{number}-{part}-%s",
        context={**place_of(answer.response, heading), "part": answer.part},
    )  # fmt: skip


def part_answer_history(
    request: HttpRequest, slug: str, organisation: str, number: int, part: int
) -> HttpResponse:
    return history_page(request, _answer(request, slug, organisation, number, part))


def _answer(
    request: HttpRequest, slug: str, organisation: str, number: int, part: int
) -> PartAnswer:
    response = get_response(request.user, slug, organisation, number)
    rows = PartAnswer.objects.visible_to(request.user).select_related(
        "part__recommendation", "response__matrix__evaluation", "response__matrix__organisation",
        "response__recommendation__evaluation",
    )  # fmt: skip
    return get_object_or_404(rows, response=response, part__number=part)
