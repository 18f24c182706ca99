"""The moments that people count changes from: a day, or when the evaluation went to another stage."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from editing.versions import revisions_of
from evaluations.models import Evaluation, Stage
from mmsp.reports.days import long_day, moment


@dataclass(frozen=True, slots=True)
class Moment:
    """`key` is what an address says: `2026-11-03`, or `version-4` for when the evaluation got to its
    fourth version."""

    key: str
    at: datetime
    stage: str = ""

    @property
    def label(self) -> str:
        """In the language that is spoken when it is asked: that of a page or that of a paper."""
        if self.stage:
            return _move(self.stage, self.at)
        # Translators: a day behind “Changes since”.
        return pgettext("since", "%(day)s") % {"day": long_day(timezone.localdate(self.at))}


def of_day(day: date) -> Moment:
    """When the day begins, where the reader is; so what was written on that day has changed since."""
    begins = timezone.make_aware(datetime.combine(day, time.min))
    begins.astimezone(UTC)  # raises OverflowError for a day on which no database can count
    return Moment(day.isoformat(), begins)


def stage_moves(evaluation: Evaluation) -> list[Moment]:
    """When it was opened and when it went to each stage, the last move first."""
    rows = revisions_of(evaluation).order_by("version")
    moves, before = [], None
    for version, at, stage in rows.values_list("version", "at", "content__stage"):
        if stage != before:
            moves.append(Moment(f"version-{version}", at, stage))
        before = stage
    return moves[::-1]


def _move(stage: str, at: datetime) -> str:
    said = _("the beginning of %(stage)s, %(when)s")
    when = moment(timezone.localtime(at))
    return said % {"stage": Stage(stage).label, "when": when}


def asked_for(text: str, moves: list[Moment]) -> Moment | None:
    """The moment that an address says, the last move where it says nothing; None for what is none."""
    if not text:
        return moves[0] if moves else None
    for move in moves:
        if move.key == text:
            return move
    try:
        day = parse_date(text)
        return of_day(day) if day else None
    except (ValueError, OverflowError):
        return None
