"""What findings rest on, as far as one person may see it."""

from typing import Any

from django.db.models import Prefetch, QuerySet

from activities.models import Activity, Document
from evaluations.models import Interview


def with_evidence(findings: QuerySet, user: Any) -> QuerySet:
    """Prefetches `seen_activities`, `seen_documents` and `seen_interviews` of each finding."""
    return findings.prefetch_related(
        Prefetch(
            "activities",
            Activity.objects.visible_to(user).select_related("project"),
            to_attr="seen_activities",
        ),
        Prefetch(
            "documents",
            Document.objects.visible_to(user).select_related("project"),
            to_attr="seen_documents",
        ),
        Prefetch(
            "interviews",
            Interview.objects.visible_to(user).select_related("organisation", "evaluation"),
            to_attr="seen_interviews",
        ),
    )
