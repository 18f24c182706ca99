import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from editing.file_names import file_name
from evaluations.fetch import get_evaluation
from evaluations.models import Evaluation, Membership
from mmsp.reports import follow_up_sheet, html
from mmsp.reports.files import SHEET, attachment
from mmsp.reports.follow_up import build_follow_up
from mmsp.reports.follow_up_shapes import FollowUpContent
from mmsp.reports.shapes import Audience
from mmsp.reports.views import download
from recommendations.forms.as_of import AsOfForm
from recommendations.views.follow_up import past_of


@require_safe
def follow_up_pdf(request: HttpRequest) -> HttpResponse:
    """Of all that the reader may see and asked for, on the day that is asked for."""
    return _file(request, None, "pdf")


@require_safe
def follow_up_xlsx(request: HttpRequest) -> HttpResponse:
    return _file(request, None, "xlsx")


@require_safe
def evaluation_follow_up_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    return _file(request, get_evaluation(request.user, slug), "pdf")


@require_safe
def evaluation_follow_up_xlsx(request: HttpRequest, slug: str) -> HttpResponse:
    return _file(request, get_evaluation(request.user, slug), "xlsx")


def _file(request: HttpRequest, evaluation: Evaluation | None, ending: str) -> HttpResponse:
    """What stands in it is what its reader may see, so it is nobody else's paper. A day that is none
    is shown to be so on the page that asks for it."""
    form = AsOfForm(request.GET)
    if not form.is_valid():
        page = "recommendations:evaluation-follow-up" if evaluation else "recommendations:follow-up"
        address = reverse(page, args=[evaluation.slug] if evaluation else [])
        return redirect(f"{address}?{request.GET.urlencode()}")
    content = _content(request, evaluation, form.cleaned_data["as_of"])
    slug = evaluation.slug if evaluation else "all"
    name = file_name(slug, "follow-up", content.as_of, ending, lang=content.lang)
    if ending == "xlsx":
        return attachment(follow_up_sheet.as_xlsx(content), SHEET, name)
    return download(request, html.follow_up(content), Audience.INTERNAL, name, is_own=True)


def _content(
    request: HttpRequest, evaluation: Evaluation | None, on: datetime.date
) -> FollowUpContent:
    """With the names of those responsible where the reader takes part."""
    dashboard = past_of(request, evaluation, on)
    part_of = Membership.objects.of(request.user).valid().values_list("evaluation", flat=True)
    is_staff = request.user.is_staff
    named_in = set(dashboard.past.evaluations) if is_staff else set(part_of)
    return build_follow_up(dashboard, reader=request.user, evaluation=evaluation, named_in=named_in)
