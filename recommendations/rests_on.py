"""The chain up from a recommendation: its conclusions, their findings, and the evidence of these."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from evaluations.evidence import with_evidence
from evaluations.models import Conclusion, Finding
from recommendations.models import Recommendation


@dataclass(frozen=True)
class RestsOn:
    """`findings` are those linked to the recommendation and those behind its conclusions, each once."""

    conclusions: Sequence[Conclusion]
    findings: list[Finding]


def rests_on(recommendation: Recommendation, user: Any) -> RestsOn:
    """In seven queries, with as much of the evidence as the person may see."""
    found = Finding.objects.select_related("evaluation", "question")
    behind = recommendation.conclusions.select_related("evaluation")
    conclusions = list(
        behind.prefetch_related(Prefetch("findings", found, to_attr="seen_findings"))
    )
    linked = [
        *recommendation.findings.select_related("evaluation", "question"),
        *(each for one in conclusions for each in one.seen_findings),
    ]
    once = sorted({each.pk: each for each in linked}.values(), key=lambda each: each.number)
    return RestsOn(conclusions, with_evidence(once, recommendation.evaluation, user))
