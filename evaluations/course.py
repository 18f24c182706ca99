"""The course an evaluation took, read from its history: its moves, and the amendments of its report."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.db.models.fields.json import KT

from editing.versions import revisions_of
from evaluations.models import Evaluation, Stage


@dataclass(frozen=True)
class Step:
    """One move that was made; `edition` is that of the report when it was done."""

    start: str
    to: str
    edition: int
    by: Any
    at: datetime
    reason: str


@dataclass(frozen=True)
class Amendment:
    """A change of a report that was final: why it was opened, and who approved it."""

    number: str
    reason: str
    opened_by: Any
    opened_at: datetime
    approved_by: Any = None
    approved_at: datetime | None = None


def steps_of(evaluation: Evaluation) -> list[Step]:
    """The moves in the order in which they were made; one query."""
    rows = revisions_of(evaluation).order_by("version").defer("content")
    rows = rows.annotate(stage=KT("content__stage"), edition=KT("content__edition"))
    return [
        Step(before.stage, after.stage, int(after.edition or 0), after.by, after.at, after.reason)
        for before, after in pairwise(rows)
        if before.stage != after.stage
    ]


def last_final_at(steps: list[Step]) -> datetime | None:
    return next((step.at for step in reversed(steps) if step.to == Stage.FINAL), None)


def amendments_of(evaluation: Evaluation) -> list[Amendment]:
    """The first one first; no query for a report that was never amended."""
    return list(_amendments(steps_of(evaluation))) if evaluation.edition else []


def _amendments(steps: list[Step]) -> Iterator[Amendment]:
    for place, step in enumerate(steps):
        if (step.start, step.to) == (Stage.FINAL, Stage.REVIEW):
            approved = next((s for s in steps[place:] if s.to == Stage.FINAL), None)
            yield Amendment(
                number=Evaluation.number_of(step.edition),
                reason=step.reason,
                opened_by=step.by,
                opened_at=step.at,
                approved_by=approved.by if approved else None,
                approved_at=approved.at if approved else None,
            )
