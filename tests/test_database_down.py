"""The officer saves while the database is away: she gets her text back, not an error."""

from typing import Any
from unittest import mock

from django.contrib.sessions.backends.db import SessionStore
from django.db import OperationalError


def test_the_posted_text_comes_back(as_: Any, eud: Any) -> None:
    browser = as_(eud)
    browser.raise_request_exception = False
    text = "<p>Three hours of work & a half.</p>"

    with mock.patch.object(SessionStore, "load", side_effect=OperationalError("gone")):
        answer = browser.post(
            "/", {"text": text, "password": "secret-word", "csrfmiddlewaretoken": "t"}
        )

    assert answer.status_code == 503
    assert answer["Retry-After"] == "30"
    page = answer.content.decode()
    assert "Three hours of work &amp; a half." in page
    assert "secret-word" not in page


def test_another_fault_stays_a_fault(as_: Any, eud: Any) -> None:
    browser = as_(eud)
    browser.raise_request_exception = False

    with mock.patch.object(SessionStore, "load", side_effect=ZeroDivisionError):
        answer = browser.post("/", {"text": "kept?"})

    assert answer.status_code == 500
    assert b"kept?" not in answer.content


def test_a_page_without_its_database_is_not_healthy(as_: Any, db: Any) -> None:
    browser = as_(None)
    assert browser.get("/health/").content == b"ok"
    browser.raise_request_exception = False
    with mock.patch("mmsp.views.health.connection.cursor", side_effect=OperationalError("gone")):
        assert browser.get("/health/").status_code == 503
