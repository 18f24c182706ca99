"""Evaluations and their reports, for support staff."""

from evaluations.admin import comments, evaluations, interviews, quality, questions, report  # noqa: F401
