"""What findings rest on, as far as one person may see it."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects

from activities.models import Activity, Document
from editing.permissions import may
from evaluations.models import Evaluation, Finding, Indicator, Interview


def with_evidence(findings: Iterable[Finding], evaluation: Evaluation, user: Any) -> list[Finding]:
    """The findings with `seen_activities`, `seen_documents`, `seen_interviews` and `seen_indicators`:
    one query each."""
    rows = list(findings)
    seen = {
        "activities": Activity.objects.visible_to(user).select_related("project"),
        "documents": Document.objects.visible_to(user).select_related("project"),
        "interviews": _interviews(evaluation, user).select_related("organisation"),
        "indicators": Indicator.objects.select_related("judgement_criterion__question__evaluation"),
    }
    lookups = [Prefetch(name, found, to_attr=f"seen_{name}") for name, found in seen.items()]
    prefetch_related_objects(rows, *lookups)
    return rows


def papers_open_to(user: Any) -> set[str]:
    """How the papers that the person may see are called in a citation, removed ones among them."""
    everything: Any = Document.everything
    rows = everything.visible_to(user).values_list("project__code", "number")
    return {f"{code} {number}" for code, number in rows}


def _interviews(evaluation: Evaluation, user: Any) -> Any:
    if may(user, "view", Interview(evaluation=evaluation)):
        return Interview.objects.visible_to(user)
    return Interview.objects.none()
