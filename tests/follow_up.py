"""One follow-up: IOM answers two recommendations of the evaluation and promises one action."""

from dataclasses import dataclass
from datetime import date

import pytest
from django.utils import timezone

from editing import versions
from evaluations.models import Evaluation
from recommendations.models import (
    KeyAction,
    ManagementResponse,
    ProgressUpdate,
    Recommendation,
    ResponseMatrix,
)
from tests import factories as make

REASON = "CANARY-REASON"
PROMISE = "CANARY-PROMISE"


@dataclass(frozen=True)
class FollowUp:
    """R3 is accepted in part with action 3.1, R4 waits for an answer."""

    evaluation: Evaluation
    recommendation: Recommendation
    matrix: ResponseMatrix
    response: ManagementResponse
    pending: ManagementResponse
    action: KeyAction

    @property
    def url(self):
        return self.matrix.get_absolute_url()


@pytest.fixture
def follow_up(world):
    recommendation = make.RecommendationFactory(
        evaluation=world.evaluation, number=3, heading="Keep the memory", priority=1,
        addressees=[world.iom],
    )  # fmt: skip
    later = make.RecommendationFactory(
        evaluation=world.evaluation, number=4, heading="Write indicators", priority=2,
        addressees=[world.delegation],
    )  # fmt: skip
    matrix = make.MatrixFactory(evaluation=world.evaluation, organisation=world.iom)
    response = make.ResponseFactory(
        matrix=matrix, recommendation=recommendation, decision="partially_accepted", reason=REASON
    )
    pending = make.ResponseFactory(matrix=matrix, recommendation=later, decision="pending")
    due = date(2021, 6, 30)
    action = make.ActionFactory(
        response=response, number=1, text=PROMISE, responsible_units="Beijing office",
        due_on=due, promised_on=due, no_date_reason="", status="initiated",
    )  # fmt: skip
    return FollowUp(world.evaluation, recommendation, matrix, response, pending, action)


@pytest.fixture
def submitted(follow_up):
    """The same follow-up, handed over."""
    versions.revise(
        follow_up.matrix, base_version=1, fields={"submitted_at": timezone.now()}, by=None
    )
    follow_up.matrix.refresh_from_db()
    return follow_up


@pytest.fixture
def rival(world):
    """A respondent of another organisation in the same evaluation."""
    ilo = make.OrganisationFactory(acronym="ILO", slug="ilo")
    user = make.UserFactory(email="rival@example.org", name="RIVAL", organisation=ilo)
    make.MembershipFactory(evaluation=world.evaluation, user=user, role="respondent")
    return user


def report(action, **fields):
    """An entry of the log, as the system writes it."""
    return versions.create(
        ProgressUpdate, fields={"status": action.status, "key_action": action, **fields}, by=None
    )
