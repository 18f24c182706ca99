"""The sheet of lessons for the next phase as it is printed and taken along."""

import datetime
from typing import Any

from django.db.models import Prefetch
from django.utils import translation

from editing.richtext import plain_text
from evaluations.models import Evaluation, Lesson, LessonUptake
from mmsp.reports.lesson_shapes import LessonsAhead, Line
from mmsp.reports.letters import printable
from mmsp.reports.shapes import Audience
from mmsp.reports.titles import cover, running_title, written_in


class DecisionsStayInside(Exception):
    """What a next phase makes of the lessons is for those who take part; the report has the lessons."""


def build_lessons_ahead(
    evaluation: Evaluation, *, audience: Audience, as_of: datetime.date
) -> LessonsAhead:
    """All lessons in their order; who decided is told inside alone. Raises DecisionsStayInside for the
    public."""
    if audience == Audience.PUBLIC:
        raise DecisionsStayInside
    with translation.override(evaluation.language):
        title_page = cover(evaluation)
        decided = LessonUptake.objects.select_related("decided_by")
        lessons = evaluation.lessons.order_by("number").prefetch_related(
            Prefetch("uptakes", decided)
        )
        return LessonsAhead(
            slug=evaluation.slug,
            lang=written_in(evaluation),
            audience=audience,
            as_of=as_of,
            title=printable(evaluation.title),
            short_title=running_title(title_page),
            house=title_page.house,
            lines=tuple(_line(lesson, audience) for lesson in lessons),
        )


def _line(lesson: Lesson, audience: Audience) -> Line:
    says = (lesson.number, printable(lesson.heading), printable(plain_text(lesson.text)))
    uptakes: Any = lesson.uptakes
    if not (uptake := next(iter(uptakes.all()), None)):
        return Line(*says)
    is_inside = audience == Audience.INTERNAL and uptake.decided_by is not None
    return Line(
        *says,
        decision=str(uptake.get_decision_display()),
        explanation=printable(uptake.explanation),
        phase=printable(uptake.phase),
        decided_on=uptake.decided_on,
        decided_by=printable(str(uptake.decided_by)) if is_inside else "",
    )
