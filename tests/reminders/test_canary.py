"""No mail and no calendar says a word that its reader could not read on a page."""

import pytest
from django.test import Client

from recommendations.actions import renew_calendar
from recommendations.models import KeyAction
from tests.follow_up import report
from tests.house import canary
from tests.reminders.conftest import MONDAY, changed

pytestmark = pytest.mark.django_db
ROLES = {
    "manager": ("manager", "home"),
    "evaluator": ("evaluator", "home"),
    "reviewer": ("reviewer", "abroad"),
    "stranger": (None, "abroad"),
    "rival": ("respondent", "other"),
    "answering": ("respondent", "iom"),
}


@pytest.fixture
def people(db):
    """Everybody around an evaluation whose one action, response and verification are all due."""
    world = canary.CanaryWorld()
    changed(world.matrix, due_on=MONDAY)
    changed(KeyAction.objects.get(), due_on=MONDAY, promised_on=MONDAY, no_date_reason="")
    cast = {
        name: world.member(f"{name}@example.org", role, getattr(world, home))
        for name, (role, home) in ROLES.items()
    }
    changed(world.iom, head=cast["answering"])
    changed(world.other, head=cast["rival"])
    return world, cast


def words_in(text):
    return {word for word in canary.SECRETS if word in text}


def test_only_the_answering_body_is_written_to(people, tick):
    mails = tick(MONDAY)
    assert [mail.to for mail in mails] == [["answering@example.org"]]
    said = mails[0].subject + mails[0].body + mails[0].alternatives[0].content
    assert words_in(said) == {canary.WORD, canary.ANSWER}


def test_what_is_completed_is_told_to_the_manager_alone(people, tick):
    changed(people[0].matrix, submitted_at="2021-06-01T00:00:00Z")
    changed(KeyAction.objects.get(), status="completed")
    since_the_last_look = "2031-01-01T00:00:00Z"
    report(KeyAction.objects.get(), what_was_done="Done.", made_at=since_the_last_look)
    assert [mail.to for mail in tick(MONDAY)] == [["manager@example.org"]]


def test_whoever_is_named_or_deputised_sees_no_more_by_that(people, tick):
    _world, cast = people
    for name in ("stranger", "rival", "evaluator"):
        changed(KeyAction.objects.get(), responsible_person=cast[name])
        away = {"away_from": MONDAY, "away_until": MONDAY}
        changed(cast["answering"], deputy=cast[name], **away)
        assert tick(MONDAY) == []


@pytest.mark.parametrize("name", ROLES)
def test_a_calendar_says_what_its_owner_may_read(people, name):
    world, cast = people
    shown = set()
    for evaluation in (None, world.evaluation):
        address = renew_calendar(evaluation=evaluation, by=cast[name])
        shown |= words_in(Client().get(f"/calendar/{address.rpartition('/')[2]}").content.decode())
    allowed = {canary.WORD, canary.ANSWER} if name in ("manager", "answering") else {canary.WORD}
    assert shown <= allowed
    assert (shown == allowed) or name not in ("manager", "answering")
