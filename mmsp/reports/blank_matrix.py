"""The response matrix before anybody answers: what evaluators hand over with their report, for those
to whom it is addressed."""

import datetime

from django.utils import translation

from evaluations.models import Evaluation
from mmsp.reports import content
from mmsp.reports.responses import SIGNED, heading_of
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
        return MatrixContent(
            slug=whole.slug,
            lang=whole.lang,
            audience=audience,
            as_of=as_of,
            heading=heading_of(whole.cover),
            title=whole.cover.title,
            year=evaluation.report_date.year if evaluation.report_date else None,
            short_title=whole.short_title,
            matrix=Matrix(
                organisation=whole.cover.contractor,
                slug=BLANK,
                responses=tuple(map(_unanswered, whole.recommendations)),
                signatures=tuple(Signature(step.value, str(step.label)) for step in SIGNED),
            ),
            funding_line=whole.cover.funding_line,
            is_eu_funded=whole.cover.is_eu_funded,
            house=whole.cover.house,
            disclaimer=whole.cover.disclaimer,
        )


def _unanswered(each: Recommendation) -> Response:
    """No word for the decision: its cell is there to be filled in."""
    return Response(each, Decision.PENDING, "")
