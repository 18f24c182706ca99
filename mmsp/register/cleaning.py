"""From a row of the repository to an evaluation: what was found wrong, and what was done about it.

Cleaning what is clean changes nothing, so a row that went out comes in again as it was.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from activities.models import Confidentiality
from evaluations.models.evaluation import EvaluatorType, Level, Scope, Stage, Timing
from mmsp.register import columns as c
from mmsp.register.reading import Row

# The first day of the computer's calendar: what a program writes where it knows no date.
NO_DATE = date(1970, 1, 1)
YEARS = range(1950, 2101)
# A theme may hold commas in brackets.
_BETWEEN_THEMES = re.compile(r",\s*(?![^(]*\))")
_BETWEEN_CODES = re.compile(r"[,;/&\s]+")
_SAYS_NOTHING = {"n/a", "na", "none", "-", "–"}


@dataclass(frozen=True)
class Remark:
    """Something a row says that could not be taken as it stands."""

    row: int
    column: str
    found: str
    done: str


@dataclass(frozen=True)
class Entry:
    """One evaluation of the repository: its cells, cleaned, and what they mean here."""

    row: int
    cells: dict[str, str]
    fields: dict[str, Any]
    codes: tuple[str, ...]
    commissioner: str
    remarks: tuple[Remark, ...]

    @property
    def key(self) -> tuple[str, str]:
        return key_of(self.cells)


def key_of(cells: dict[str, str]) -> tuple[str, str]:
    """What an evaluation is known by in the repository, which gives it no number."""
    return cells[c.TITLE].casefold(), cells[c.YEAR]


def clean(row: Row) -> Entry:
    """The row as an evaluation, with a remark on everything that was mended."""
    desk = _Desk(row.number, dict(row.cells))
    fields = {
        "title": desk.cells[c.TITLE],
        "report_date": desk.day(c.PUBLISHED_ON),
        **desk.period(),
        "timing": desk.choice(c.TIMING, c.TIMINGS, Timing.NOT_APPLICABLE),
        "scope": desk.choice(c.SCOPE, c.SCOPES, Scope.PROJECT),
        "evaluator_type": desk.choice(c.EVALUATOR, c.EVALUATORS, EvaluatorType.EXTERNAL),
        "level": desk.choice(c.LEVEL, c.LEVELS, Level.OTHER),
        "language": desk.choice(c.LANGUAGES, c.LANGUAGE_CODES, "en-gb"),
        "themes": desk.themes(),
    }
    fields |= desk.publication(fields["report_date"])
    codes = desk.codes()
    commissioner = desk.cells.get(c.COMMISSIONER, "")
    return Entry(row.number, desk.cells, fields, codes, commissioner, tuple(desk.remarks))


@dataclass
class _Desk:
    """One row while it is cleaned."""

    row: int
    cells: dict[str, str]
    remarks: list[Remark] = field(default_factory=list)

    def say(self, column: str, done: str) -> None:
        self.remarks.append(Remark(self.row, column, self.cells.get(column, ""), done))

    def day(self, column: str) -> date | None:
        cell = self.cells.get(column, "")
        day = _or_none(parse_date, cell)
        if day == NO_DATE:
            self.say(column, _("stands for an unknown date; left empty"))
            del self.cells[column]
            return None
        if cell and day is None:
            self.say(column, _("no date written like 2025-08-11; kept as a word, date left open"))
        return day

    def period(self) -> dict[str, date | None]:
        """The period covered, open where it would end before it starts."""
        start, end = self.day(c.PERIOD_FROM), self.day(c.PERIOD_TO)
        if start and end and end < start:
            self.say(c.PERIOD_TO, _("before the period starts; kept as words, period left open"))
            start = end = None
        return {"period_from": start, "period_to": end}

    def choice(self, column: str, words: dict[str, Any], otherwise: Any) -> Any:
        """The value of a list; of several words the first that is known here counts."""
        cell = self.cells.get(column, "")
        if cell in words:
            return words[cell]
        known = [word for word in _BETWEEN_THEMES.split(cell) if word in words]
        if known:
            self.say(column, _("several; the first that is known here counts: %s") % known[0])
            return words[known[0]]
        label = next(word for word, value in words.items() if value == otherwise)
        done = _("not known here; taken as: %s") if cell else _("missing; taken as: %s")
        self.say(column, done % label)
        return otherwise

    def themes(self) -> list[str]:
        return [theme for theme in _BETWEEN_THEMES.split(self.cells.get(c.AREAS, "")) if theme]

    def codes(self) -> tuple[str, ...]:
        cell = self.cells.get(c.CODES, "")
        if cell.casefold() in _SAYS_NOTHING | {""}:
            self.say(c.CODES, _("no project code; linked to no project"))
            self.cells.pop(c.CODES, None)
            return ()
        return tuple(code for code in _BETWEEN_CODES.split(cell) if code)

    def publication(self, report_date: date | None) -> dict[str, Any]:
        """An entry of the public repository is closed and open to everybody, since it was added."""
        if self.cells.get(c.IS_PUBLISHED, "") != "Yes":
            self.say(c.IS_PUBLISHED, _("not said to be published; seen by support staff only"))
            access: dict[str, Any] = {"confidentiality": Confidentiality.RESTRICTED}
            return {"stage": Stage.CLOSED, "published_at": None, **access}
        added = self._added() or self._noon(report_date)
        access = {"confidentiality": Confidentiality.PUBLIC, "published_at": added}
        return {"stage": Stage.CLOSED, **access}

    def _added(self) -> datetime | None:
        """When the entry was added; its day of the week says nothing more."""
        moment = self.cells.get(c.ADDED, "").rpartition(", ")[2]
        found = _or_none(lambda text: datetime.strptime(text, c.ADDED_FORMAT), moment)  # noqa: DTZ007
        if found is None:
            self.say(c.ADDED, _("no moment; the date of publication counts"))
            return None
        return timezone.make_aware(found)

    def _noon(self, day: date | None) -> datetime:
        last = date(int(self.cells[c.YEAR]), 12, 31)
        return timezone.make_aware(datetime.combine(day or last, time(12)))


def _or_none(read: Callable[[str], Any], text: str) -> Any:
    """The day or moment that the text names; None where it names none that anybody lived to see."""
    try:
        found = read(text)
    except ValueError:
        return None
    return found if found and found.year in YEARS else None
