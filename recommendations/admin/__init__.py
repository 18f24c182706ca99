"""Recommendations and what follows from them, for support staff."""

from recommendations.admin import actions, parts, recommendations, responses  # noqa: F401
