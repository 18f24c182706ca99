"""An evaluation as its report reads, from the first section to the last annex, in a fixed number of
queries."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count

from editing.references import with_references
from evaluations.models import (
    CommentThread,
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
    SectionKind.METHODOLOGY, SectionKind.LIMITATIONS, SectionKind.OTHER,
)  # fmt: skip
BEFORE_FINDINGS = (SectionKind.FINDINGS_INTRO,)
BETWEEN = (SectionKind.OVERALL_ASSESSMENT, SectionKind.CONCLUSIONS_INTRO)
CLOSING = (SectionKind.ANNEX, SectionKind.LEFTOVERS)


@dataclass(frozen=True)
class Reading:
    opening: list[ReportSection]
    before_findings: list[ReportSection]
    criteria: list[tuple[Criterion, list[EvaluationQuestion]]]
    between: list[ReportSection]
    conclusions: list[Conclusion]
    lessons: list[Lesson]
    recommendations: list[Any]
    closing: list[ReportSection]

    @property
    def is_empty(self) -> bool:
        return not any(vars(self).values())

    def parts(self) -> Iterator[Any]:
        """All of them, in the order of the report."""
        yield from self.opening
        yield from self.before_findings
        for question in (each for _criterion, asked in self.criteria for each in asked):
            yield question
            yield from question.findings.all()
        yield from self.between
        yield from self.conclusions
        yield from self.lessons
        yield from self.recommendations
        yield from self.closing


def reading_of(evaluation: Evaluation, user: Any) -> Reading:
    sections = list(evaluation.sections.all())
    reading = Reading(
        opening=_of_kinds(sections, OPENING),
        before_findings=_of_kinds(sections, BEFORE_FINDINGS),
        criteria=_by_criterion(evaluation),
        between=_of_kinds(sections, BETWEEN),
        conclusions=list(evaluation.conclusions.all()),
        lessons=list(evaluation.lessons.all()),
        recommendations=list(
            evaluation.recommendations.visible_to(user).prefetch_related("addressees")
        ),
        closing=_of_kinds(sections, CLOSING),
    )
    with_talk(reading.parts(), evaluation, user)
    with_references(reading.parts(), evaluation, user)
    return reading


def with_talk(parts: Iterable[Any], evaluation: Evaluation, user: Any) -> None:
    """Gives each part `open_threads`, how many comments on it are open to the person: one query."""
    rows = CommentThread.objects.visible_to(user).open().filter(evaluation=evaluation).order_by()
    counted = rows.values_list("content_type", "object_id").annotate(Count("pk"))
    threads = {(kind, key): count for kind, key, count in counted}
    for part in parts:
        kind = ContentType.objects.get_for_model(part)
        part.evaluation = evaluation  # findings come along with their questions, and without it
        part.open_threads = threads.get((kind.pk, part.pk), 0)


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
