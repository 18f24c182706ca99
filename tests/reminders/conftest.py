"""The follow-up of `tests.follow_up` on days around its date, 30 June 2021, and a clock to turn."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core import mail as post

from accounts.outbox import send_waiting
from editing import versions
from recommendations.digests import write_digests
from recommendations.letters import compose
from tests import factories as make
from tests.admin.conftest import back_office
from tests.follow_up import follow_up, report, rival

__all__ = ["back_office", "follow_up", "rival"]

DUE = date(2021, 6, 30)  # a Wednesday
MONDAY = date(2021, 6, 28)


@pytest.fixture
def silence_since():
    """How long ago the last word on an action was said."""

    def said(action, day):
        at = datetime(day.year, day.month, day.day, 10, tzinfo=UTC)
        return report(action, what_was_done="We began.", made_at=at)

    return said


@pytest.fixture
def spoken(follow_up, silence_since):
    """Somebody reported in June, so that nothing is stale for a while."""
    silence_since(follow_up.action, date(2021, 6, 1))
    return follow_up


@pytest.fixture
def tick():
    """`tick(day)`: what the periodic work at noon of that day sends."""

    def on(day, hour=12):
        at = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
        before = len(post.outbox)
        with time_machine.travel(at, tick=False):
            write_digests(at)
            send_waiting(compose)
        return post.outbox[before:]

    return on


def changed(row, **fields):
    row = versions.current(row)
    return versions.revise(row, base_version=row.version, fields=fields, by=None)


def days(count):
    return timedelta(days=count)


def action_of(follow_up, number, **fields):
    due = fields.get("due_on")
    known = {"promised_on": due, "no_date_reason": "", **fields} if due else fields
    return make.ActionFactory(response=follow_up.response, number=number, **known)
