"""Evaluations and their reports, for support staff."""

from evaluations.admin import comments, evaluations, interviews, questions, report  # noqa: F401
