from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from activities.models import Activity
from mmsp.orders.handing_out import download_again
from mmsp.orders.remembered import Question
from mmsp.reports import html, workshop_remarks
from mmsp.reports.audience import asked_for, audience_of_activity, within
from mmsp.reports.files import WORD, attachment, one_at_a_time, private
from mmsp.reports.shapes import Audience
from mmsp.reports.views import name_of
from mmsp.reports.word import event
from mmsp.reports.workshop import build_workshop
from mmsp.reports.workshop_shapes import WorkshopContent


@require_safe
def workshop_preview(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The summary report as it will be printed, and beside it what its writers may still add."""
    activity = _activity(request, code, number)
    own = audience_of_activity(request.user, activity)
    content = _built(activity, asked_for(request, own))
    is_inside = content.audience == Audience.INTERNAL
    context = {
        "activity": activity,
        "paper": html.workshop(content),
        "audience": content.audience,
        "audiences": within(own),
        "remarks": workshop_remarks.check(content) if is_inside else None,
    }
    return private(render(request, "reports/workshop_preview.html", context))


@require_safe
def workshop_pdf(request: HttpRequest, code: str, number: int) -> HttpResponse:
    activity = _activity(request, code, number)
    audience = asked_for(request, audience_of_activity(request.user, activity))

    def made() -> tuple[html.Paper, str]:
        content = _built(activity, audience)
        return html.workshop(content), name_of(content, "summary-report")

    return download_again(request, Question("workshop-report", activity, audience), made)


@require_safe
@one_at_a_time
def workshop_docx(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The same report to work on."""
    activity = _activity(request, code, number)
    content = _built(activity, asked_for(request, audience_of_activity(request.user, activity)))
    return attachment(event.as_docx(content), WORD, name_of(content, "summary-report", "docx"))


def _activity(request: HttpRequest, code: str, number: int) -> Activity:
    open_to_me = Activity.objects.visible_to(request.user).select_related("project__donor")
    return get_object_or_404(open_to_me, project__code=code, number=number)


def _built(activity: Activity, audience: Audience) -> WorkshopContent:
    return build_workshop(activity, audience=audience, as_of=timezone.localdate())
