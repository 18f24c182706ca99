"""What the texts of an evaluation can refer to by name: its own parts, and the activities and papers
of the projects it is about."""

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from activities.references import kinds as register_of
from editing.references import PICKERS, Kind, referable
from evaluations.models import (
    Conclusion,
    Evaluation,
    EvaluationQuestion,
    Finding,
    Lesson,
    ReportSection,
)


def register() -> None:
    text, heading = attrgetter("text"), attrgetter("heading")
    PICKERS[Evaluation] = _picker
    referable(
        Evaluation,
        Kind(1, "section", ReportSection, part("sections"), title=_kind),
        Kind(2, "question", EvaluationQuestion, _questions, _asked, text),
        Kind(3, "finding", Finding, part("findings"), title=attrgetter("short_answer")),
        Kind(4, "conclusion", Conclusion, part("conclusions"), numbered("C"), heading),
        Kind(5, "lesson", Lesson, part("lessons"), numbered("L"), heading),
        *register_of(lambda evaluation: evaluation.projects.all()),
    )


def _questions(evaluation: Evaluation) -> QuerySet:
    return evaluation.questions.all()


def _asked(row: EvaluationQuestion) -> str:
    """In the language that is spoken: a paper in French calls it QE 3."""
    return _("EQ %(n)s") % {"n": row.number}


def part(name: str) -> Callable[[Evaluation], QuerySet]:
    """Rows of the evaluation without the texts that nobody reads here."""
    return lambda evaluation: getattr(evaluation, name).defer("text")


def numbered(letter: str) -> Callable[[Any], str]:
    return lambda row: f"{letter}{row.number}"


def _kind(row: ReportSection) -> str:
    return str(row.get_kind_display())


def _picker(row: Evaluation) -> str:
    return reverse("evaluations:reference-list", args=[row.slug])
