"""The project manager gets one mail a week with all that waits for her, and nobody gets anything twice."""

import re
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Mail, User
from editing import versions
from evaluations.models import Membership
from recommendations.digests import write_digest
from recommendations.models import FollowUpRules, Reminder, UpdateLink
from tests import factories as make
from tests.follow_up import PROMISE, REASON
from tests.reminders.conftest import DUE, MONDAY, action_of, changed, days

pytestmark = pytest.mark.django_db


def to(mails):
    return [mail.to[0] for mail in mails]


def test_the_project_manager_is_told_before_on_and_after_the_date(tick, spoken, pm, eud, ev):
    kinds = []
    for monday in (MONDAY - days(28), MONDAY - days(21), MONDAY, MONDAY + days(7)):
        kinds.append([(mail.to, headings(mail)) for mail in tick(monday)])
    assert kinds == [
        [([pm.email], ["Due soon"])],
        [],
        [([pm.email], ["Due now"])],
        [([pm.email], ["Overdue"])],
    ]


def headings(mail):
    return re.findall(r"<h3>(.*?)</h3>", mail.alternatives[0].content)


def test_the_mail_says_what_and_by_when_and_brings_her_to_it(tick, spoken, pm, settings):
    settings.SITE_URL = "https://mmsp.example.org"
    [mail] = tick(DUE + days(5))
    assert mail.subject == "1 reminder from mmsp, 1 overdue"
    html = mail.alternatives[0].content
    for words in (PROMISE, "Final evaluation", "30 Jun 2021", "5 days late"):
        assert words in mail.body
        assert words in html
    assert f"https://mmsp.example.org{spoken.action.get_absolute_url()}" in mail.body
    assert "http://" not in mail.body
    assert REASON not in mail.body


def test_the_link_in_it_reports_on_the_action_without_signing_in(tick, spoken, pm, client):
    [mail] = tick(MONDAY)
    [path] = re.findall(r"/update/[\w-]+/", mail.body)
    assert path in mail.alternatives[0].content
    assert UpdateLink.objects.get().person == pm


def test_after_an_outage_there_is_one_mail_and_not_thirty(tick, spoken, pm):
    for number in range(2, 32):
        action_of(spoken, number, due_on=DUE + days(number))
    [mail] = tick(DUE + days(62))
    assert mail.body.count("Report:") == 31
    assert tick(DUE + days(63)) == tick(DUE + days(64)) == []


def test_what_she_puts_off_or_finishes_is_another_matter(tick, spoken, pm):
    assert len(tick(MONDAY)) == 1
    changed(spoken.action, due_on=DUE + days(20))
    assert headings(*tick(MONDAY + days(7))) == ["Due soon"]
    changed(spoken.action, status="completed")
    assert tick(MONDAY + days(35)) == []


def test_silence_is_told_once_a_spell(tick, follow_up, silence_since, pm):
    changed(follow_up.action, due_on=None, no_date_reason="other")
    silence_since(follow_up.action, MONDAY - days(90))
    told = [len(tick(MONDAY + days(7 * week))) for week in range(14)]
    assert told == [1] + 12 * [0] + [1]


def test_an_overdue_action_that_is_stale_as_well_is_one_line(tick, follow_up, silence_since, pm):
    silence_since(follow_up.action, DUE - days(200))
    [mail] = tick(DUE + days(5))
    assert headings(mail) == ["Overdue"]
    assert "Without a word for long" in mail.body
    assert mail.body.count(PROMISE) == 1


def test_who_is_named_is_told_and_nobody_else(tick, spoken, pm, world):
    colleague = make.UserFactory(email="c@example.org", organisation=world.iom)
    make.MembershipFactory(evaluation=world.evaluation, user=colleague, role="respondent")
    assert sorted(to(tick(MONDAY))) == ["c@example.org", pm.email]
    changed(spoken.action, responsible_person=colleague, due_on=DUE + days(1))
    assert to(tick(MONDAY + days(7))) == ["c@example.org"]


def test_when_the_named_person_has_left_the_respondents_are_told(tick, spoken, pm, world):
    gone = make.UserFactory(organisation=world.iom, is_active=False)
    changed(spoken.action, responsible_person=gone)
    assert to(tick(MONDAY)) == [pm.email]


def test_a_response_that_is_due(tick, follow_up, pm, eud, rival):
    changed(follow_up.action, due_on=None, no_date_reason="other")
    changed(follow_up.matrix, due_on=DUE)
    [mail] = tick(MONDAY)
    assert mail.to == [pm.email]
    assert "Response of IOM" in mail.body
    changed(follow_up.matrix, submitted_at="2021-07-01T00:00:00Z")
    assert tick(MONDAY + days(7)) == []


def test_a_completed_action_waits_for_the_other_side(tick, spoken, pm, eud, support, silence_since):
    changed(spoken.action, status="completed")
    silence_since(versions.current(spoken.action), MONDAY)
    [mail] = tick(MONDAY)
    assert (mail.to, headings(mail)) == ([eud.email], ["Waiting for your verification"])
    assert "Report:" not in mail.body
    assert "Due on 28 Jul 2021" in mail.body
    assert [len(tick(MONDAY + days(7 * week))) for week in range(1, 6)] == [0, 0, 0, 0, 1]


def test_the_head_hears_of_what_is_overdue_for_long(tick, spoken, pm, world):
    head = make.UserFactory(email="head@example.org", organisation=world.iom)
    make.MembershipFactory(evaluation=world.evaluation, user=head, role="reader")
    changed(world.evaluation, stage="final")
    changed(world.iom, head=head)
    assert to(tick(DUE + days(5))) == [pm.email]
    [mail] = tick(DUE + days(33))
    assert (mail.to, headings(mail)) == ([head.email], ["Long overdue in your organisation"])


RULES = {
    "remind_before_due": MONDAY - days(14),
    "remind_on_due": MONDAY,
    "remind_overdue": MONDAY + days(7),
}


@pytest.mark.parametrize(("rule", "day"), RULES.items())
def test_each_kind_can_be_switched_off(tick, spoken, pm, rule, day):
    fields = {"evaluation": spoken.evaluation, rule: False}
    rules = versions.create(FollowUpRules, fields=fields, by=None)
    assert tick(day) == []
    changed(rules, **{rule: True})
    assert len(tick(day + days(7))) == 1


def test_days_of_notice_are_the_evaluations_own(tick, spoken, pm):
    rules = {"evaluation": spoken.evaluation, "due_soon_days": 90}
    versions.create(FollowUpRules, fields=rules, by=None)
    assert headings(*tick(MONDAY - days(70))) == ["Due soon"]


def test_nobody_is_told_of_what_they_may_not_see(tick, spoken, pm, stranger, world):
    changed(spoken.action, responsible_person=stranger)
    assert tick(MONDAY) == []
    changed(spoken.action, responsible_person=pm)
    assert to(tick(MONDAY + days(7))) == [pm.email]  # the control


def test_a_right_lost_while_the_mail_waited_keeps_it_back(spoken, pm, monkeypatch, tick):
    """The digest is decided on, the server is away, and by the time it is back she has left."""
    monkeypatch.setattr("tests.reminders.conftest.send_waiting", lambda _compose: None)
    assert tick(MONDAY) == []
    membership = Membership.objects.get(user=pm)
    versions.remove(membership, base_version=membership.version, by=None)
    monkeypatch.undo()
    assert tick(MONDAY + days(1)) == []
    mail = Mail.objects.get()
    assert (mail.sent_at, "open to the person" in mail.fault) == (None, True)
    gone = versions.current(membership)
    versions.bring_back(gone, base_version=gone.version, by=None)
    assert to(tick(MONDAY + days(7))) == [pm.email]  # of what nobody was told, she is told then


def test_what_was_done_while_the_mail_waited_is_not_in_it(spoken, pm, monkeypatch, tick):
    action_of(spoken, 2, text="SECOND", due_on=DUE)
    monkeypatch.setattr("tests.reminders.conftest.send_waiting", lambda _compose: None)
    tick(MONDAY)
    monkeypatch.undo()
    changed(spoken.action, status="completed")
    [mail] = tick(MONDAY + days(1))
    assert ("SECOND" in mail.body, PROMISE in mail.body) == (True, False)


def test_it_is_written_in_the_language_and_the_time_of_the_person(tick, spoken, pm, settings):
    settings.LANGUAGES = settings.CONTENT_LANGUAGES
    changed(pm, language="fr", time_zone="Asia/Shanghai")
    assert tick(MONDAY - days(1), hour=22) == []  # six in the morning there
    [mail] = tick(MONDAY - days(1), hour=23)
    assert "30 juin 2021" in mail.body.lower()


def test_a_language_that_is_not_offered_is_not_mixed_in(tick, spoken, pm, settings):
    settings.LANGUAGES = [("en-gb", "English")]
    changed(pm, language="fr")
    assert "Due on 30 Jun 2021" in tick(MONDAY)[0].body


def test_the_subject_says_what_waits_where_nothing_is_late(tick, spoken, pm):
    [mail] = tick(MONDAY)
    assert mail.subject == "1 reminder from mmsp: due now"


def test_two_evaluations_are_two_chapters(tick, spoken, pm, world):
    other = make.EvaluationFactory(title="Ex-post evaluation", slug="ex-post")
    make.MembershipFactory(evaluation=other, user=pm, role="respondent")
    matrix = make.MatrixFactory(evaluation=other, organisation=world.iom, due_on=DUE)
    assert matrix.pk
    [mail] = tick(DUE + days(5))
    chapters = re.findall(r"<h2>(.*?)</h2>", mail.alternatives[0].content)
    assert sorted(chapters) == ["Ex-post evaluation", "Final evaluation"]
    assert mail.subject == "2 reminders from mmsp, 2 overdue"


def test_a_clock_that_was_wrong_silences_nobody_and_repeats_nothing(tick, spoken, pm):
    assert len(tick(date(2031, 1, 6))) == 1  # years ahead, by mistake
    assert headings(*tick(MONDAY)) == ["Due now"]
    told = Reminder.objects.count()
    assert tick(MONDAY - days(2)) == tick(MONDAY) == tick(date(2031, 1, 6)) == []
    assert Reminder.objects.count() == told


def queries_of(person, day):
    with CaptureQueriesContext(connection) as seen:
        assert write_digest(person, datetime(day.year, day.month, day.day, 12, tzinfo=UTC))
    return len(seen)


def test_deciding_on_it_costs_the_same_however_much_there_is(spoken, pm):
    few = queries_of(User.objects.get(pk=pm.pk), MONDAY)
    for number in range(2, 30):
        action_of(spoken, number, due_on=DUE + days(20))
    assert queries_of(User.objects.get(pk=pm.pk), MONDAY + days(7)) <= few
