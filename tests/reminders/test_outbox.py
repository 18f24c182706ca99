"""What happens to a mail between the decision to send it and its arrival."""

from datetime import UTC, datetime, timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail as post
from django.core.mail import EmailMessage

from accounts.models import Mail
from accounts.outbox import Letter, claim, send_waiting, try_again
from tests.admin.conftest import page_of
from tests.reminders.conftest import changed

pytestmark = pytest.mark.django_db
NOON = datetime(2021, 6, 28, 12, tzinfo=UTC)


def letter(_mail):
    return Letter("Subject", "Text", "<p>Text</p>")


def outbox(at=NOON):
    return send_waiting(letter, clock=lambda: at)


@pytest.fixture
def waiting(pm):
    return Mail.objects.create(person=pm, day=NOON.date(), next_try_at=NOON)


@pytest.fixture
def breaks(monkeypatch):
    """`breaks(error)`: from now on every try to send ends so; `breaks(None)` mends it."""
    real = EmailMessage.send

    def so(error):
        def send(self, *args, **named):
            if error:
                raise error
            return real(self, *args, **named)

        monkeypatch.setattr(EmailMessage, "send", send)

    return so


def test_a_mail_is_sent_once(waiting, pm):
    assert outbox() == {"sent": 1}
    assert outbox() == {}
    [sent] = post.outbox
    assert (sent.to, sent.extra_headers["Message-ID"]) == ([pm.email], waiting.message_id)


def test_it_goes_to_the_address_of_today(waiting, pm):
    changed(pm, email="new@example.org")
    outbox()
    assert post.outbox[0].to == ["new@example.org"]


def test_whoever_takes_it_has_it_alone_until_the_lease_ends(waiting, settings):
    lease = timedelta(seconds=settings.MAIL_LEASE)
    assert claim(NOON) == waiting
    assert claim(NOON + lease / 2) is None
    again = claim(NOON + lease)
    assert (again.pk, again.message_id) == (waiting.pk, waiting.message_id)


def test_a_worker_that_died_after_sending_leaves_at_most_one_repeat(waiting, monkeypatch, settings):
    with monkeypatch.context() as dead:
        dead.setattr("accounts.outbox._settle", lambda *_args, **_named: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            outbox()
    outbox(NOON + timedelta(seconds=settings.MAIL_LEASE))
    assert outbox(NOON + timedelta(days=9)) == {}
    assert {each.extra_headers["Message-ID"] for each in post.outbox} == {waiting.message_id}
    assert len(post.outbox) == 2


def test_a_server_that_is_away_is_asked_again_later_and_later(waiting, breaks):
    second = Mail.objects.create(person=waiting.person, day=NOON.date(), next_try_at=NOON)
    breaks(ConnectionRefusedError("nobody listens"))
    assert outbox() == {"failed": 1}  # and leaves the other one alone
    waiting.refresh_from_db()
    second.refresh_from_db()
    assert (waiting.tries, second.tries) == (1, 0)
    assert waiting.next_try_at == NOON + timedelta(minutes=2)
    assert "nobody listens" in waiting.fault
    breaks(None)
    assert outbox(NOON + timedelta(minutes=2)) == {"sent": 2}


def test_a_mail_that_breaks_does_not_keep_the_others(waiting, pm, eud):
    Mail.objects.create(person=eud, day=NOON.date(), next_try_at=NOON)

    def breaking(mail):
        return letter(mail) if mail.person == eud else 1 / 0

    assert send_waiting(breaking, clock=lambda: NOON) == {"failed": 1, "sent": 1}


def test_it_is_given_up_after_so_many_tries_and_says_why(waiting, breaks, settings, back_office):
    settings.MAIL_TRIES = 3
    breaks(SMTPServerDisconnected("hung up"))
    for day in range(5):
        outbox(NOON + timedelta(days=day))
    waiting.refresh_from_db()
    assert (waiting.tries, waiting.given_up_at) == (3, NOON + timedelta(days=2))
    page = back_office.get(page_of(Mail, "changelist")).content.decode()
    assert "Given up" in page
    assert "hung up" in page
    breaks(None)
    chosen = {"action": "try_again", "_selected_action": waiting.pk}
    back_office.post(page_of(Mail, "changelist"), chosen)
    assert send_waiting(letter) == {"sent": 1}
    assert post.outbox[0].extra_headers["Message-ID"] == waiting.message_id


def test_an_address_that_the_server_refuses_for_good_is_not_tried_again(waiting, breaks):
    breaks(SMTPRecipientsRefused({waiting.person.email: (550, b"no such user")}))
    assert outbox() == {"given up": 1}
    breaks(SMTPRecipientsRefused({waiting.person.email: (450, b"busy")}))
    try_again(Mail.objects.all(), NOON)
    assert outbox() == {"failed": 1}


def test_a_mail_that_kills_its_worker_each_time_is_given_up(waiting, settings):
    settings.MAIL_TRIES = 3
    for day in range(5):
        claim(NOON + timedelta(days=day))
    waiting.refresh_from_db()
    assert waiting.given_up_at
    assert "No try" in waiting.fault


def test_who_lost_the_account_is_not_written_to(waiting, pm):
    changed(pm, is_active=False)
    assert outbox() == {"given up": 1}
    assert post.outbox == []


def test_a_clock_that_ran_ahead_does_not_keep_a_mail_for_years(waiting, breaks):
    breaks(ConnectionRefusedError())
    outbox(NOON + timedelta(days=3650))
    breaks(None)
    assert outbox() == {"sent": 1}
