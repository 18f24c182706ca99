from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.lists import look_at
from editing.history import history_page
from editing.pages import remove_page
from editing.permissions import may
from editing.references import with_references
from editing.versions import revisions_of
from evaluations.fetch import get_evaluation, get_part
from evaluations.similar.said import like_row, look_url
from evaluations.standing import edit_part, new_part
from evaluations.talk import talk_about
from evaluations.views.frame import RECENT
from recommendations.forms import RecommendationForm
from recommendations.models import ManagementResponse, Recommendation
from recommendations.rests_on import rests_on
from recommendations.rows import response_rows
from recommendations.tables import RECOMMENDATIONS, recommendations_asked
from recommendations.views.pages import page_of


@require_safe
def recommendation_list(request: HttpRequest) -> HttpResponse:
    look = look_at(request, RECOMMENDATIONS)
    if look.detour:
        return redirect(look.detour)
    asked = recommendations_asked(request, request.GET, look.columns, on=timezone.localdate())
    page = page_of(request, asked.found)
    context = {
        "look": look, "filter": asked.filter, "page": page, "rows": asked.rows(page.object_list),
    }  # fmt: skip
    return render(request, "recommendations/recommendation_list.html", context)


@require_safe
def recommendation_detail(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    recommendation = get_part(Recommendation, request.user, slug, number=number)
    responses = ManagementResponse.objects.visible_to(request.user).filter(
        recommendation=recommendation
    )
    with_references([recommendation], recommendation.evaluation, request.user)
    may_read_history = may(request.user, "read_history", recommendation)
    context = {
        "recommendation": recommendation,
        "evaluation": recommendation.evaluation,
        "parts": recommendation.parts.all(),
        "basis": rests_on(recommendation, request.user),
        "responses": list(response_rows(responses, request.user, timezone.localdate())),
        "said": like_row(recommendation, request.user, on=timezone.localdate()),
        "talk": talk_about(recommendation, request.user),
        "may_edit": may(request.user, "change", recommendation),
        "may_read_history": may_read_history,
        "recent": revisions_of(recommendation)[:RECENT] if may_read_history else [],
    }
    return render(request, "recommendations/recommendation_detail.html", context)


def recommendation_new(request: HttpRequest, slug: str) -> HttpResponse:
    evaluation = get_evaluation(request.user, slug)
    return new_part(
        request, Recommendation, RecommendationForm, "recommendations/recommendation_form.html",
        fixed={"evaluation": evaluation}, evaluation=evaluation, user=request.user,
        context={
            "evaluation": evaluation,
            "heading": _("New recommendation"),
            "back": evaluation.get_absolute_url(),
            "look_url": look_url(Recommendation(evaluation=evaluation)),
        },
    )  # fmt: skip


def recommendation_edit(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    recommendation = get_part(Recommendation, request.user, slug, number=number)
    evaluation = recommendation.evaluation
    return edit_part(
        request, recommendation, RecommendationForm, "recommendations/recommendation_form.html",
        evaluation=evaluation, user=request.user,
        context={
            "evaluation": evaluation,
            "heading": _("Edit recommendation %(number)s") % {"number": number},
            "back": recommendation.get_absolute_url(),
            "look_url": look_url(recommendation),
        },
    )  # fmt: skip


def recommendation_remove(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    recommendation = get_part(Recommendation, request.user, slug, number=number)
    return remove_page(request, recommendation, then=recommendation.evaluation.get_absolute_url())


def recommendation_history(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    return history_page(request, get_part(Recommendation, request.user, slug, number=number))
