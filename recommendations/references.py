"""Recommendations among what the texts of an evaluation can refer to."""

from operator import attrgetter

from editing.references import Kind, referable
from evaluations.models import Evaluation
from evaluations.references import numbered, part
from recommendations.models import Recommendation


def register() -> None:
    rows, title = part("recommendations"), attrgetter("heading")
    referable(Evaluation, Kind(6, "recommendation", Recommendation, rows, numbered("R"), title))
