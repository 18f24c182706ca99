"""For whom a paper is built: the reader's role decides; the address may ask for less, never for more."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from activities.models import Activity, Newsletter, Project
from activities.permissions import keeps_register
from evaluations.models import Evaluation, Role
from evaluations.permissions import can_read_inside, is_manager, roles_of
from mmsp.reports.shapes import Audience
from recommendations.models import ResponseMatrix

NAMES = {
    Audience.INTERNAL: _("Inside"),
    Audience.RESTRICTED: _("Restricted"),
    Audience.PUBLIC: _("Public"),
}
BESIDE = {Role.REVIEWER, Role.RESPONDENT}


def audience_of(user: Any, evaluation: Evaluation) -> Audience:
    """Writers get the internal paper, reviewers and respondents the restricted, others the public."""
    if can_read_inside(user, evaluation):
        return Audience.INTERNAL
    return Audience.RESTRICTED if roles_of(user, evaluation) & BESIDE else Audience.PUBLIC


def audience_of_activity(user: Any, activity: Activity) -> Audience:
    """Who keeps the register writes the paper; the register is shared with all others who see it."""
    return audience_of_project(user, activity.project)


def audience_of_project(user: Any, project: Project) -> Audience:
    """As with its activities."""
    is_inside = user.is_staff or keeps_register(user, project)
    return Audience.INTERNAL if is_inside else Audience.RESTRICTED


def audience_of_newsletter(user: Any, newsletter: Newsletter) -> Audience:
    return audience_of_project(user, newsletter.project)


def within(own: Audience) -> tuple[Audience, ...]:
    """The reader's own audience, and those that see less, widest first."""
    return tuple(Audience)[tuple(Audience).index(own) :]


def asked_for(request: HttpRequest, own: Audience) -> Audience:
    """The version that `?audience=` names, so that writers see what others will; else their own."""
    asked = request.GET.get("audience")
    return next((each for each in within(own) if each == asked), own)


def audience_of_matrix(user: Any, matrix: ResponseMatrix) -> Audience:
    """The answering organisation and the managers see remarks; evaluators read what others read."""
    is_own = user.organisation_id is not None and user.organisation_id == matrix.organisation_id
    if user.is_staff or is_own or is_manager(user, matrix.evaluation):
        return Audience.INTERNAL
    known = audience_of(user, matrix.evaluation)
    return Audience.PUBLIC if known == Audience.PUBLIC else Audience.RESTRICTED
