"""What is counted of each evaluation, kept until something of it is written.

Who may see what is settled for a whole response matrix at once, so the counts are kept by matrix and
are the same for everybody; each reader's figures are the sum over the matrices that the reader sees.
The key holds the stamp of the evaluation, the day, and all else that a count depends on (ADR 19).
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.db.models import QuerySet
from django.utils import timezone

from recommendations.measures import MEASURES
from recommendations.models import KeyAction, ManagementResponse, Recommendation
from recommendations.models.recommendation import criteria_of
from recommendations.status import ActionStatus

ALL = "all"  # among the answers: every recommendation, answered or not
TOTAL = ""  # the group that everything belongs to
MADE = 0  # in place of a matrix: what was recommended, before anybody answers


@dataclass(slots=True)
class Tally:
    """Counts by measure; days of delay; and by decision the recommendations that were so answered."""

    counts: Counter[str] = field(default_factory=Counter)
    delays: list[int] = field(default_factory=list)
    answers: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    def add(self, other: "Tally") -> None:
        counts = self.counts
        for key, number in other.counts.items():
            counts[key] += number
        self.delays += other.delays
        for decision, recommendations in other.answers.items():
            self.answers[decision] |= recommendations


Groups = dict[str, Tally]
Counted = dict[int, dict[int, Groups]]  # evaluation -> matrix -> group


@dataclass(frozen=True)
class Question:
    """What is counted: on which day, under which unit and criterion if any, and in which groups: by
    `unit`, by `criterion`, or all in one. No unit at all is the empty name; None asks about none."""

    on: date
    unit: str | None = None
    criterion: str | None = None
    by: str = ""

    def key(self, evaluation: int, stamp: str) -> str:
        zone = timezone.get_current_timezone_name()
        rules = sorted((name, str(value)) for name, value in settings.FOLLOW_UP.items())
        return _digest(evaluation, stamp, self, zone, rules)


def _digest(*parts: Any) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def counted(stamps: dict[int, str], question: Question) -> Counted:
    """The counts of the evaluations, given with their stamps: remembered, or counted now for all that
    were written since, in a fixed number of queries."""
    keys = {question.key(pk, stamp): pk for pk, stamp in stamps.items()}
    cache = caches["figures"]
    known = cache.get_many(keys)
    found = {keys[key]: matrices for key, matrices in known.items()}
    missing = {pk: key for key, pk in keys.items() if key not in known}
    if missing:
        fresh = _count(list(missing), question)
        cache.set_many({key: fresh[pk] for pk, key in missing.items()})
        found |= fresh
    return found


def _count(evaluations: list[int], question: Question) -> Counted:
    recommendations = Recommendation.objects.filter(evaluation__in=evaluations)
    responses = ManagementResponse.objects.filter(
        matrix__evaluation__in=evaluations, matrix__deleted_at=None, recommendation__deleted_at=None
    )
    actions = KeyAction.objects.filter(
        response__deleted_at=None,
        response__matrix__deleted_at=None,
        response__matrix__evaluation__in=evaluations,
    )
    if question.criterion is not None:
        recommendations = recommendations.under(question.criterion)
        responses = responses.filter(recommendation__in=recommendations)
        actions = actions.under(question.criterion)
    if question.unit is not None:
        actions = actions.of_unit(question.unit)
        responses = responses.filter(pk__in=actions.values("response"))
    counts: Counted = {pk: defaultdict(lambda: defaultdict(Tally)) for pk in evaluations}
    criteria = _criteria(recommendations) if question.by == "criterion" else {}
    _add_answers(counts, recommendations, responses, criteria, question)
    _add_actions(counts, actions, criteria, question)
    return {pk: {m: dict(groups) for m, groups in each.items()} for pk, each in counts.items()}


def _criteria(recommendations: QuerySet) -> dict[int, set[str]]:
    """By recommendation the codes of the criteria that it stands under."""
    found: dict[int, set[str]] = defaultdict(set)
    for links in criteria_of():
        judged = links.filter(recommendation__in=recommendations.values("pk"), code__isnull=False)
        for recommendation, code in judged.values_list("recommendation", "code"):
            found[recommendation].add(code)
    return found


def _groups(question: Question, unit: str, codes: Iterable[str]) -> Iterable[str]:
    """Where a row is counted; a recommendation under two criteria is counted under each."""
    if question.by == "criterion":
        return codes or (TOTAL,)
    return (unit,) if question.by == "unit" else (TOTAL,)


def _add_answers(
    counts: Counted, recommendations: QuerySet, responses: QuerySet,
    criteria: dict[int, set[str]], question: Question,
) -> None:  # fmt: skip
    if question.by == "unit":
        return  # what is recommended is nobody's yet, and a response is of no unit
    for pk, evaluation in recommendations.order_by().values_list("pk", "evaluation"):
        for group in _groups(question, "", criteria.get(pk, ())):
            counts[evaluation][MADE][group].answers[ALL].add(pk)
    told = responses.order_by().values_list(
        "matrix__evaluation", "matrix", "recommendation", "decision"
    )
    for evaluation, matrix, recommendation, decision in told:
        for group in _groups(question, "", criteria.get(recommendation, ())):
            counts[evaluation][matrix][group].answers[decision].add(recommendation)


def _add_actions(
    counts: Counted, actions: Any, criteria: dict[int, set[str]], question: Question
) -> None:
    holding = {key: _keys(each.of(actions, question.on)) for key, each in MEASURES.items()}
    rows = actions.with_closing().order_by().values_list(
        "pk", "response__matrix__evaluation", "response__matrix", "response__recommendation",
        "responsible_units", "status", "promised_on", "closed_at",
    )  # fmt: skip
    for pk, evaluation, matrix, recommendation, unit, status, promised, closed_at in rows:
        closed = timezone.localdate(closed_at) if closed_at else None
        kinds = ["actions", status, *(key for key, keys in holding.items() if pk in keys)]
        kinds += [f"promised_in:{promised.year}"] if promised else []
        kinds += [f"closed_in:{closed.year}"] if closed else []
        late = status == ActionStatus.COMPLETED and closed and promised
        for group in _groups(question, unit, criteria.get(recommendation, ())):
            tally = counts[evaluation][matrix][group]
            tally.counts.update(kinds)
            if late:
                tally.delays.append(max(0, (closed - promised).days))


def _keys(actions: QuerySet) -> set[int]:
    return set(actions.order_by().values_list("pk", flat=True))
