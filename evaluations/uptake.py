"""The sheet of lessons that a next phase starts from, and what became of a lesson."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch

from editing import versions
from editing.permissions import may
from evaluations.models import Evaluation, Lesson, LessonUptake, Uptake
from evaluations.similar.index import State

TONES = {Uptake.ADOPTED: "done", Uptake.ADAPTED: "attention", Uptake.DECLINED: "late"}


@dataclass(frozen=True)
class Line:
    """A lesson with what the next phase makes of it, as far as the reader may see it."""

    lesson: Lesson
    uptake: LessonUptake | None
    may_edit: bool = False
    may_read_history: bool = False
    may_remove: bool = False

    @property
    def state(self) -> State:
        return state_of(self.uptake) if self.uptake else State("", "waiting")


def state_of(uptake: LessonUptake) -> State:
    return State(str(uptake.get_decision_display()), TONES[Uptake(uptake.decision)])


def sheet_of(evaluation: Evaluation, user: Any) -> list[Line]:
    """A line for each lesson, in two queries."""
    return [_line(lesson, user) for lesson in with_uptakes(evaluation.lessons.all(), user)]


def line_of(lesson: Lesson, user: Any) -> Line:
    """The line of one lesson."""
    return _line(with_uptakes(Lesson.objects.filter(pk=lesson.pk), user).get(), user)


def with_uptakes(lessons: Any, user: Any) -> Any:
    """Lessons with `decided`: the uptakes that the person may see."""
    seen = LessonUptake.objects.visible_to(user).select_related("decided_by", "project")
    rows = lessons.select_related("evaluation").order_by("number")
    return rows.prefetch_related(Prefetch("uptakes", seen, to_attr="decided"))


def _line(lesson: Any, user: Any) -> Line:
    uptake = next(iter(lesson.decided), None)
    asked = uptake or LessonUptake(lesson=lesson)
    if uptake:
        uptake.lesson = lesson
    verb = "change" if uptake else "add"
    reads = uptake is not None and may(user, "read_history", uptake)
    removes = uptake is not None and may(user, "delete", uptake)
    return Line(lesson, uptake, may(user, verb, asked), reads, removes)


def became_of(lessons: list[Lesson], user: Any, on: date) -> dict[int, list[State]]:
    """By the key of the lesson: what a next phase made of it."""
    seen = LessonUptake.objects.visible_to(user).filter(lesson__in=lessons)
    return {
        each.lesson_id: [State(f"{each.phase}: {state.label}", state.tone)]
        for each in seen
        for state in [state_of(each)]
    }


def decide_on_lesson(
    *, uptake: LessonUptake, fields: dict[str, Any], base_version: int | None, on: date, by: Any,
    reason: str = "", request_key: Any = None,
) -> LessonUptake:  # fmt: skip
    """Writes the decision with who took it and when; new where there is no `base_version`."""
    known = {**fields, "decided_by": by, "decided_on": on}
    if base_version is None:
        known |= {"lesson": uptake.lesson}
        return versions.create(LessonUptake, fields=known, by=by, request_key=request_key)
    return versions.revise(uptake, base_version=base_version, fields=known, by=by, reason=reason)
