"""Weekends, holidays, deputies, and people who want to hear nothing."""

from datetime import date

import pytest

from accounts.models import User
from recommendations.actions import mute, unmute
from tests import factories as make
from tests.follow_up import PROMISE
from tests.reminders.conftest import DUE, MONDAY, changed, days

pytestmark = pytest.mark.django_db
AWAY = {"away_from": MONDAY - days(1), "away_until": MONDAY + days(13)}


@pytest.fixture
def deputy(world):
    person = make.UserFactory(email="deputy@example.org", organisation=world.iom, name="DEPUTY")
    make.MembershipFactory(evaluation=world.evaluation, user=person, role="respondent")
    return person


@pytest.fixture
def hers(spoken, pm):
    """The action is the project manager's by name."""
    changed(spoken.action, responsible_person=pm)
    return spoken


def to(mails):
    return [mail.to[0] for mail in mails]


@pytest.mark.parametrize(
    ("habits", "first", "second"),
    [
        ({}, "2021-06-28", "2021-07-05"),
        ({"mail_weekday": 4}, "2021-06-24", "2021-07-01"),
        ({"mail_rhythm": "daily"}, "2021-06-28", "2021-06-29"),
        ({"mail_weekday": 7}, "2021-06-28", "2021-07-05"),
        ({"mail_weekday": 7, "mail_at_weekends": True}, "2021-06-27", "2021-07-04"),
        ({"mail_rhythm": "daily", **AWAY}, "2021-07-12", "2021-07-13"),
    ],
)
def test_on_which_days_somebody_is_written_to(habits, first, second):
    """As of Sunday 27 June 2021, whose mail of that week was written already."""
    person, sunday = User(**habits), MONDAY - days(1)
    turns = [day for day in (sunday + days(n) for n in range(-3, 30)) if not person.is_quiet(day)]
    days_of_mail = sorted(
        {person.digest_day(day): day for day in reversed(turns)}.values(),
    )
    found = [str(day) for day in days_of_mail if str(day) >= first]
    assert found[:2] == [first, second]


def test_what_falls_due_in_her_holidays_is_due_before_she_leaves(tick, hers, pm):
    changed(pm, away_from=MONDAY - days(2), away_until=MONDAY + days(20), mail_weekday=5)
    [mail] = tick(MONDAY - days(3))
    assert "Due now" in mail.body
    assert tick(MONDAY + days(4)) == tick(MONDAY + days(11)) == []
    [back] = tick(MONDAY + days(21))
    assert "Overdue" in back.body


def test_a_deputy_is_told_instead_and_she_when_she_is_back(tick, hers, pm, deputy):
    changed(pm, deputy=deputy, **AWAY)
    [mail] = tick(MONDAY)
    assert (mail.to, PROMISE in mail.body) == ([deputy.email], True)
    assert "In place of PM" in mail.body
    assert "/update/" in mail.body
    [second] = tick(MONDAY + days(7))
    assert (second.to, "Overdue" in second.body) == ([deputy.email], True)
    assert to(tick(MONDAY + days(14))) == [pm.email]


def test_both_are_told_if_she_wants_it_so(tick, hers, pm, deputy):
    changed(pm, deputy=deputy, mail_while_away=True, **AWAY)
    assert sorted(to(tick(MONDAY))) == [deputy.email, pm.email]


def test_the_deputy_hears_nothing_before_and_after(tick, hers, pm, deputy):
    changed(pm, deputy=deputy, away_from=date(2020, 1, 1), away_until=date(2020, 1, 9))
    assert to(tick(MONDAY)) == [pm.email]


def test_a_deputy_is_never_told_what_they_may_not_see(tick, hers, pm, world):
    colleague = make.UserFactory(email="outside@example.org", organisation=world.iom)
    changed(pm, deputy=colleague, **AWAY)
    assert tick(MONDAY) == []
    assert to(tick(MONDAY + days(14))) == [pm.email]  # nothing is lost: she hears of it herself


def test_a_deputy_who_may_not_report_gets_no_link_that_does(tick, hers, pm, world):
    reviewer = make.UserFactory(email="reader@example.org", organisation=world.iom)
    make.MembershipFactory(evaluation=world.evaluation, user=reviewer, role="reviewer")
    changed(pm, deputy=reviewer, **AWAY)
    [mail] = tick(MONDAY)
    assert (mail.to, "/update/" in mail.body) == ([reviewer.email], False)


def test_who_wants_no_mail_gets_none(tick, hers, pm):
    changed(pm, mail_rhythm="never")
    assert tick(MONDAY) == []
    changed(pm, mail_rhythm="daily")
    assert to(tick(MONDAY + days(1))) == [pm.email]


def test_one_evaluation_can_be_muted(tick, hers, pm, deputy):
    mute(evaluation=hers.evaluation, by=pm)
    changed(pm, deputy=deputy, mail_while_away=True, **AWAY)
    assert tick(MONDAY) == []
    unmute(evaluation=hers.evaluation, by=pm)
    assert sorted(to(tick(MONDAY + days(7)))) == [deputy.email, pm.email]


def test_who_has_no_account_any_more_gets_nothing(tick, hers, pm):
    changed(pm, is_active=False)
    assert tick(DUE + days(1)) == []
