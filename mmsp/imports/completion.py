"""What becomes of an action that a form calls completed: a form carries words alone."""

from typing import Any

from django.utils.translation import gettext as _

from evaluations.models import Evaluation
from evaluations.permissions import is_manager
from recommendations.proof import is_of_substance
from recommendations.status import ActionStatus


def believed(told: str, evaluation: Evaluation, by: Any) -> tuple[ActionStatus, str]:
    """The status that it comes in with, and the remark for the cleaning report.

    Of who answers, a note of substance on what was done is taken for evidence, whatever the priority;
    who manages the evaluation, or a command, brings old papers in as they stand.
    """
    if is_of_substance(told):
        return ActionStatus.COMPLETED, _("taken as said; what was done is its only evidence")
    if by is None or by.is_superuser or is_manager(by, evaluation):
        return ActionStatus.COMPLETED, _("taken as said; no evidence is given")
    less = ActionStatus.INITIATED
    return less, _(
        "no evidence is given; taken as “%s” until it is reported with its evidence"
    ) % less.label  # fmt: skip
