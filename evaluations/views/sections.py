from django.http import HttpRequest, HttpResponse

from editing.history import history_page
from editing.pages import create_page, edit_page, remove_page
from evaluations.fetch import get_edited, get_evaluation, get_part, neighbours_of
from evaluations.forms.sections import SectionForm
from evaluations.models import ReportSection
from evaluations.talk import talk_about
from evaluations.views.frame import framed

FORM = "evaluations/form.html"


def section_detail(request: HttpRequest, slug: str, position: int) -> HttpResponse:
    section = get_part(ReportSection, request.user, slug, position=position)
    return framed(
        request,
        "evaluations/section_detail.html",
        section.evaluation,
        focus=section,
        section=section,
        neighbours=neighbours_of(section, section.evaluation.sections, by="position"),
    )


def section_new(request: HttpRequest, slug: str) -> HttpResponse:
    fixed = {"evaluation": get_evaluation(request.user, slug)}
    return create_page(request, ReportSection, SectionForm, FORM, fixed=fixed, user=request.user)


def section_edit(request: HttpRequest, slug: str, position: int) -> HttpResponse:
    section = get_edited(ReportSection, request, slug, position=position)
    talk = talk_about(section, request.user)
    return edit_page(request, section, SectionForm, FORM, user=request.user, context={"talk": talk})


def section_remove(request: HttpRequest, slug: str, position: int) -> HttpResponse:
    section = get_part(ReportSection, request.user, slug, position=position)
    return remove_page(request, section, then=section.evaluation.get_absolute_url())


def section_history(request: HttpRequest, slug: str, position: int) -> HttpResponse:
    return history_page(request, get_part(ReportSection, request.user, slug, position=position))
