"""Progress at a glance: for each evaluation a few figures, each a link to what it counts."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from evaluations.models import Evaluation, EvaluationQuestion, Finding
from recommendations.models import Decision, KeyAction, ManagementResponse, Recommendation
from recommendations.status import ActionStatus, tone_of

SHOWN = 6
TO_EVALUATION = "response__matrix__evaluation"

Counts = dict[int, int]


@dataclass(frozen=True)
class Figure:
    """A number, in words what it counts, and where that is listed."""

    number: str
    label: str
    href: str
    tone: str = ""


@dataclass(frozen=True)
class Glance:
    evaluation: Evaluation
    figures: list[Figure]


@dataclass(frozen=True)
class Tally:
    """Numbers by evaluation, each counted once for all of them."""

    questions: Counts
    answered: Counts
    recommendations: Counts
    accepted: Counts
    actions: dict[int, dict[str, int]]
    overdue: Counts


def glances_for(user: Any, on: date) -> list[Glance]:
    """The newest evaluations open to the person, in a fixed number of queries."""
    evaluations = list(Evaluation.objects.visible_to(user).worked_on_here()[:SHOWN])
    tally = _tally(user, on, [evaluation.pk for evaluation in evaluations])
    return [Glance(evaluation, _figures(evaluation, tally)) for evaluation in evaluations]


def _tally(user: Any, on: date, keys: list[int]) -> Tally:
    questions = EvaluationQuestion.objects.visible_to(user).filter(evaluation__in=keys)
    answers = Finding.objects.visible_to(user).exclude(short_answer="")
    recommendations = Recommendation.objects.visible_to(user).filter(evaluation__in=keys)
    accepted = ManagementResponse.objects.visible_to(user).filter(decision=Decision.ACCEPTED)
    actions = KeyAction.objects.visible_to(user).filter(**{f"{TO_EVALUATION}__in": keys})
    return Tally(
        questions=_count(questions),
        answered=_count(questions.filter(Exists(answers.filter(question=OuterRef("pk"))))),
        recommendations=_count(recommendations),
        accepted=_count(recommendations.answered_in(accepted)),
        actions=_count_by_status(actions),
        overdue=_count(actions.overdue(on), TO_EVALUATION),
    )


def _count(rows: QuerySet, path: str = "evaluation") -> Counts:
    counted = rows.order_by().values_list(path).annotate(n=Count("pk"))
    return defaultdict(int, counted)


def _count_by_status(actions: QuerySet) -> dict[int, dict[str, int]]:
    counted = actions.order_by().values_list(TO_EVALUATION, "status").annotate(n=Count("pk"))
    by_status: dict[int, dict[str, int]] = defaultdict(dict)
    for evaluation, status, n in counted:
        by_status[evaluation][status] = n
    return by_status


def _figures(evaluation: Evaluation, tally: Tally) -> list[Figure]:
    """Zeroes are left out where nothing is counted; overdue comes last and in its colour."""
    key = evaluation.pk
    figures = []
    if asked := tally.questions[key]:
        number = _of(tally.answered[key], asked)
        figures.append(Figure(number, _("questions answered"), evaluation.get_absolute_url()))
    if made := tally.recommendations[key]:
        href = _list("recommendation", evaluation, decision=Decision.ACCEPTED)
        number = _of(tally.accepted[key], made)
        figures.append(Figure(number, _("recommendations accepted"), href))
    for status, n in tally.actions[key].items():
        label = _("actions: %(status)s") % {"status": ActionStatus(status).label.lower()}
        href = _list("action", evaluation, status=status)
        figures.append(Figure(str(n), label, href, tone_of(status)))
    if late := tally.overdue[key]:
        href = _list("action", evaluation, overdue="on")
        figures.append(Figure(str(late), _("actions overdue"), href, "late"))
    return figures


def _of(done: int, total: int) -> str:
    return _("%(done)s of %(total)s") % {"done": done, "total": total}


def _list(noun: str, evaluation: Evaluation, **query: str) -> str:
    """The list, narrowed to the evaluation and to what is counted."""
    address = reverse(f"recommendations:{noun}-list")
    return f"{address}?{urlencode({'evaluation': evaluation.slug, **query})}"
