"""Calendars for Outlook and its like: what is due, as far as the owner of the address may see it now."""

from collections.abc import Iterable
from datetime import date, timedelta
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from evaluations.models import Evaluation
from recommendations.letters import address, language_of
from recommendations.models import CalendarAddress, KeyAction, ResponseMatrix

MOST_EVENTS = 1000


class NoCalendar(Exception):
    """The address opens nothing: it is unknown or revoked, or its owner may not see it any more."""


def calendar_at(token: str) -> bytes:
    """The calendar behind an address, as it stands now. Raises NoCalendar."""
    rows = CalendarAddress.objects.select_related("person", "evaluation")
    found = rows.filter(token_hash=sha256(token.encode()).hexdigest()).first()
    if found is None or not found.person.is_active or found.person.deleted_at:
        raise NoCalendar
    with translation.override(language_of(found.person)):
        if found.evaluation is None:
            return _calendar(_("mmsp: mine"), _mine(found.person))
        return _calendar(str(found.evaluation), _of_evaluation(found.person, found.evaluation))


def _mine(person: Any) -> Iterable[Event]:
    actions = KeyAction.objects.visible_to(person).to_be_reported_by(person)
    owed = ResponseMatrix.objects.visible_to(person).answered_by(person)
    return _events(actions, owed)


def _of_evaluation(person: Any, evaluation: Evaluation) -> Iterable[Event]:
    """All that is due in the evaluation; who lost sight of it gets what a stranger gets."""
    if not Evaluation.objects.visible_to(person).filter(pk=evaluation.pk).exists():
        raise NoCalendar
    actions = KeyAction.objects.visible_to(person)
    owed = ResponseMatrix.objects.visible_to(person).filter(evaluation=evaluation)
    return _events(actions.filter(response__matrix__evaluation=evaluation), owed)


def _events(actions: Any, matrices: Any) -> Iterable[Event]:
    dated = actions.open().exclude(due_on=None).with_addresses().soonest_first()
    awaited = matrices.awaited().exclude(due_on=None).select_related("evaluation", "organisation")
    yield from (_of_action(each) for each in dated[:MOST_EVENTS])
    yield from (_of_matrix(each) for each in awaited[:MOST_EVENTS])


def _of_action(action: KeyAction) -> Event:
    matrix = action.response.matrix
    who = action.responsible_person or action.responsible_units or matrix.organisation
    said = _("%(status)s. Responsible: %(who)s.") % {
        "status": action.get_status_display(), "who": who,
    }  # fmt: skip
    title = _("Action %(label)s: %(text)s") % {"label": action.label, "text": action.text}
    return _event(action, action.due_on, title, f"{matrix.evaluation}\n{said}", matrix.evaluation)


def _of_matrix(matrix: ResponseMatrix) -> Event:
    title = _("Response of %(who)s is due") % {"who": matrix.organisation}
    return _event(matrix, matrix.due_on, title, str(matrix.evaluation), matrix.evaluation)


def _event(row: Any, day: date | None, title: str, text: str, evaluation: Any) -> Event:
    """A whole day that blocks nobody. It stays the same event when its row is renumbered or moved, and
    each change of the row makes the next sequence."""
    assert day is not None  # noqa: S101 - rows without a date were left out
    event = Event()
    event.add("uid", uid_of(row))
    event.add("summary", _one_line(title))
    event.add("description", text)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("dtstamp", row.updated_at)
    event.add("last-modified", row.updated_at)
    event.add("sequence", row.version - 1)
    event.add("transp", "TRANSPARENT")
    event.add("categories", [str(evaluation)])
    event.add("url", address(row.get_absolute_url()))
    return event


def uid_of(row: Any) -> str:
    """Tells nothing of the row or of how many there are."""
    name = f"{settings.SITE_URL}/{row._meta.label_lower}/{row.pk}"
    return f"{uuid5(NAMESPACE_URL, name)}@{urlsplit(settings.SITE_URL).hostname}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _calendar(name: str, events: Iterable[Event]) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//mmsp//follow-up//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-published-ttl", "PT6H")
    for event in events:
        calendar.add_component(event)
    return calendar.to_ical()
