"""Who may bring a report in, and into which evaluations."""

from typing import Any

from evaluations.models import Evaluation, Membership, Role
from evaluations.models.evaluation import EvaluationQuerySet
from evaluations.permissions import can_write_report


def can_open_evaluation(user: Any) -> bool:
    """Only support staff let an import make a new evaluation."""
    return user.is_staff


def importable_into(user: Any) -> EvaluationQuerySet:
    """The evaluations whose report the person manages and may still write."""
    evaluations = Evaluation.objects.visible_to(user).filter(pk__in=_managed(user))
    return evaluations.filter(pk__in=[row.pk for row in evaluations if can_write_report(user, row)])


def _managed(user: Any) -> Any:
    held = Membership.objects.of(user).valid().filter(role=Role.MANAGER)
    return held.values("evaluation")
