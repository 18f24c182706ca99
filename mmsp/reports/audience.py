"""For whom a paper is built: the reader's role decides, never a parameter of the request."""

from typing import Any

from evaluations.models import Evaluation, Role
from evaluations.permissions import can_read_inside, is_manager, roles_of
from mmsp.reports.shapes import Audience
from recommendations.models import ResponseMatrix

BESIDE = {Role.REVIEWER, Role.RESPONDENT}


def audience_of(user: Any, evaluation: Evaluation) -> Audience:
    """Writers get the internal paper, reviewers and respondents the restricted, others the public."""
    if can_read_inside(user, evaluation):
        return Audience.INTERNAL
    return Audience.RESTRICTED if roles_of(user, evaluation) & BESIDE else Audience.PUBLIC


def audience_of_matrix(user: Any, matrix: ResponseMatrix) -> Audience:
    """The answering organisation and the managers see remarks; evaluators read what others read."""
    is_own = user.organisation_id is not None and user.organisation_id == matrix.organisation_id
    if user.is_staff or is_own or is_manager(user, matrix.evaluation):
        return Audience.INTERNAL
    known = audience_of(user, matrix.evaluation)
    return Audience.PUBLIC if known == Audience.PUBLIC else Audience.RESTRICTED
