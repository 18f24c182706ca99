"""The figures of the follow-up as it stood on a day: the same measures, of rows that are told anew."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cached_property

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from recommendations.dashboard import RESPONSE, By, Dashboard, Summary, names_of
from recommendations.measures import bands, months_before
from recommendations.models import FollowUpRules
from recommendations.past import Answer, Answering, Asked, Past, Promised
from recommendations.scope import NONE
from recommendations.status import ActionStatus
from recommendations.tallies import ALL, TOTAL, Tally


@dataclass(frozen=True)
class Narrowed:
    """What is asked: as an address asks for it, in words, and of which year rates are told."""

    asked: dict[str, str]
    in_words: tuple[tuple[str, str], ...] = ()
    in_year: int | None = None


class PastDashboard(Dashboard):
    """The dashboard of that day. `criteria` are those of which the names are told."""

    def __init__(self, past: Past, narrowed: Narrowed, criteria: QuerySet) -> None:
        self.past, self.on, self.named = past, past.on, criteria
        self.asked, self.in_words = narrowed.asked, narrowed.in_words
        self.year = narrowed.in_year or past.on.year

    @property
    def criteria(self) -> QuerySet:
        return self.named

    def _summaries(self, by: str) -> dict[str, Summary]:
        return {group: Summary.of(tally) for group, tally in self._added(by).items()}

    def _added(self, by: str) -> dict[str, Tally]:
        tallies: dict[str, Tally] = defaultdict(Tally)
        if not by:
            tallies[TOTAL]  # there is a total of nothing, too
        self._add_recommendations(tallies, by)
        for answer in self.answered if by != By.UNIT else ():
            for name in self._names(by, answer):
                tallies[name].answers[answer.decision].add(answer.recommendation.pk)
        for action in self.promised:
            kinds, late = list(self._kinds(action)), self._delay(action)
            for name in self._names(by, action.answer, action.unit):
                tallies[name].counts.update(kinds)
                tallies[name].delays += late
        for matrix in self.past.matrices if by not in (By.UNIT, By.CRITERION) else ():
            for name in self._names_of_matrix(by, matrix):
                timeliness = matrix.timeliness(self.on)
                tallies[name].counts.update([RESPONSE, RESPONSE + timeliness])
        return tallies

    def _add_recommendations(self, tallies: dict[str, Tally], by: str) -> None:
        """Unless only what somebody answers is asked for."""
        if by == By.UNIT or {"organisation", "unit"} & set(self.asked):
            return
        for each in filter(self._is_asked, self.past.recommendations):
            told = self.past.evaluations[each.evaluation]
            for group in _groups(by, each, ""):
                for name in names_of(by, group, "", told.themes, told.report_date):
                    tallies[name].answers[ALL].add(each.pk)

    @cached_property
    def promised(self) -> list[Promised]:
        """Those that are asked for."""
        unit = self._value("unit")
        return [
            each for each in self.past.actions
            if (unit is None or each.unit == unit) and self._is_asked(each.answer.recommendation)
        ]  # fmt: skip

    @cached_property
    def answered(self) -> list[Answer]:
        of = {id(each.answer) for each in self.promised} if "unit" in self.asked else None
        return [
            each for each in self.past.answers
            if (of is None or id(each) in of) and self._is_asked(each.recommendation)
        ]  # fmt: skip

    def _is_asked(self, recommendation: Asked) -> bool:
        code = self._value("criterion")
        if code is None:
            return True
        return code in recommendation.criteria if code else not recommendation.criteria

    def _value(self, name: str) -> str | None:
        """What is asked for; no unit or criterion at all is the empty name."""
        value = self.asked.get(name)
        return "" if value == NONE else value

    def _names(self, by: str, answer: Answer, unit: str = "") -> Iterator[str]:
        of = answer.recommendation
        told = self.past.evaluations[of.evaluation]
        for group in _groups(by, of, unit):
            yield from names_of(
                by, group, answer.matrix.organisation, told.themes, told.report_date
            )

    def _names_of_matrix(self, by: str, matrix: Answering) -> Iterable[str]:
        told = self.past.evaluations[matrix.evaluation]
        return names_of(by, TOTAL, matrix.organisation, told.themes, told.report_date)

    def _kinds(self, action: Promised) -> Iterator[str]:
        """By what measures it counts, as `measures` and `tallies` have them."""
        yield from ("actions", action.status)
        closed, promised = action.closed_on, action.promised_on
        if promised:
            yield f"promised_in:{promised.year}"
        if closed:
            yield f"closed_in:{closed.year}"
        if action.status == ActionStatus.COMPLETED:
            yield from ["proven"] if action.has_proof else []
            yield from ["delayed"] if closed and promised else []
        if action.is_open:
            yield from self._open_kinds(action)

    def _open_kinds(self, action: Promised) -> Iterator[str]:
        yield "open"
        if action.is_overdue(self.on):
            yield "overdue"
        if self.is_stale(action):
            yield "stale"
        promised = action.promised_on
        if promised and promised < self.on:
            short, long = (months_before(self.on, months) for months in bands())
            yield (
                "age_short"
                if promised >= short
                else "age_medium"
                if promised >= long
                else "age_long"
            )

    def _delay(self, action: Promised) -> list[int]:
        closed, promised = action.closed_on, action.promised_on
        if action.status != ActionStatus.COMPLETED or not closed or not promised:
            return []
        return [max(0, (closed - promised).days)]

    def is_stale(self, action: Promised) -> bool:
        """Without a word for as long as the rules of its evaluation allow today."""
        days = self._silence.get(action.answer.recommendation.evaluation)
        days = settings.FOLLOW_UP["stale_days"] if days is None else days
        midnight = datetime.combine(self.on - timedelta(days=days - 1), time.min)
        return action.is_open and action.heard_at < timezone.make_aware(midnight)

    @cached_property
    def _silence(self) -> dict[int, int]:
        rules = FollowUpRules.objects.exclude(stale_days=None)
        return {each.evaluation_id: each.days("stale_days") for each in rules}


def _groups(by: str, recommendation: Asked, unit: str) -> Iterable[str]:
    """Where it is counted; under two criteria, under each."""
    if by == By.CRITERION:
        return sorted(recommendation.criteria) or (TOTAL,)
    return (unit,) if by == By.UNIT else (TOTAL,)
