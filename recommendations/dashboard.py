"""The follow-up in figures, as far as one reader may see it: each figure with the address of the list
that it counts."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.core.cache import caches
from django.db.models import F, QuerySet, TextChoices
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from evaluations.models import Criterion
from recommendations.measures import MEASURES, RATIOS, Ratio
from recommendations.scope import DUE, NONE, DashboardFilter
from recommendations.status import ActionStatus
from recommendations.tallies import ALL, MADE, TOTAL, Question, Tally, counted

UNANSWERED = "none"
RESPONSE = "response:"  # before the timeliness of a response, which has words of its own
SHOWN_YEARS = 8


class By(TextChoices):
    """By what the figures can be broken down."""

    ORGANISATION = "organisation", _("Organisation")
    UNIT = "unit", _("Unit")
    CRITERION = "criterion", _("Criterion")
    THEME = "theme", _("Theme")
    YEAR = "year", _("Year of the report")


@dataclass(frozen=True)
class Summary:
    """What a tally comes to; `delay` is the median in days, None where none is known."""

    counts: dict[str, int]
    delay: int | None

    @classmethod
    def of(cls, tally: Tally) -> "Summary":
        answers = {decision: len(rows) for decision, rows in tally.answers.items()}
        made = tally.answers.get(ALL, set())
        answered: set[int] = set().union(
            *(rows for decision, rows in tally.answers.items() if decision != ALL)
        )
        counts = {**tally.counts, **answers, ALL: len(made | answered)}
        counts[UNANSWERED] = len(made - answered)
        counts[f"{RESPONSE}due"] = sum(tally.counts[RESPONSE + each] for each in DUE)
        return cls(counts, median(tally.delays))


def median(days: list[int]) -> int | None:
    """The middle value; of an even number the lower one of both, which somebody really took."""
    return sorted(days)[(len(days) - 1) // 2] if days else None


@dataclass(frozen=True)
class Figure:
    """A number and where its rows are listed."""

    count: int
    href: str
    label: str = ""


@dataclass(frozen=True)
class Share:
    ratio: Ratio
    part: Figure
    whole: Figure

    @property
    def percent(self) -> int | None:
        return round(100 * self.part.count / self.whole.count) if self.whole.count else None


@dataclass(frozen=True)
class Group:
    """The figures of one part of what is looked at, or of all of it; `asked` is the part's address."""

    label: str
    summary: Summary
    asked: dict[str, str]
    year: int

    def figure(self, key: str, label: Any = "") -> Figure:
        noun, query = _where(key)
        address = reverse(f"recommendations:{noun}-list")
        return Figure(
            self.summary.counts.get(key, 0),
            # Asked about nothing, a list would open the filter that its reader made the usual one.
            f"{address}?{urlencode(self.asked | query or {'q': ''})}",
            str(label),
        )

    def share(self, name: str) -> Share:
        ratio = RATIOS[name]
        part, whole = (key.format(year=self.year) for key in (ratio.part, ratio.whole))
        return Share(ratio, self.figure(part), self.figure(whole))

    @property
    def delay(self) -> Figure:
        """The actions of which the delay is known; the median itself is `summary.delay`."""
        return self.figure("delayed")


def _where(key: str) -> tuple[str, dict[str, str]]:
    """The list in which a count is found, and what it is asked there."""
    name, _colon, value = key.partition(":")
    if key == "actions":
        return "action", {}
    if key in MEASURES:
        return "action", {"counted": key}
    if key in ActionStatus.values:
        return "action", {"status": key}
    if name in ("closed_in", "promised_in"):
        return "action", {name: value}
    if name == "response":
        return "response", {"timeliness": value} if value else {}
    return "recommendation", {} if key == ALL else {"decision": key}


@dataclass(frozen=True)
class Seen:
    """The visible evaluations and matrices that are counted, as plain values."""

    evaluations: list[tuple[int, str, list[str], date | None]]
    matrices: list[tuple[int, int, str, str]]  # key, evaluation, organisation, timeliness

    @classmethod
    def by(cls, asked: DashboardFilter, on: date) -> "Seen":
        matrices: Any = asked.qs  # narrows the evaluations, too
        told = asked.evaluations.order_by().values_list("pk", "stamp", "themes", "report_date")
        rows = matrices.with_timeliness(on).order_by()
        return cls(
            list({row[0]: row for row in told}.values()),
            list(rows.values_list("pk", "evaluation", "organisation__slug", "timeliness")),
        )

    @property
    def stamps(self) -> dict[int, str]:
        return {pk: stamp for pk, stamp, _themes, _on in self.evaluations}


class Dashboard:
    """The figures on a day: `total`, and `groups(by)`."""

    def __init__(self, asked: DashboardFilter, on: date) -> None:
        self.filter, self.on = asked, on
        self.seen = Seen.by(asked, on)
        self.asked = asked.asked
        self.year = asked.form.cleaned_data.get("in_year") or on.year

    @property
    def has_units_or_criteria(self) -> bool:
        """Whether the figures are of a unit or criterion alone, of which a response is no part."""
        return bool({"unit", "criterion"} & set(self.asked))

    @property
    def is_empty(self) -> bool:
        return not self.total.summary.counts[ALL]

    @cached_property
    def total(self) -> Group:
        [summary] = self._summaries("").values()
        return Group("", summary, self.asked, self.year)

    def groups(self, by: str) -> list[Group]:
        """The parts in the order of their weight; each is asked for by the filter that is called so."""
        summaries = self._summaries(by)
        if (only := self.asked.get(by)) is not None:
            summaries = {key: each for key, each in summaries.items() if key == only}
        labels = _labels(by, summaries, self.criteria)
        groups = [
            Group(labels.get(key, key), each, self.asked | {by: key}, self.year)
            for key, each in summaries.items()
        ]
        return sorted(groups, key=lambda group: _weight(by, group))

    @property
    def criteria(self) -> QuerySet:
        """Of which the names are told."""
        return Criterion.objects.visible_to(self.filter.request.user)

    @property
    def recommendations(self) -> Figure:
        return self.total.figure(ALL, _("recommendations"))

    @property
    def actions(self) -> Figure:
        return self.total.figure("actions", _("key actions"))

    @property
    def overdue(self) -> Figure:
        return self.total.figure("overdue", _("actions overdue"))

    @property
    def shares(self) -> list[Share]:
        """All that apply: of a unit or criterion, no response is on time."""
        left_out = {"on_time"} if self.has_units_or_criteria else set()
        return [self.total.share(name) for name in RATIOS if name not in left_out]

    @property
    def years(self) -> list[int]:
        """The latest years in which something was due or closed."""
        kinds = (key.partition(":") for key in self.total.summary.counts)
        years = {int(year) for kind, _colon, year in kinds if kind in ("closed_in", "promised_in")}
        return sorted(years)[-SHOWN_YEARS:]

    def _summaries(self, by: str) -> dict[str, Summary]:
        """Added up over what the reader sees, and remembered until any of it changes."""
        parts = (
            by,
            self._question(by),
            self.asked,
            self.seen,
            timezone.get_current_timezone_name(),
        )
        key = hashlib.sha256(repr(parts).encode()).hexdigest()
        known = caches["figures"].get(key)
        if known is None:
            known = {group: Summary.of(tally) for group, tally in self._added(by).items()}
            caches["figures"].set(key, known)
        return known

    def _question(self, by: str) -> Question:
        asked = {
            name: "" if self.asked[name] == NONE else self.asked[name]
            for name in ("unit", "criterion") if name in self.asked
        }  # fmt: skip
        return Question(self.on, by=by if by in (By.UNIT, By.CRITERION) else "", **asked)

    def _added(self, by: str) -> dict[str, Tally]:
        tallies: dict[str, Tally] = defaultdict(Tally)
        if not by:
            tallies[TOTAL]  # there is a total of nothing, too
        counts = counted(self.seen.stamps, self._question(by))
        nothing = {} if by in (By.UNIT, By.CRITERION) else {TOTAL: Tally()}
        told = {pk: (themes, on) for pk, _stamp, themes, on in self.seen.evaluations}
        for evaluation, matrix, organisation, timeliness in self._parts():
            themes, dated = told[evaluation]
            for group, tally in counts[evaluation].get(matrix, nothing).items():
                for name in names_of(by, group, organisation, themes, dated):
                    tallies[name].add(tally)
                    if matrix != MADE and by not in (By.UNIT, By.CRITERION):
                        tallies[name].counts.update([RESPONSE, RESPONSE + timeliness])
        return tallies

    def _parts(self) -> Iterator[tuple[int, int, str, str]]:
        """(evaluation, matrix, organisation, timeliness), the recommendations themselves first, unless
        only what somebody answers is asked for."""
        if not {"organisation", "unit"} & set(self.asked):
            for pk, *_rest in self.seen.evaluations:
                yield pk, MADE, "", ""
        for matrix, evaluation, organisation, timeliness in self.seen.matrices:
            yield evaluation, matrix, organisation, timeliness


def names_of(
    by: str, group: str, organisation: str, themes: list[str], dated: date | None
) -> Iterable[str]:
    """The parts that a count belongs to."""
    if by == By.ORGANISATION:
        return [organisation] if organisation else []
    if by == By.THEME:
        return dict.fromkeys(themes) or [NONE]
    if by == By.YEAR:
        return [str(dated.year) if dated else NONE]
    return [group or NONE] if by else [TOTAL]


def _labels(by: str, keys: Iterable[str], criteria: QuerySet) -> dict[str, str]:
    labels = {NONE: str(_("None"))}
    if by == By.ORGANISATION:
        rows = Organisation.objects.filter(slug__in=keys)
        return labels | {row.slug: str(row) for row in rows}
    if by == By.CRITERION:
        named = criteria.filter(code__in=keys).order_by(
            F("evaluation").asc(nulls_last=True)  # the standard name wins
        )
        return labels | dict(named.values_list("code", "name"))
    return labels


def _weight(by: str, group: Group) -> tuple[Any, ...]:
    """The newest year first; else the part with the most actions, then recommendations, by name."""
    counts = group.summary.counts
    if by == By.YEAR:
        return (-int(group.label) if group.label.isdecimal() else 0,)
    return -counts.get("actions", 0), -counts[ALL], group.label
