from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from editing.history import history_page
from editing.pages import remove_page
from evaluations.fetch import get_edited, get_evaluation, get_part, neighbours_of
from evaluations.forms.findings import LessonForm
from evaluations.models import Lesson
from evaluations.similar.said import like_row, look_url
from evaluations.standing import edit_part, new_part
from evaluations.uptake import line_of
from evaluations.views.frame import framed

FORM = "evaluations/claim_form.html"


def lesson_detail(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    lesson = get_part(Lesson, request.user, slug, number=number)
    return framed(
        request,
        "evaluations/lesson_detail.html",
        lesson.evaluation,
        focus=lesson,
        claim=lesson,
        findings=lesson.findings.select_related("question"),
        neighbours=neighbours_of(lesson, lesson.evaluation.lessons),
        line=line_of(lesson, request.user),
        said=like_row(lesson, request.user, on=timezone.localdate()),
    )


def lesson_new(request: HttpRequest, slug: str) -> HttpResponse:
    fixed = {"evaluation": get_evaluation(request.user, slug)}
    look = look_url(Lesson(**fixed))
    return new_part(
        request, Lesson, LessonForm, FORM, fixed=fixed, user=request.user,
        context={"look_url": look},
    )  # fmt: skip


def lesson_edit(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    lesson = get_edited(Lesson, request, slug, number=number)
    look = look_url(lesson)
    return edit_part(
        request, lesson, LessonForm, FORM, user=request.user, context={"look_url": look}
    )


def lesson_remove(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    lesson = get_part(Lesson, request.user, slug, number=number)
    return remove_page(request, lesson, then=lesson.evaluation.get_absolute_url())


def lesson_history(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    return history_page(request, get_part(Lesson, request.user, slug, number=number))
