from django.http import HttpRequest, HttpResponse

from editing.history import history_page
from editing.pages import remove_page
from evaluations.fetch import get_edited, get_evaluation, get_part, neighbours_of
from evaluations.forms.sections import SectionForm
from evaluations.models import ReportSection, SectionKind
from evaluations.standing import edit_part, new_part
from evaluations.views.frame import framed

FORM = "evaluations/part_form.html"


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
    """With `?kind=` the section starts where those of that kind stand."""
    kind = request.GET.get("kind", "")
    kind = kind if kind in SectionKind else ""
    return new_part(
        request, ReportSection, SectionForm, FORM, user=request.user, slot=kind,
        fixed={"evaluation": get_evaluation(request.user, slug)}, initial={"kind": kind},
    )  # fmt: skip


def section_edit(request: HttpRequest, slug: str, position: int) -> HttpResponse:
    section = get_edited(ReportSection, request, slug, position=position)
    return edit_part(request, section, SectionForm, FORM, user=request.user)


def section_remove(request: HttpRequest, slug: str, position: int) -> HttpResponse:
    section = get_part(ReportSection, request.user, slug, position=position)
    return remove_page(request, section, then=section.evaluation.get_absolute_url())


def section_history(request: HttpRequest, slug: str, position: int) -> HttpResponse:
    return history_page(request, get_part(ReportSection, request.user, slug, position=position))
