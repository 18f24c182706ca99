from collections import Counter
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from editing.history import history_page
from editing.in_place import in_place
from editing.pages import create_page, edit_page, remove_page
from editing.references import with_references
from evaluations.fetch import get_evaluation, get_part
from evaluations.forms.uptake import UptakeForm
from evaluations.models import Lesson, LessonUptake
from evaluations.permissions import works_on_draft
from evaluations.uptake import sheet_of

FORM = "evaluations/uptake_form.html"


@require_safe
def next_phase(request: HttpRequest, slug: str) -> HttpResponse:
    """The lessons of an evaluation, each with what the next phase makes of it."""
    evaluation = get_evaluation(request.user, slug)
    lines = sheet_of(evaluation, request.user)
    with_references([line.lesson for line in lines], evaluation, request.user)
    made = Counter(line.state for line in lines if line.uptake)
    context = {
        "evaluation": evaluation,
        "lines": lines,
        "counts": list(made.items()),
        "open": sum(line.uptake is None for line in lines),
        "takes_part": works_on_draft(request.user, evaluation) or request.user.is_staff,
    }
    return render(request, "evaluations/next_phase.html", context)


@in_place
def uptake_edit(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The form of the line, whether it was decided on before or not."""
    lesson = get_part(Lesson, request.user, slug, number=number)
    names: Any = {"auto_id": f"l{number}-%s", "user": request.user}
    context = {"lesson": lesson}
    uptakes = LessonUptake.objects.visible_to(request.user).filter(lesson=lesson)
    if uptake := uptakes.select_related("lesson__evaluation").first():
        return edit_page(request, uptake, UptakeForm, FORM, context=context, **names)
    return create_page(
        request, LessonUptake, UptakeForm, FORM, fixed={"lesson": lesson}, context=context, **names
    )


def uptake_remove(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    uptake = _uptake(request, slug, number)
    return remove_page(request, uptake, then=uptake.get_absolute_url())


def uptake_history(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    return history_page(request, _uptake(request, slug, number))


def _uptake(request: HttpRequest, slug: str, number: int) -> LessonUptake:
    get_part(Lesson, request.user, slug, number=number)
    rows = LessonUptake.objects.visible_to(request.user).select_related("lesson__evaluation")
    return get_object_or_404(rows, lesson__evaluation__slug=slug, lesson__number=number)
