"""Every door of the house is tried by those who have no key to it."""

import io
import re
import zipfile
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

import pytest
from django.test import Client

from evaluations.models import Stage
from tests import factories as make
from tests.house import canary
from tests.house.doors import Door, all_doors, inner_doors

pytestmark = pytest.mark.usefixtures("papers_as_words")

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
    "recommendations:link-update",  # the token is the key
    "recommendations:calendar-feed",  # likewise
    # These tell of published copies alone, and of no row that they were made of.
    "publication:verify",
    "publication:register-list",
    "publication:register-detail",
    "publication:register-file",
    "publication:register-beside",
    "publication:register-feed",
}
TOKEN = re.compile(
    rb'name="csrfmiddlewaretoken" value="[^"]*"|nonce="?[^" >]*|(?:request_|draft-)key" value="[^"]*"'
    rb"|<dcterms:[^<]*"  # when a sheet was made
)


@pytest.fixture
def secret(db: Any) -> canary.CanaryWorld:
    return canary.CanaryWorld()


def words_shown(client: Client, door: Door, *words: str) -> set[str]:
    """Which of the words come out of the door, whatever it answers and wherever it says so."""
    address = door.address(canary.values_for(door.name))
    found = set()
    for answer in (client.get(address, follow=True), client.post(address, {}, follow=True)):
        text = said_by(answer).decode("utf-8", "replace") + unquote(str(answer.headers))
        found |= {word for word in words if word in text}
    return found


def said_by(answer: Any) -> bytes:
    """The body of an answer; of a sheet or a Word file, what is packed into it."""
    body = b"".join(answer) if answer.streaming else answer.content
    if not body.startswith(b"PK"):
        return body
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        return b"".join(map(packed.read, packed.namelist()))


def test_only_these_doors_open_without_a_key(secret: canary.CanaryWorld) -> None:
    passer_by = Client(raise_request_exception=False)
    opened = set()
    for door in all_doors():
        answer = passer_by.get(door.address(canary.values_for(door.name)))
        if not (answer.status_code == 302 and answer["Location"].startswith("/accounts/login/")):
            opened.add(door.name)
    assert opened <= OPEN, opened - OPEN


@dataclass(frozen=True)
class Walk:
    """One person tries every door: the words that stay behind all of them, and doors that do show a
    word, without which a walk that finds nothing would prove nothing."""

    role: str | None
    hidden: tuple[str, ...]
    shown: dict[str, set[str]] = field(default_factory=dict)
    home: str = "home"
    stage: str = Stage.REVIEW


TALK = {"evaluations:finding-detail", "evaluations:thread-list"}
WALKS = {
    "a stranger": Walk(None, canary.SECRETS, home="abroad"),
    "the manager": Walk(
        "manager",
        (canary.MINUTES,),
        {
            canary.WORD: {
                "evaluations:evaluation-detail",
                "reports:report-preview",
                "exports:recommendations-xlsx",
                "exports:evaluations-csv",
                "exports:recommendations-pdf",
            },
            canary.ANSWER: {
                "recommendations:matrix-detail",
                "recommendations:action-history",
                "exports:actions-xlsx",
                "exports:actions-csv",
                "exports:actions-pdf",
            },
            canary.COMMENT: TALK,
            canary.SCORE: {"evaluations:quality-grid", "evaluations:quality-score-history"},
        },
    ),
    "the evaluator": Walk(
        "evaluator",
        (canary.SCORE, canary.ANSWER),
        {canary.MINUTES: {"evaluations:interview-detail"}, canary.COMMENT: TALK},
    ),
    "a reviewer": Walk(
        "reviewer", (canary.MINUTES, canary.ANSWER, canary.SCORE), {canary.COMMENT: TALK}
    ),
    "the answering body": Walk(
        "respondent",
        (canary.MINUTES, canary.SCORE),
        {
            canary.ANSWER: {"recommendations:matrix-detail", "exports:my-actions-xlsx"},
            canary.WORD: {"saved-filter-open", "exports:activities-xlsx"},
            canary.COMMENT: TALK,
        },
        home="iom",
    ),
    "another respondent": Walk(
        "respondent", (canary.ANSWER, canary.MINUTES, canary.SCORE), home="other"
    ),
    "a reader before it is final": Walk("reader", canary.SECRETS, home="abroad"),
    "a reader of the final report": Walk(
        "reader",
        (canary.MINUTES, canary.COMMENT, canary.SCORE, canary.ANSWER),
        {canary.WORD: {"evaluations:evaluation-detail"}},
        stage=Stage.FINAL,
    ),
}


@pytest.mark.once
@pytest.mark.parametrize("walk", WALKS.values(), ids=WALKS)
def test_every_door_keeps_what_is_not_for_this_person(
    secret: canary.CanaryWorld, as_: Any, walk: Walk
) -> None:
    if walk.stage != Stage.REVIEW:
        secret.move(walk.stage)
    person = secret.member("somebody@example.org", walk.role, getattr(secret, walk.home))
    browser = as_(person)
    browser.raise_request_exception = False
    said = {door.name: words_shown(browser, door, *canary.SECRETS) for door in inner_doors()}
    leaks = {name: words & set(walk.hidden) for name, words in said.items()}
    assert {name: words for name, words in leaks.items() if words} == {}
    for word, doors in walk.shown.items():
        assert doors <= {name for name, words in said.items() if word in words}, word


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
            pages[door.name] = TOKEN.sub(b"", said_by(browser.get(door.address({}))))
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
