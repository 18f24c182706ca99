"""The quality grid as it is printed: the head of the Commission's form, then criterion by criterion."""

import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone, translation

from evaluations.models import (
    Evaluation,
    QualityAssessment,
    QualityCriterion,
    QualityScore,
    Role,
)
from evaluations.permissions import can_read_quality
from evaluations.quality import grid_of
from mmsp.reports.judged import Assessed, Criterion, Judgement, QualityContent
from mmsp.reports.letters import printable
from mmsp.reports.shapes import Audience
from mmsp.reports.standards import called
from mmsp.reports.titles import cover, running_title, written_in


class QualityStaysInside(Exception):
    """The grid is for those who follow the draft; no other paper may hold it."""


def audience_of_quality(user: Any, evaluation: Evaluation) -> Audience:
    """Who opens the grid on its page may print it; nobody else does."""
    return Audience.INTERNAL if can_read_quality(user, evaluation) else Audience.PUBLIC


def build_quality(
    evaluation: Evaluation, *, audience: Audience, as_of: datetime.date,
    assessments: QuerySet[QualityAssessment] | None = None,
) -> QualityContent:  # fmt: skip
    """The grid with these assessments; with those handed over where left out. Raises
    QualityStaysInside unless internal."""
    if audience != Audience.INTERNAL:
        raise QualityStaysInside
    if assessments is None:
        assessments = QualityAssessment.objects.filter(assessed_at__isnull=False)
    with translation.override(evaluation.language):
        grid, title_page = grid_of(evaluation, assessments), cover(evaluation)
        return QualityContent(
            slug=evaluation.slug,
            lang=written_in(evaluation),
            audience=audience,
            as_of=as_of,
            cover=title_page,
            short_title=running_title(title_page),
            standard=printable(called(str(grid.standard or ""))),
            managed_by=_managers(evaluation),
            assessed=tuple(map(_assessed, grid.assessments)),
            criteria=tuple(
                Criterion(
                    printable(_named(row)),
                    printable(called(row.guidance)),
                    tuple(map(_scored, scores)),
                )
                for row, scores in grid.rows.items()
            ),
            overall=tuple(map(_overall, grid.assessments)),
        )


def _managers(evaluation: Evaluation) -> tuple[str, ...]:
    rows = evaluation.memberships.filter(role=Role.MANAGER).select_related("user", "organisation")
    return tuple(printable(str(row.user or row.organisation)) for row in rows)


def _named(row: QualityCriterion) -> str:
    return f"{row.number}. {called(row.name)}"


def _assessed(row: QualityAssessment) -> Assessed:
    day = timezone.localdate(row.assessed_at) if row.assessed_at else None
    return Assessed(str(row), printable(str(row.assessed_by or "")), day)


def _scored(score: QualityScore) -> Judgement:
    said = (printable(score.strengths), printable(score.weaknesses))
    level = printable(called(str(score.level or "")))
    return Judgement(str(score.assessment), level, said, printable(score.reply))


def _overall(row: QualityAssessment) -> Judgement:
    level = printable(called(str(row.level or "")))
    return Judgement(str(row), level, (printable(row.remarks),), printable(row.reply))
