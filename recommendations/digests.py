"""The mail with all of a person's reminders. It is decided on in one transaction, and written when it is
sent: what the person may no longer see, or what was done meanwhile, is not in it."""

from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts import time_zones
from accounts.models import DigestTurn, Mail, Rhythm, User
from recommendations.models import Reminder
from recommendations.reminding import reminders_for


def write_digests(at: datetime) -> int:
    """Decides on the digest of everybody whose turn it is; how many mails there are to send. People come
    in no order, so that several workers do not all work for the same one."""
    turns = dict(DigestTurn.objects.values_list("person", "day"))
    return sum(
        write_digest(person, at)
        for person in User.objects.here().exclude(mail_rhythm=Rhythm.NEVER).order_by("?")
        if is_turn_of(person, at, turns.get(person.pk))
    )


def is_turn_of(person: User, at: datetime, last: date | None) -> bool:
    """Whether a digest is due, `last` being the day of the one decided on before."""
    on = mail_date(person, at)
    return not person.is_quiet(on) and person.digest_day(on) != last


def mail_date(person: User, at: datetime) -> date:
    """The date where the person is; it begins in the morning, when mails are written."""
    with time_zones.of(person):
        return timezone.localdate(at - timedelta(hours=settings.MAIL_HOUR))


def write_digest(person: User, at: datetime) -> bool:
    """Takes the person's turn and, if there is something new to say, writes the reminders and the mail
    that will carry them: all of it, or nothing."""
    turn, _is_first = DigestTurn.objects.get_or_create(person=person)
    on = mail_date(person, at)
    day = person.digest_day(on)
    if turn.day == day:
        return False  # another worker was faster
    with time_zones.of(person):
        found = reminders_for(person, on)  # before the transaction, in which others would wait
    with transaction.atomic():
        return _take_turn(person, day) and _write(person, day, found, at)


def _write(person: User, day: date, found: list[Reminder], at: datetime) -> bool:
    told = {each.key for each in Reminder.objects.filter(person=person)}
    new = [each for each in found if each.key not in told]
    if new:
        mail = Mail.objects.create(person=person, day=day, next_try_at=at)
        for reminder in new:
            reminder.mail = mail
        Reminder.objects.bulk_create(new)
    return bool(new)


def _take_turn(person: Any, day: date) -> bool:
    """Of several workers one gets true. Any other day counts, not only a later one: a clock that was
    wrong and is put back must not silence anybody, and what was told stays told."""
    turn = DigestTurn.objects.filter(person=person).exclude(day=day)
    return bool(turn.update(day=day))
