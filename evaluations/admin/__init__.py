"""Evaluations and their reports, for support staff."""

from evaluations.admin import evaluations, interviews, questions, report  # noqa: F401
