"""The quality grid: how an assessment begins, is handed over and taken back, and how it is read."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from editing import versions
from evaluations.models import (
    Evaluation,
    QualityAssessment,
    QualityCriterion,
    QualityScore,
    QualityStandard,
)


@dataclass(frozen=True)
class Grid:
    """The assessments that somebody may read, and their scores by criterion."""

    standard: QualityStandard | None
    assessments: list[QualityAssessment]
    rows: dict[QualityCriterion, list[QualityScore]]


def grid_of(evaluation: Evaluation, assessments: QuerySet[QualityAssessment]) -> Grid:
    """The grid of these assessments, the draft report before the final one."""
    read = list(
        assessments.filter(evaluation=evaluation).order_by("report")
        .select_related("standard", "level", "assessed_by")
    )  # fmt: skip
    by_key = {assessment.pk: assessment for assessment in read}
    scores = QualityScore.objects.filter(assessment__in=read).select_related("criterion", "level")
    rows: dict[QualityCriterion, list[QualityScore]] = {}
    for score in scores.order_by("criterion__number", "assessment__report"):
        score.assessment = by_key[score.assessment_id]
        score.assessment.evaluation = evaluation
        rows.setdefault(score.criterion, []).append(score)
    return Grid(read[0].standard if read else None, read, rows)


def standards_for(evaluation: Evaluation) -> QuerySet[QualityStandard]:
    """Both reports are judged by the same standard: the first assessment chooses it."""
    chosen = evaluation.quality_assessments.values("standard")
    rows = QualityStandard.objects.all()
    return rows.filter(pk__in=chosen) if evaluation.quality_assessments.exists() else rows


def begin_assessment(
    *, evaluation: Evaluation, report: str, standard: QualityStandard, by: Any,
    request_key: UUID | None = None,
) -> QualityAssessment:  # fmt: skip
    """Opens the grid for one report, with an empty score for each criterion of the standard.

    Raises ValidationError for a standard that is not the other report's.
    """
    if not standards_for(evaluation).filter(pk=standard.pk).exists():
        raise ValidationError(_("The other report is judged by another standard."))
    fields = {"evaluation": evaluation, "report": report, "standard": standard}
    with versions.together():
        assessment = versions.create(
            QualityAssessment, fields=fields, by=by, request_key=request_key
        )
        if not assessment.scores.exists():  # the form was sent for the first time
            for criterion in standard.criteria.all():
                place = {"assessment": assessment, "criterion": criterion}
                versions.create(QualityScore, fields=place, by=by)
    return assessment


def withdraw_assessment(
    *, assessment: QualityAssessment, base_version: int, by: Any, reason: str = ""
) -> QualityAssessment:
    """Gives up an assessment, begun by another standard than was meant, with its scores.

    Raises as `editing.versions.remove` does.
    """
    with versions.together():
        for score in assessment.scores.all():
            versions.remove(score, base_version=score.version, by=by, reason=reason)
        return versions.remove(assessment, base_version=base_version, by=by, reason=reason)


def hand_over_assessment(
    *, assessment: QualityAssessment, base_version: int, by: Any, at: datetime | None = None
) -> QualityAssessment:
    """Shows the scores to the evaluators, who may reply from now on.

    Raises ValidationError while a score is missing, and what `editing.versions.revise` raises.
    """
    if lacking := missing_in(assessment):
        raise ValidationError(lacking)
    fields = {"assessed_by": by, "assessed_at": at or timezone.now()}
    return versions.revise(
        assessment, base_version=base_version, fields=fields, by=by, right="hand_over"
    )


def take_back_assessment(
    *, assessment: QualityAssessment, base_version: int, by: Any
) -> QualityAssessment:
    """Hides the scores again to correct them, until the evaluators have replied to one."""
    if assessment.reply or assessment.scores.exclude(reply="").exists():
        raise ValidationError(_("The evaluators have replied, so the assessment stands."))
    fields = {"assessed_by": None, "assessed_at": None}
    return versions.revise(
        assessment, base_version=base_version, fields=fields, by=by, right="hand_over"
    )


def missing_in(assessment: QualityAssessment) -> list[str]:
    """What must be judged before the assessment is handed over, a sentence each."""
    has_scale = assessment.standard.levels.exists()
    scored = Q(level__isnull=False) if has_scale else ~Q(strengths="", weaknesses="")
    open_ones = assessment.scores.exclude(scored).filter(criterion__is_optional=False)
    said = [
        _("Criterion %(criterion)s is not judged yet.") % {"criterion": score.criterion}
        for score in open_ones.select_related("criterion").order_by("criterion__number")
    ]
    if not (assessment.level_id if has_scale else assessment.remarks):
        said.append(_("The overall judgement is missing."))
    return said
