"""A real browser for the stories that need one: one for a whole run, with a new profile for each test."""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from django.conf import settings
from django.db import connections
from playwright.sync_api import Browser, Error, Page, Playwright, sync_playwright

POLICY = "Content Security Policy"
# Nothing of a fragment is still on its way, and what waited for the next picture has happened: editors
# take the focus there, and htmx gives it once more a moment after the browser did.
AT_REST = """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(
    () => done(!document.querySelector(".htmx-swapping, .htmx-added, .htmx-settling")))))"""
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Its loop runs until the end. In the presence of one Django refuses to ask the database, and would
    ask over another connection than the tests before."""
    known = connections["default"]
    with sync_playwright() as play, pytest.MonkeyPatch.context() as environment:
        environment.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        connections["default"] = known
        yield play


@pytest.fixture(scope="session")
def launched() -> list[Browser]:
    """The browsers of this run: one, unless it was lost on the way."""
    return []


@pytest.fixture
def chromium(playwright: Playwright, launched: list[Browser]) -> Iterator[Browser]:
    """Cookies and storage belong to a context, and those that the test opened close with it."""
    if not launched or not launched[-1].is_connected():
        path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        launched.append(playwright.chromium.launch(executable_path=path, args=["--no-sandbox"]))
    yield launched[-1]
    for context in launched[-1].contexts:
        context.close()


@pytest.fixture
def tab_of(chromium: Browser, live_server: Any, as_: Any) -> Callable[..., Page]:
    """`tab_of(pm, PHONE)`: a tab in which that person is signed in; it notes every complaint."""

    def open_tab(user, size, **options):
        cookie = as_(user).cookies[settings.SESSION_COOKIE_NAME].value
        context = chromium.new_context(viewport=size, base_url=live_server.url, **options)
        context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
        )
        tab = context.new_page()
        tab.complaints = []
        tab.on("pageerror", lambda error: tab.complaints.append(str(error)))
        tab.on("console", lambda line: POLICY in line.text and tab.complaints.append(line.text))
        return with_steady_hands(tab)

    return open_tab


def with_steady_hands(tab: Page) -> Page:
    """The tab, whose keys wait until the page is at rest before and after: a script hits them faster
    than any hand does."""

    def steady(strike: Callable[..., None]) -> Callable[..., None]:
        def struck(*arguments: Any, **options: Any) -> None:
            tab.wait_for_function(AT_REST)
            strike(*arguments, **options)
            with suppress(Error):  # the key may have led to another page
                tab.wait_for_function(AT_REST)

        return struck

    tab.keyboard.press = steady(tab.keyboard.press)
    tab.keyboard.type = steady(tab.keyboard.type)
    return tab
