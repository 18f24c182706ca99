"""The response matrix before anybody answers: what evaluators hand over with their report, for those
to whom it is addressed."""

import datetime

from django.utils import translation

from evaluations.models import Evaluation
from mmsp.reports import content
from mmsp.reports.responses import SIGNED, paper_of
from mmsp.reports.shapes import Audience, Matrix, MatrixContent, Recommendation, Response, Signature
from recommendations.models import Decision

# In file names, in the place of whoever answers.
BLANK = "to-fill-in"


def build_blank(
    evaluation: Evaluation, *, audience: Audience, as_of: datetime.date
) -> MatrixContent:
    """All recommendations of the evaluation as they stand, with room for decisions, actions and names."""
    whole = content.build(evaluation, audience=audience, as_of=as_of)
    with translation.override(evaluation.language):
        matrix = Matrix(
            organisation=whole.cover.contractor,
            slug=BLANK,
            responses=tuple(map(_unanswered, whole.recommendations)),
            signatures=tuple(Signature(step.value, str(step.label)) for step in SIGNED),
        )
        return paper_of(evaluation, whole.cover, matrix, audience, as_of)


def _unanswered(each: Recommendation) -> Response:
    """No word for the decision: its cell is there to be filled in."""
    return Response(each, Decision.PENDING, "")
