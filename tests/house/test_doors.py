"""Every door of the house is tried by those who have no key to it."""

import re
from typing import Any

import pytest
from django.test import Client

from evaluations.models import Stage
from tests import factories as make
from tests.house import canary
from tests.house.doors import Door, all_doors, inner_doors

OPEN = {
    "health",
    "account_login",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_logout",
    "account_signup",  # says that accounts are made by support
    "account_inactive",
    "set_language",
}
TOKEN = re.compile(
    rb'name="csrfmiddlewaretoken" value="[^"]*"|nonce="?[^" >]*|(?:request_|draft-)key" value="[^"]*"'
)


@pytest.fixture
def secret(db: Any) -> canary.CanaryWorld:
    return canary.CanaryWorld()


def words_shown(client: Client, door: Door, *words: str) -> set[str]:
    """Which of the words come out of the door, whatever it answers and wherever it says so."""
    address = door.address(canary.values_for(door.name))
    found = set()
    for answer in (client.get(address, follow=True), client.post(address, {}, follow=True)):
        said = b"".join(answer) if answer.streaming else answer.content
        text = said.decode("utf-8", "replace") + str(answer.headers)
        found |= {word for word in words if word in text}
    return found


def test_only_these_doors_open_without_a_key(secret: canary.CanaryWorld) -> None:
    passer_by = Client(raise_request_exception=False)
    opened = set()
    for door in all_doors():
        answer = passer_by.get(door.address(canary.values_for(door.name)))
        if not (answer.status_code == 302 and answer["Location"].startswith("/accounts/login/")):
            opened.add(door.name)
    assert opened <= OPEN, opened - OPEN


def test_a_stranger_finds_nothing_behind_any_door(secret: canary.CanaryWorld, as_: Any) -> None:
    stranger = secret.member("stranger@example.org", None, make.OrganisationFactory())
    browser = as_(stranger)
    browser.raise_request_exception = False
    leaks = {
        door.name: found
        for door in inner_doors()
        if (found := words_shown(browser, door, *canary.SECRETS))
    }
    assert leaks == {}


def test_the_search_for_leaks_finds_what_members_may_see(
    secret: canary.CanaryWorld, as_: Any
) -> None:
    """The control: behind the same doors the manager finds the word in many places."""
    manager = as_(secret.member("manager@example.org", "manager"))
    shown = [door.name for door in inner_doors() if words_shown(manager, door, canary.WORD)]
    assert len(shown) > 30, shown


def test_a_reviewer_reads_no_answer_before_it_is_submitted(
    secret: canary.CanaryWorld, as_: Any
) -> None:
    browser = as_(secret.member("reviewer@example.org", "reviewer"))
    other = as_(secret.member("other@example.org", "respondent", secret.other))
    leaks = {
        door.name
        for door in inner_doors()
        if words_shown(browser, door, canary.ANSWER) or words_shown(other, door, canary.ANSWER)
    }
    assert leaks == set()


def test_the_answering_body_finds_its_answer(secret: canary.CanaryWorld, as_: Any) -> None:
    respondent = as_(secret.member("pm@example.org", "respondent", secret.iom))
    shown = [door.name for door in inner_doors() if words_shown(respondent, door, canary.ANSWER)]
    assert len(shown) > 3, shown


@pytest.mark.parametrize("role", ["manager", "reviewer", "respondent", "reader"])
def test_who_was_heard_in_confidence_stays_with_the_evaluators(
    secret: canary.CanaryWorld, as_: Any, role: str
) -> None:
    browser = as_(secret.member(f"{role}@example.org", role, secret.iom))
    leaks = {door.name for door in inner_doors() if words_shown(browser, door, canary.MINUTES)}
    assert leaks == set()


def test_a_reader_finds_no_comment_behind_any_door(secret: canary.CanaryWorld, as_: Any) -> None:
    """Not before the report is final, and not after."""
    reader = secret.member("reader@example.org", "reader")
    for stage in (Stage.REVIEW, Stage.FINAL):
        secret.move(stage)
        browser = as_(reader)
        leaks = {door.name for door in inner_doors() if words_shown(browser, door, canary.COMMENT)}
        assert leaks == set(), stage


@pytest.mark.parametrize("role", ["manager", "evaluator", "reviewer", "respondent"])
def test_who_works_on_the_draft_finds_the_comments(
    secret: canary.CanaryWorld, as_: Any, role: str
) -> None:
    browser = as_(secret.member(f"{role}@example.org", role))
    shown = {door.name for door in inner_doors() if words_shown(browser, door, canary.COMMENT)}
    assert {"evaluations:finding-detail", "evaluations:thread-list"} <= shown


def test_the_evaluator_reads_the_minutes(secret: canary.CanaryWorld, as_: Any) -> None:
    browser = as_(secret.member("ev@example.org", "evaluator"))
    assert [door.name for door in inner_doors() if words_shown(browser, door, canary.MINUTES)]


def test_a_foreign_row_answers_like_one_that_does_not_exist(
    secret: canary.CanaryWorld, as_: Any
) -> None:
    """Every address below an evaluation or a project gives a stranger the same bytes as nonsense."""
    browser = as_(secret.member("stranger@example.org", None, make.OrganisationFactory()))
    nowhere = {"slug": "nowhere", "code": "NOWHERE"}
    below = [
        door for door in inner_doors()
        if {"slug", "code"} & set(door.parameters) and not door.name.startswith("accounts:")
    ]  # fmt: skip
    assert len(below) > 40
    for door in below:
        for method in (browser.get, browser.post):
            here = door.address(canary.values_for(door.name))
            there = door.address(canary.VALUES | nowhere)
            foreign, absent = method(here), method(there)
            assert (foreign.status_code, absent.status_code) in {(404, 404), (405, 405)}, door
            assert _unaddressed(foreign, here) == _unaddressed(absent, there), door


def _unaddressed(answer: Any, address: str) -> bytes:
    """The page without what only repeats the question: its address and the one-time tokens."""
    return TOKEN.sub(b"", answer.content).replace(address.encode(), b"")


def _everything(browser: Client) -> dict[str, bytes]:
    """What a person can fetch from the doors that need no number of a foreign row."""
    pages = {}
    for door in inner_doors():
        if not door.parameters:
            pages[door.name] = TOKEN.sub(b"", browser.get(door.address({})).content)
    return pages


def test_a_foreign_draft_changes_nothing_that_a_stranger_can_fetch(db: Any, as_: Any) -> None:
    stranger = make.UserFactory(email="stranger@example.org")
    before = _everything(as_(stranger))
    secret = canary.CanaryWorld()
    assert _everything(as_(stranger)) == _without_organisations(before, as_(stranger))
    manager = secret.member("manager@example.org", "manager")
    assert _everything(as_(manager)) != before  # the control: whoever is part of it sees a change


def _without_organisations(before: dict[str, bytes], browser: Client) -> dict[str, bytes]:
    """Organisations are known to everybody who is signed in; only their list may have grown."""
    name = "accounts:organisation-list"
    return before | ({name: _everything(browser)[name]} if name in before else {})
