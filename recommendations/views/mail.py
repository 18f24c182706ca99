"""When somebody is written to, of what, and who stands in for them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import User
from editing.pages import edit_page
from evaluations.fetch import get_evaluation
from recommendations.actions import mute, unmute
from recommendations.following import followed_by, has_calendar
from recommendations.forms import MailForm


def mail_edit(request: HttpRequest) -> HttpResponse:
    me = get_object_or_404(User.objects.visible_to(request.user), pk=request.user.pk)
    context = {"followed": followed_by(me), "has_calendar": has_calendar(me)}
    here = reverse("recommendations:mail-edit")
    page = "recommendations/mail_form.html"
    return edit_page(request, me, MailForm, page, context=context, then=lambda _me: here)


@require_POST
def mail_mute(request: HttpRequest, slug: str) -> HttpResponse:
    """Reminders of the evaluation stop, or begin again."""
    evaluation = get_evaluation(request.user, slug)
    if "unmute" in request.POST:
        unmute(evaluation=evaluation, by=request.user)
        messages.success(request, _("You are reminded of this evaluation again."))
    else:
        mute(evaluation=evaluation, by=request.user)
        messages.success(request, _("You get no more reminders of this evaluation."))
    return redirect("recommendations:mail-edit")
