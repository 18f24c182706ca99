"""What a digest says, to whom, in their language and their time."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import time_zones
from accounts.models import Mail
from accounts.outbox import Letter
from editing.permissions import may
from evaluations.models import Evaluation
from recommendations.links import update_link
from recommendations.models import KeyAction, Kind, Reminder, ResponseMatrix
from recommendations.status import CLOSED

TEMPLATE = "emails/digest"
EMPTY_LINES = re.compile(r"\n{3,}")
MOST_URGENT_FIRST = list(Kind)


@dataclass
class Line:
    """One action or response, with all that is to be said of it in one mail."""

    row: Any
    kind: Kind
    href: str
    due_on: date | None
    late_days: int
    in_place_of: Any = None
    reports_at: str = ""
    also: list[str] = field(default_factory=list)

    @property
    def label(self) -> str:
        return self.row.label if isinstance(self.row, KeyAction) else str(self.row)

    @property
    def text(self) -> str:
        return self.row.text if isinstance(self.row, KeyAction) else ""

    @property
    def facts(self) -> list[str]:
        """By when, how late, why else it is mentioned, and in whose place."""
        return [*filter(None, [self._date]), *self.also, *self._absent]

    @property
    def _date(self) -> str:
        if self.due_on is None:
            return ""
        day = _("Due on %(day)s") % {"day": formats.date_format(self.due_on)}
        late = ngettext("%(days)s day late", "%(days)s days late", self.late_days)
        return f"{day}, {late % {'days': self.late_days}}" if self.late_days else day

    @property
    def _absent(self) -> list[str]:
        who = self.in_place_of
        return [_("In place of %(name)s") % {"name": who}] if who else []


@dataclass(frozen=True)
class Chapter:
    """One evaluation: its lines by kind, the most urgent first."""

    evaluation: Evaluation
    groups: list[tuple[str, list[Line]]]


def compose(mail: Mail) -> Letter | None:
    """The digest as its person may read it now; None where nothing of it is left."""
    person = mail.person
    with time_zones.of(person), translation.override(language_of(person)):
        lines = lines_of(mail, timezone.localdate())
        _add_links(lines, person)
        return _letter(person, lines) if lines else None


def language_of(person: Any) -> str:
    """The person's, where the interface is offered in it: no mail mixes two languages."""
    is_offered = person.language in dict(settings.LANGUAGES)
    return person.language if is_offered else settings.LANGUAGE_CODE


def lines_of(mail: Mail, on: date) -> list[Line]:
    """A line for each row that is open to the person and still waits for something. Of the others
    nobody was told, so their reminders are forgotten."""
    reminders = sorted(
        mail.reminders.select_related("in_place_of"),
        key=lambda each: (MOST_URGENT_FIRST.index(Kind(each.kind)), each.due_on),
    )
    rows = _open_rows(mail.person, reminders)
    told = [each for each in reminders if _is_wanted(each, rows.get(each.about))]
    mail.reminders.exclude(pk__in=[each.pk for each in told]).delete()
    lines: dict[Any, Line] = {}
    for reminder in told:
        row = rows[reminder.about]
        if row in lines:
            lines[row].also.append(str(Kind(reminder.kind).label))
        else:
            lines[row] = _line(reminder, row, on)
    return list(lines.values())


def _open_rows(person: Any, reminders: Iterable[Reminder]) -> dict[tuple, Any]:
    reminders = list(reminders)
    actions = KeyAction.objects.visible_to(person).with_addresses()
    actions = actions.filter(pk__in=[each.action_id for each in reminders])
    matrices = ResponseMatrix.objects.visible_to(person).awaited()
    matrices = matrices.filter(pk__in=[each.matrix_id for each in reminders])
    return {(row.pk, None): row for row in actions} | {
        (None, row.pk): row for row in matrices.select_related("evaluation", "organisation")
    }


def _is_wanted(reminder: Reminder, row: Any) -> bool:
    """Whether it may be seen, and was not done while the mail waited."""
    if row is None or isinstance(row, ResponseMatrix):
        return row is not None
    return (row.status in CLOSED) == (reminder.kind == Kind.VERIFY)


def _line(reminder: Reminder, row: Any, on: date) -> Line:
    kind = Kind(reminder.kind)
    return Line(
        row=row,
        kind=kind,
        href=address(row.get_absolute_url()),
        due_on=reminder.due_on if kind == Kind.VERIFY else row.due_on,
        late_days=_days_late(row, on),
        in_place_of=reminder.in_place_of,
    )


def _add_links(lines: list[Line], person: Any) -> None:
    """A link to report for each action that the person may report on; written in one short breath."""
    reported = [
        line for line in lines
        if isinstance(line.row, KeyAction)
        and line.kind not in (Kind.VERIFY, Kind.ESCALATED)
        and may(person, "update", line.row)
    ]  # fmt: skip
    with transaction.atomic():
        for line in reported:
            line.reports_at = update_link(line.row, person)


def _days_late(row: Any, on: date) -> int:
    if isinstance(row, KeyAction):
        return row.days_late(on)
    return max(0, (on - row.due_on).days) if row.due_on else 0


def address(path: str) -> str:
    """In full; its host comes from the settings, never from a request."""
    return settings.SITE_URL.rstrip("/") + path


def _letter(person: Any, lines: list[Line]) -> Letter:
    late = sum(line.kind in (Kind.OVERDUE, Kind.ESCALATED) for line in lines)
    context = {
        "person": person,
        "chapters": _chapters(lines),
        "count": len(lines),
        "late": late,
        "kinds": ", ".join(dict.fromkeys(str(line.kind.label) for line in lines)),
        "mine_url": address(reverse("recommendations:my-action-list")),
        "mail_url": address(reverse("recommendations:mail-edit")),
        "with_links": any(line.reports_at for line in lines),
        "link_days": settings.UPDATE_LINK_DAYS,
    }
    subject = " ".join(render_to_string(f"{TEMPLATE}_subject.txt", context).split())
    text = EMPTY_LINES.sub("\n\n", render_to_string(f"{TEMPLATE}.txt", context).strip())
    html = render_to_string(f"{TEMPLATE}.html", {**context, "subject": subject})
    return Letter(subject, f"{text}\n", html)


def _chapters(lines: list[Line]) -> list[Chapter]:
    """By evaluation; the one with the most urgent line comes first."""
    by_evaluation: dict[Evaluation, dict[Kind, list[Line]]] = defaultdict(lambda: defaultdict(list))
    for line in lines:
        matrix = line.row.response.matrix if isinstance(line.row, KeyAction) else line.row
        by_evaluation[matrix.evaluation][line.kind].append(line)
    return [
        Chapter(evaluation, [(str(kind.label), found) for kind, found in groups.items()])
        for evaluation, groups in by_evaluation.items()
    ]
