from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from editing.history import history_page
from editing.pages import create_page, edit_page
from evaluations.fetch import get_evaluation
from recommendations.forms import RulesForm
from recommendations.models import FollowUpRules, rules_of

FORM = "recommendations/form_page.html"


def rules_edit(request: HttpRequest, slug: str) -> HttpResponse:
    """The rules of an evaluation, written the first time or changed."""
    evaluation = get_evaluation(request.user, slug)
    rules = rules_of(evaluation)
    back = reverse("recommendations:matrix-list", args=[slug])
    context = {"evaluation": evaluation, "heading": _("Rules of the follow-up"), "back": back}
    if rules.pk:
        return edit_page(request, rules, RulesForm, FORM, context=context, then=lambda _row: back)
    return create_page(
        request, FollowUpRules, RulesForm, FORM, fixed={"evaluation": evaluation},
        context=context, then=lambda _row: back,
    )  # fmt: skip


def rules_history(request: HttpRequest, slug: str) -> HttpResponse:
    return history_page(request, rules_of(get_evaluation(request.user, slug)))
