"""Whatever somebody types into an address or a form, the answer is a page and never a fault."""

import sys
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.house import canary
from tests.house.doors import Door, inner_doors

pytestmark = pytest.mark.usefixtures("papers_as_words")

# So that no worker is left alone with all of them at the end.
SHARES = 4
CALM = {200, 302, 400, 403, 404, 405, 409, 413, 422, 429}
# Values that a field takes stand alone, so that they reach the database; what every field refuses by
# itself comes together. A page of one row hears the first of them, and on PostgreSQL, to which some
# letters mean more, five.
QUERIES = [
    "?from=-1&to=%F0%9F%92%A9&since=99999-99-99&page=0&sort=password&columns=password,__class__",
    "?restore=9e99&year=99999&page=-7&sort=__class__&organisation=-1&organisation=x&status=nothing",
    "?year=abc&page=999999999999999999999999&ordering=-nothing&evaluation=999999999999999999999999",
    "?q=%00", "?q=%ED%A0%80", "?q=%22", "?q=%25%5F%27%3B--", "?year=-1", "?theme=%00&saved=%27",
    "?list=activities&place=%2e%2e&query=q%3D%2500&page=abc&type=&type=&stage=x&overdue=maybe",
    "?priority=9999999999999999999999&project=%F0%9F%92%A9&decision=1&addressee=1%27%20OR%201=1",
    "?next=//evil.example", "?" + "a=b&" * 300, "?q=" + "x" * 5000,
]  # fmt: skip
# Every field cleans its own value, whatever the others hold: so a form hears much at once.
FORMS: list[dict[str, Any]] = [
    {},
    {
        "base_version": "99999999999999999999", "number": "99999999999999999999",
        "text": "<p>" + "<b>" * 400, "heading": "x" * 100_000, "title": "\x07",
        "short_answer": "é" * 9, "due_on": "9999-99-99", "status": "gone", "decision": "maybe",
        "email": "@", "role": "emperor", "request_key": "not-a-key",
        "findings": ["x", "999999999999999999999"], "activities": "-1",
        "next": "https://evil.example/", "document": "9" * 30,
        "evidence_url": "javascript:alert(1)", "funding_gap": "1e999", "degree": "half",
    },
    {
        "base_version": "x", "number": "-1", "position": "1.5", "criterion": "0", "question": "x",
        "starts_on": "0000-00-00", "country": "Belgium", "other_titles": "no colon", "total": "1e9",
        "new_due_on": "31 June", "cost": "NaN", "is_adequate": "perhaps", "stale_days": "-1",
    },
]  # fmt: skip
PATHS = [
    "/evaluations/%00/", "/evaluations/../../etc/passwd", "/evaluations/qx-evaluation/questions/0/",
    "/evaluations/qx-evaluation/questions/99999999999999999999/", "/activities/%F0%9F%92%A9/1/",
    "/evaluations/qx-evaluation/findings/1e9/edit/", "/people/99999999999999999999/", "/%ED%A0%80",
    "/evaluations/qx-evaluation/matrix/%27/1/actions/1/update/", "/organisations/%2e%2e/", "/evil//",
    "/activities/QXP1/documents/999999/file",
]  # fmt: skip


@pytest.fixture
def manager(db: Any, as_: Any) -> Client:
    """Manager, evaluator and respondent in one, so that every form is reached."""
    world = canary.CanaryWorld()
    person = world.member("all@example.org", "manager", world.iom)
    for role in ("evaluator", "respondent"):
        canary.make.MembershipFactory(evaluation=world.evaluation, user=person, role=role)
    browser = as_(person)
    browser.raise_request_exception = False
    return browser


def address(door: Door) -> str:
    return door.address(canary.values_for(door.name))


def _code(answer: Any) -> int:
    """The status; a file is read to its end, which closes it as a server would."""
    if answer.streaming:
        b"".join(answer)
    return int(answer.status_code)


@pytest.mark.parametrize("share", range(SHARES))
def test_no_query_string_is_a_fault(manager: Client, share: int) -> None:
    """Lists, which read the query, hear every piece of garbage; pages of one row the worst."""
    few = QUERIES[: 5 if connection.vendor == "postgresql" else 2]
    asked = {
        (door.name, query[:40]): _code(manager.get(address(door) + query))
        for door in inner_doors()[share::SHARES]
        for query in (few if door.parameters else QUERIES)
    }
    assert {key: code for key, code in asked.items() if code not in CALM} == {}


@pytest.mark.parametrize("share", range(SHARES))
def test_no_form_is_a_fault(manager: Client, share: int) -> None:
    posted = {
        (door.name, index): _code(manager.post(address(door), form))
        for door in inner_doors()[share::SHARES]
        for index, form in enumerate(FORMS)
    }
    assert {key: code for key, code in posted.items() if code not in CALM} == {}


def test_no_path_is_a_fault(manager: Client) -> None:
    asked = {path: manager.get(path).status_code for path in PATHS}
    assert {path: code for path, code in asked.items() if code not in CALM - {200}} == {}


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    path=st.sampled_from(["/evaluations/", "/recommendations/", "/activities/QXP1/", "/actions/"]),
    name=st.sampled_from(["q", "page", "year", "sort", "status", "evaluation", "project", "theme"]),
    value=st.text(max_size=40),
)
def test_no_text_is_a_fault(manager: Client, path: str, name: str, value: str) -> None:
    try:
        answer = manager.get(path, {name: value})
    except UnicodeEncodeError:  # a lone surrogate cannot be put into an address
        return
    assert answer.status_code in CALM


def test_a_fault_would_be_seen(manager: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: a view that breaks answers 500 here, so the tests above can fail."""
    monkeypatch.setattr(sys.modules["mmsp.views.home"], "render", lambda *_args, **_named: 1 / 0)
    assert manager.get("/").status_code == 500
