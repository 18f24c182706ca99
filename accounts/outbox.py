"""Sends what waits in the outbox. A worker takes a mail for a while, sends it outside of any transaction
and then says so; if it dies in between, another one sends the mail again under the same Message-ID
(ADR 15)."""

import logging
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Mail
from accounts.models.mail import LONGEST_REST

log = logging.getLogger("mail")
LOOKED_AT = 20
HEADERS = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}


@dataclass(frozen=True)
class Letter:
    """What a mail says."""

    subject: str
    text: str
    html: str


Compose = Callable[[Mail], Letter | None]
Clock = Callable[[], datetime]


class NothingToSay(Exception):
    """The mail is not wanted any more: its person left, or nothing of it is open to them."""


def send_waiting(compose: Compose, clock: Clock = timezone.now) -> Counter[str]:
    """Sends until nothing waits or the server is away; counts what was `sent`, `failed`, `given up`.

    `compose` writes a mail at the moment it leaves, and gives None where nothing is left to say.
    """
    done: Counter[str] = Counter()
    with closing(get_connection()) as line:
        while mail := claim(clock()):
            try:
                _send(mail, compose, line)
            except Exception as error:
                log.warning("Mail %s was not sent: %s", mail.pk, type(error).__name__)
                done[_note_fault(mail, error, clock())] += 1
                line.close()
                if is_server_away(error):
                    break
            else:
                _settle(mail, sent_at=clock(), fault="")
                done["sent"] += 1
    return done


def claim(at: datetime) -> Mail | None:
    """The mail that has waited longest, for this worker alone until its lease ends. One that no try
    brought to an end is given up."""
    while waiting := list(Mail.objects.waiting(at)[:LOOKED_AT]):
        for mail in waiting:
            if not _take(mail, at):
                continue
            mail.refresh_from_db()
            if mail.tries <= settings.MAIL_TRIES:
                return mail
            _settle(mail, given_up_at=at, fault=mail.fault or _("No try came to an end."))
    return None


def _take(mail: Mail, at: datetime) -> bool:
    """Of two workers that see the same mail, one changes the row and the other finds it changed."""
    lease = timedelta(seconds=settings.MAIL_LEASE)
    mine = Mail.objects.waiting(at).filter(pk=mail.pk)
    return bool(mine.update(next_try_at=at + lease, tries=F("tries") + 1))


def _send(mail: Mail, compose: Compose, line: Any) -> None:
    person = mail.person
    is_here = person.is_active and person.deleted_at is None
    letter = compose(mail) if is_here else None
    if letter is None:
        raise NothingToSay(_("Nothing of it is open to the person any more."))
    message = EmailMultiAlternatives(
        letter.subject, letter.text, to=[person.email], connection=line,
        headers={"Message-ID": mail.message_id, **HEADERS},
    )  # fmt: skip
    message.attach_alternative(letter.html, "text/html")
    message.send()


def _note_fault(mail: Mail, error: Exception, at: datetime) -> str:
    """Puts the next try off, longer each time, or gives up; which of the two."""
    fault = f"{type(error).__name__}: {error}"[:500].replace("\x00", "")
    if isinstance(error, NothingToSay):
        fault = str(error)
    if is_final(error) or mail.tries >= settings.MAIL_TRIES:
        _settle(mail, given_up_at=at, fault=fault)
        return "given up"
    _settle(mail, next_try_at=at + rest_after(mail.tries), fault=fault)
    return "failed"


def rest_after(tries: int) -> timedelta:
    """Two minutes after the first try, twice as long after each further one, at most six hours."""
    return min(timedelta(minutes=2**tries), LONGEST_REST)


def is_final(error: Exception) -> bool:
    """Whether no further try can help."""
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= 500 for code, _said in error.recipients.values())
    return isinstance(error, NothingToSay)


def is_server_away(error: Exception) -> bool:
    """Whether the other mails would fare no better at the moment."""
    is_about_mail = isinstance(error, SMTPException) and not isinstance(
        error, SMTPServerDisconnected
    )
    return isinstance(error, OSError) and not is_about_mail


def try_again(mails: QuerySet[Mail], at: datetime) -> int:
    """Puts mails that were given up back into the queue, under their old Message-IDs; how many."""
    return mails.exclude(given_up_at=None).update(given_up_at=None, tries=0, next_try_at=at)


def _settle(mail: Mail, **fields: Any) -> None:
    """Writes how the try ended, unless the mail was sent or taken by somebody else meanwhile."""
    rows = Mail.objects.unsettled().filter(pk=mail.pk)
    mine = rows if "sent_at" in fields else rows.filter(tries=mail.tries)
    mine.update(**fields)
