"""All open actions of one person into the hands of another, when staff rotate."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from recommendations.forms import HandOverForm, HandsForm
from recommendations.models import KeyAction
from recommendations.takers import seen_by, why_not
from recommendations.views.wishes import MOST, answer, chosen_among, chosen_in, seen_of

TEMPLATE = "recommendations/hand_over.html"


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest) -> HttpResponse:
    """First whose and to whom, by the address; then which and with what words."""
    own = KeyAction.objects.visible_to(request.user).passed_on_by(request.user).open()
    asked = request.GET if request.GET.get("to") else None
    hands = HandsForm(asked, actions=own, user=request.user, initial={"holder": request.user.pk})
    if not hands.is_valid():
        context = {"hands": hands, "has_any": own.exclude(responsible_person=None).exists()}
        return render(request, TEMPLATE, context, status=422 if hands.errors else 200)
    held = own.filter(responsible_person=hands.cleaned_data["holder"])
    return _page(request, hands, held, hands.cleaned_data["to"])


def _page(
    request: HttpRequest, hands: HandsForm, held: QuerySet[KeyAction], to: User
) -> HttpResponse:
    every = list(held.with_addresses().soonest_first()[:MOST])
    open_to = seen_by(to, every)
    left = [(action, said) for action in every if (said := why_not(action, to, open_to))]
    free = [action for action in every if action.pk not in {each.pk for each, _said in left}]
    is_sent = request.method == "POST"
    chosen = chosen_in(request)
    actions = chosen_among(held, chosen) if is_sent else free
    form = HandOverForm(request.POST if is_sent else None, to=to)
    if is_sent and not actions and form.is_valid():
        form.add_error(None, _("Tick at least one action."))
    context = {"hands": hands, "to": to, "holder": hands.cleaned_data["holder"], "left": left,
               "free": free, "ticked": {each.pk for each in actions}}  # fmt: skip
    back = reverse("recommendations:my-action-list")
    return answer(request, form, actions, seen_of(actions, chosen), TEMPLATE, back, context)
