"""What a report is made of when its changes are told, in the order in which people read it.

Interviews, comments, members and responses are not among it: what is said of them stays with them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from editing.models import Versioned
from evaluations.models import (
    Abbreviation,
    Conclusion,
    Criterion,
    Evaluation,
    EvaluationQuestion,
    Finding,
    Indicator,
    JudgementCriterion,
    Lesson,
    ReportSection,
    SectionKind,
    TeamMember,
)
from evaluations.reading import BETWEEN, CLOSING, OPENING
from recommendations.models import Recommendation, RecommendationPart

Place = tuple[int, ...]


class Chapter(IntEnum):
    TITLE_PAGE = 0
    OPENING = 1
    QUESTIONS = 2
    BETWEEN = 3
    CONCLUSIONS = 4
    LESSONS = 5
    RECOMMENDATIONS = 6
    ANNEXES = 7
    ABBREVIATIONS = 8

    @property
    def title(self) -> str:
        return {
            Chapter.TITLE_PAGE: _("Title page"),
            Chapter.OPENING: _("Opening sections"),
            Chapter.QUESTIONS: _("Questions and findings"),
            Chapter.BETWEEN: _("Assessment"),
            Chapter.CONCLUSIONS: _("Conclusions"),
            Chapter.LESSONS: _("Lessons learnt"),
            Chapter.RECOMMENDATIONS: _("Recommendations"),
            Chapter.ANNEXES: _("Annexes"),
            Chapter.ABBREVIATIONS: _("Abbreviations"),
        }[self]


@dataclass(frozen=True, slots=True)
class Part:
    """A noun of the report: the way from its rows to their evaluation, and where a row is read."""

    model: type[Versioned]
    to_evaluation: str
    place: Callable[[Any], Place]
    fetched_with: tuple[str, ...] = ("evaluation",)

    def rows(self, evaluation: Evaluation) -> QuerySet:
        """All there ever were; the removed ones are among the changes."""
        everything: Any = self.model.everything
        return everything.filter(**{self.to_evaluation: evaluation.pk})


def _of_section(row: ReportSection) -> Place:
    for chapter, kinds in (
        (Chapter.OPENING, OPENING), (Chapter.BETWEEN, BETWEEN), (Chapter.ANNEXES, CLOSING),
    ):  # fmt: skip
        if row.kind in kinds:
            return chapter, kinds.index(SectionKind(row.kind)), row.position
    return Chapter.ANNEXES, len(CLOSING), row.position


def _numbered(chapter: Chapter) -> Callable[[Any], Place]:
    return lambda row: (chapter, row.number)


def _of_judgement(row: JudgementCriterion) -> Place:
    return Chapter.QUESTIONS, row.question.number, 1, row.number


def _of_indicator(row: Indicator) -> Place:
    return *_of_judgement(row.judgement_criterion), row.number


PARTS = (
    Part(Evaluation, "pk", lambda row: (Chapter.TITLE_PAGE, 0), ()),
    Part(TeamMember, "evaluation", lambda row: (Chapter.TITLE_PAGE, 1, row.position)),
    Part(ReportSection, "evaluation", _of_section),
    Part(Criterion, "evaluation", lambda row: (Chapter.QUESTIONS, 0, row.position)),
    Part(EvaluationQuestion, "evaluation", _numbered(Chapter.QUESTIONS)),
    Part(
        JudgementCriterion, "question__evaluation", _of_judgement, ("question__evaluation",)
    ),
    Part(
        Indicator, "judgement_criterion__question__evaluation", _of_indicator,
        ("judgement_criterion__question__evaluation",),
    ),
    Part(
        Finding, "evaluation",
        lambda row: (Chapter.QUESTIONS, row.question.number, 2, row.number),
        ("evaluation", "question"),
    ),
    Part(Conclusion, "evaluation", _numbered(Chapter.CONCLUSIONS)),
    Part(Lesson, "evaluation", _numbered(Chapter.LESSONS)),
    Part(Recommendation, "evaluation", _numbered(Chapter.RECOMMENDATIONS)),
    Part(
        RecommendationPart, "recommendation__evaluation",
        lambda row: (Chapter.RECOMMENDATIONS, row.recommendation.number, row.number),
        ("recommendation__evaluation",),
    ),
    Part(Abbreviation, "evaluation", lambda row: (Chapter.ABBREVIATIONS, row.pk)),
)  # fmt: skip
