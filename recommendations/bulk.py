"""What would become of several actions at one stroke, action by action, before anything is written."""

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from editing import versions
from editing.permissions import may
from recommendations.models import KeyAction
from recommendations.proof import require_move
from recommendations.status import MEANINGS, ActionStatus
from recommendations.takers import seen_by, why_not


@dataclass(frozen=True)
class Report:
    """What is said of each of the actions; what is left empty stays as it is."""

    status: str = ""
    what_was_done: str = ""
    evidence: str = ""
    evidence_url: str = ""
    next_step: str = ""
    new_due_on: date | None = None
    date_reason: str = ""

    def __bool__(self) -> bool:
        return any(asdict(self).values())

    def on(self, action: KeyAction) -> dict[str, Any]:
        """As `actions.update_progress` takes it. Money that an action waits for already stays missing."""
        said = asdict(self) | {"status": self.status or action.status}
        if MEANINGS[ActionStatus(said["status"])].needs_amount:
            said |= {"funding_gap": action.funding_gap, "possible_donor": action.possible_donor}
        return said


@dataclass(frozen=True)
class Wish:
    """A report on each of the actions, another person to hold them, or both; `note` is for that person."""

    report: Report = field(default_factory=Report)
    to: User | None = None
    note: str = ""


@dataclass(frozen=True)
class Change:
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Planned:
    """One action: what would change of it, and what stands in the way."""

    action: KeyAction
    changes: tuple[Change, ...]
    obstacles: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    wish: Wish
    rows: tuple[Planned, ...]

    @property
    def possible(self) -> list[Planned]:
        return [row for row in self.rows if not row.obstacles]

    @property
    def impossible(self) -> list[Planned]:
        return [row for row in self.rows if row.obstacles]

    @cached_property
    def fingerprint(self) -> str:
        """Equal for two plans that do the same, so that nothing is written that was not shown."""
        rows = [(r.action.pk, r.action.version, r.changes, r.obstacles) for r in self.rows]
        wish = (self.wish.report, self.wish.to and self.wish.to.pk, self.wish.note)
        return hashlib.sha256(repr((wish, rows)).encode()).hexdigest()


def plan_for(actions: Collection[KeyAction], seen: Mapping[int, int], wish: Wish, by: Any) -> Plan:
    """`actions` with their addresses; `seen` is the version of each that the person chose."""
    open_to = seen_by(wish.to, actions) if wish.to else set()
    return Plan(
        wish,
        tuple(
            Planned(
                action, tuple(_changes(action, wish)),
                tuple(_obstacles(action, seen.get(action.pk), wish, by, open_to)),
            )
            for action in actions
        ),
    )  # fmt: skip


def _changes(action: KeyAction, wish: Wish) -> Iterator[Change]:
    report = wish.report
    if report.status and report.status != action.status:
        after = str(ActionStatus(report.status).label)
        yield Change(_("Status"), action.get_status_display(), after)
    if report.new_due_on and report.new_due_on != action.due_on:
        yield Change(_("Due"), _day(action), date_format(report.new_due_on))
    if wish.to and wish.to.pk != action.responsible_person_id:
        now = action.responsible_person
        yield Change(_("Responsible person"), str(now or _("Nobody yet")), str(wish.to))


def _day(action: KeyAction) -> str:
    return date_format(action.due_on) if action.due_on else _("No date")


def _obstacles(
    action: KeyAction, seen: int | None, wish: Wish, by: Any, open_to: set[int]
) -> Iterator[str]:
    if action.version != seen:
        yield _meanwhile(action)
    if wish.report:
        yield from _obstacles_to_report(action, wish.report, by)
    if wish.to and not may(by, "pass_on", action):
        yield _("It is not yours to hand over.")
    elif wish.to and (said := why_not(action, wish.to, open_to)):
        yield said


def _obstacles_to_report(action: KeyAction, report: Report, by: Any) -> Iterator[str]:
    if not may(by, "update", action):
        yield _("You do not report on this action.")
        return
    try:
        require_move(action, report.on(action))
    except ValidationError as error:
        yield from error.messages


def _meanwhile(action: KeyAction) -> str:
    last = versions.revisions_of(action).first()
    who = last.by if last and last.by else _("Somebody")
    return _("%(who)s changed it since you chose it. Look at it again first.") % {"who": who}
