from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from activities.models import Activity
from mmsp.reports import html, workshop_remarks
from mmsp.reports.audience import asked_for, audience_of_activity, within
from mmsp.reports.files import WORD, attachment, private
from mmsp.reports.shapes import Audience
from mmsp.reports.views import download, name_of
from mmsp.reports.word import event
from mmsp.reports.workshop import build_workshop
from mmsp.reports.workshop_shapes import WorkshopContent


@require_safe
def workshop_preview(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The summary report as it will be printed, and beside it what its writers may still add."""
    activity = _activity(request, code, number)
    content = _content(request, activity)
    is_inside = content.audience == Audience.INTERNAL
    context = {
        "activity": activity,
        "paper": html.workshop(content),
        "audience": content.audience,
        "audiences": within(audience_of_activity(request.user, activity)),
        "remarks": workshop_remarks.check(content) if is_inside else None,
    }
    return private(render(request, "reports/workshop_preview.html", context))


@require_safe
def workshop_pdf(request: HttpRequest, code: str, number: int) -> HttpResponse:
    content = _content(request, _activity(request, code, number))
    name = name_of(content, "summary-report")
    return download(request, html.workshop(content), content.audience, name)


@require_safe
def workshop_docx(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The same report to work on."""
    content = _content(request, _activity(request, code, number))
    return attachment(event.as_docx(content), WORD, name_of(content, "summary-report", "docx"))


def _activity(request: HttpRequest, code: str, number: int) -> Activity:
    open_to_me = Activity.objects.visible_to(request.user).select_related("project__donor")
    return get_object_or_404(open_to_me, project__code=code, number=number)


def _content(request: HttpRequest, activity: Activity) -> WorkshopContent:
    audience = asked_for(request, audience_of_activity(request.user, activity))
    return build_workshop(activity, audience=audience, as_of=timezone.localdate())
