from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from activities.models import Newsletter, Project
from editing.file_names import file_name
from mmsp.reports import html, outreach_remarks
from mmsp.reports.audience import asked_for, audience_of_newsletter, audience_of_project, within
from mmsp.reports.factsheet import build_factsheet
from mmsp.reports.files import private
from mmsp.reports.newsletter import build_newsletter
from mmsp.reports.outreach_shapes import FactsheetContent, NewsletterContent
from mmsp.reports.shapes import Audience
from mmsp.reports.views import download, name_of


@require_safe
def factsheet_preview(request: HttpRequest, code: str) -> HttpResponse:
    """The sheet as it will be printed, and beside it what a language still lacks, for its writers."""
    project = _project(request, code)
    content = _factsheet(request, project)
    context = {
        "project": project,
        "paper": html.factsheet(content),
        "texts": project.texts.all(),
        "second": content.second,
        **_for_whom(content, audience_of_project(request.user, project)),
        "remarks": _for_writers(content, outreach_remarks.of_factsheet),
    }
    return private(render(request, "reports/factsheet_preview.html", context))


@require_safe
def factsheet_pdf(request: HttpRequest, code: str) -> HttpResponse:
    content = _factsheet(request, _project(request, code))
    languages = "-".join(each.lang.split("-")[0] for each in content.languages)
    name = file_name(content.slug, f"factsheet-{languages}", content.as_of)
    return download(request, html.factsheet(content), content.audience, name)


@require_safe
def newsletter_preview(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The newsletter as it will be printed, and beside it what its writers may still add."""
    newsletter = _newsletter(request, code, number)
    content = _content(request, newsletter)
    context = {
        "newsletter": newsletter,
        "paper": html.on_screen(html.newsletter(content), content),
        **_for_whom(content, audience_of_newsletter(request.user, newsletter)),
        "remarks": _for_writers(content, outreach_remarks.of_newsletter),
    }
    return private(render(request, "reports/newsletter_preview.html", context))


@require_safe
def newsletter_pdf(request: HttpRequest, code: str, number: int) -> HttpResponse:
    content = _content(request, _newsletter(request, code, number))
    return download(request, html.newsletter(content), content.audience, name_of(content, ""))


def _for_whom(content: FactsheetContent | NewsletterContent, own: Audience) -> dict[str, Any]:
    return {"audience": content.audience, "audiences": within(own)}


def _for_writers(content: Any, remarks: Any) -> Any:
    return remarks(content) if content.audience == Audience.INTERNAL else None


def _project(request: HttpRequest, code: str) -> Project:
    open_to_me = Project.objects.visible_to(request.user).with_facts()
    return get_object_or_404(open_to_me, code=code)


def _factsheet(request: HttpRequest, project: Project) -> FactsheetContent:
    """With the language that `?with=` names beside the project's own."""
    second = request.GET.get("with", "")
    if second and second not in {text.language for text in project.texts.all()}:
        raise Http404
    audience = asked_for(request, audience_of_project(request.user, project))
    today = timezone.localdate()
    return build_factsheet(project, audience=audience, as_of=today, second=second)


def _newsletter(request: HttpRequest, code: str, number: int) -> Newsletter:
    rows = Newsletter.objects.visible_to(request.user).select_related("project__donor")
    rows = rows.prefetch_related("project__kept_by", "project__implementing_partners")
    return get_object_or_404(rows, project__code=code, number=number)


def _content(request: HttpRequest, newsletter: Newsletter) -> NewsletterContent:
    audience = asked_for(request, audience_of_newsletter(request.user, newsletter))
    return build_newsletter(newsletter, audience=audience, as_of=timezone.localdate())
