"""An evaluation as its report reads, from the first section to the last annex, in a fixed number of
queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from evaluations.models import (
    Conclusion,
    Criterion,
    Evaluation,
    EvaluationQuestion,
    Lesson,
    ReportSection,
    SectionKind,
)

OPENING = (
    SectionKind.EXECUTIVE_SUMMARY, SectionKind.INTRODUCTION, SectionKind.CONTEXT,
    SectionKind.METHODOLOGY, SectionKind.LIMITATIONS, SectionKind.OTHER, SectionKind.FINDINGS_INTRO,
)  # fmt: skip
BETWEEN = (SectionKind.OVERALL_ASSESSMENT, SectionKind.CONCLUSIONS_INTRO)
CLOSING = (SectionKind.ANNEX, SectionKind.LEFTOVERS)


@dataclass(frozen=True)
class Reading:
    opening: list[ReportSection]
    criteria: list[tuple[Criterion, list[EvaluationQuestion]]]
    between: list[ReportSection]
    conclusions: list[Conclusion]
    lessons: list[Lesson]
    recommendations: list[Any]
    closing: list[ReportSection]

    @property
    def is_empty(self) -> bool:
        return not any(vars(self).values())


def reading_of(evaluation: Evaluation, user: Any) -> Reading:
    sections = list(evaluation.sections.all())
    return Reading(
        opening=_of_kinds(sections, OPENING),
        criteria=_by_criterion(evaluation),
        between=_of_kinds(sections, BETWEEN),
        conclusions=list(evaluation.conclusions.all()),
        lessons=list(evaluation.lessons.all()),
        recommendations=list(
            evaluation.recommendations.visible_to(user).prefetch_related("addressees")
        ),
        closing=_of_kinds(sections, CLOSING),
    )


def _of_kinds(sections: Iterable[ReportSection], kinds: tuple[str, ...]) -> list[ReportSection]:
    """Those sections in the order of the kinds, and of their positions within one kind."""
    chosen = [section for section in sections if section.kind in kinds]
    return sorted(chosen, key=lambda section: kinds.index(section.kind))


def _by_criterion(evaluation: Evaluation) -> list[tuple[Criterion, list[EvaluationQuestion]]]:
    """The questions with their findings under the criteria, as the questions are numbered."""
    questions = evaluation.questions.select_related("criterion").prefetch_related("findings")
    groups: dict[Criterion, list[EvaluationQuestion]] = {}
    for question in questions:
        groups.setdefault(question.criterion, []).append(question)
    return list(groups.items())
