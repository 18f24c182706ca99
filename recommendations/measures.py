"""What the follow-up is measured by: each measure is one question about rows, with its formula in
words beside it. The figures count by it, the lists filter by it, and the page explains it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recommendations.models.action import KeyActionQuerySet

MONTHS = 12


@dataclass(frozen=True)
class Measure:
    """Key actions that are counted together; `of` narrows actions to them, on a day."""

    key: str
    label: Any
    formula: Any
    of: Callable[[KeyActionQuerySet, date], KeyActionQuerySet]


@dataclass(frozen=True)
class Ratio:
    """A share in per cent; `part` and `whole` are keys of what is counted."""

    key: str
    label: Any
    formula: Any
    part: str
    whole: str


def months_before(on: date, months: int) -> date:
    """The same day so many months earlier; the last day of a month that is shorter."""
    year, month = divmod(on.year * MONTHS + on.month - 1 - months, MONTHS)
    for day in (on.day, 30, 29, 28):
        try:
            return date(year, month + 1, day)
        except ValueError:
            continue
    raise AssertionError("Every month has 28 days")


def bands() -> tuple[int, int]:
    """The two months that part the three bands of ageing, as the settings say."""
    short, long = settings.FOLLOW_UP["ageing_months"]
    return short, long


def _late_briefly(actions: KeyActionQuerySet, on: date) -> KeyActionQuerySet:
    return actions.past_promise(on, since=months_before(on, bands()[0]))


def _late_for_long(actions: KeyActionQuerySet, on: date) -> KeyActionQuerySet:
    short, long = (months_before(on, months) for months in bands())
    return actions.past_promise(on, since=long).filter(promised_on__lt=short)


def _outstanding(actions: KeyActionQuerySet, on: date) -> KeyActionQuerySet:
    return actions.past_promise(on).filter(promised_on__lt=months_before(on, bands()[1]))


AGEING = ("age_short", "age_medium", "age_long")

MEASURES = {
    measure.key: measure
    for measure in (
        Measure(
            "open", gettext_lazy("Open"),
            gettext_lazy("Key actions that are neither completed nor no longer applicable."),
            lambda actions, on: actions.open(),
        ),
        Measure(
            "overdue", gettext_lazy("Overdue"),
            gettext_lazy("Open actions whose current date has passed."),
            lambda actions, on: actions.overdue(on),
        ),
        Measure(
            "stale", gettext_lazy("Stale"),
            gettext_lazy("Open actions without a word for as long as the rules of their evaluation allow."),
            lambda actions, on: actions.stale(on),
        ),
        Measure(
            "age_short", gettext_lazy("Late"),
            gettext_lazy("Open actions, by the time that has passed since the first promised date."),
            _late_briefly,
        ),
        Measure("age_medium", gettext_lazy("Late"), "", _late_for_long),
        Measure("age_long", gettext_lazy("Late"), "", _outstanding),
        Measure(
            "proven", gettext_lazy("Completed with evidence"),
            gettext_lazy("Completed actions with a note, file, link, document or activity as evidence."),
            lambda actions, on: actions.completed().with_evidence(),
        ),
        Measure(
            "delayed", gettext_lazy("With a known delay"),
            gettext_lazy("Completed actions with a first promised date and a report that closed them."),
            lambda actions, on: actions.with_known_delay(),
        ),
    )
}  # fmt: skip

RATIOS = {
    ratio.key: ratio
    for ratio in (
        Ratio(
            "closure", gettext_lazy("Closure rate"),
            gettext_lazy("Actions closed in the year, divided by those first promised for that year."),
            "closed_in:{year}", "promised_in:{year}",
        ),
        Ratio(
            "on_time", gettext_lazy("Responses on time"),
            gettext_lazy("Responses submitted on or before their due date, divided by all that were due."),
            "response:on_time", "response:due",
        ),
        Ratio(
            "evidence", gettext_lazy("With evidence"),
            gettext_lazy("Completed actions with evidence, divided by all completed ones."),
            "proven", "completed",
        ),
        Ratio(
            "staleness", gettext_lazy("Stale share"),
            gettext_lazy("Stale actions, divided by all open ones."),
            "stale", "open",
        ),
    )
}  # fmt: skip

DELAY = gettext_lazy(
    "The middle value of the days from the first promised date to the day of closing, over completed "
    "actions of which both are known; early ones count as 0."
)


def band_labels() -> dict[str, str]:
    """What the bands of ageing are called, by the months of the settings."""
    short, long = bands()
    return {
        "age_short": _("Late up to %(n)s months") % {"n": short},
        "age_medium": _("Late %(n)s to %(m)s months") % {"n": short, "m": long},
        "age_long": _("Late over %(n)s months") % {"n": long},
    }


def label_of(key: str) -> str:
    return band_labels().get(key) or str(MEASURES[key].label)


def formulas() -> list[tuple[str, str]]:
    """All that is said about how the figures are counted, each under its name."""
    told = [(ratio.label, ratio.formula) for ratio in RATIOS.values()]
    told += [(_("Median delay"), DELAY)]
    told += [(each.label, each.formula) for each in MEASURES.values() if each.formula]
    told += [
        (
            _("Responses to recommendations"),
            _("A recommendation that several organisations answer differently is counted once under "
              "each answer."),
        ),
        (
            _("Criteria"),
            _("A recommendation is counted under each criterion of the conclusions and findings that "
              "it rests on."),
        ),
        (
            _("Whose rows"),
            _("Only what is open to you is counted; a response that was not submitted yet is open to "
              "its organisation and the managers alone."),
        ),
    ]  # fmt: skip
    return [(str(label), str(formula)) for label, formula in told]
