"""Evaluations and their reports, for support staff."""

from evaluations.admin import (  # noqa: F401
    comments,
    evaluations,
    interviews,
    published,
    quality,
    questions,
    report,
)
