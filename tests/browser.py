"""A real browser for the stories that need one; the conftest of a folder brings it in."""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Error, Page, sync_playwright

POLICY = "Content Security Policy"
# Nothing of a fragment is still on its way, and what waited for the next picture has happened: editors
# take the focus there, and htmx gives it once more a moment after the browser did.
AT_REST = """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(
    () => done(!document.querySelector(".htmx-swapping, .htmx-added, .htmx-settling")))))"""
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


@pytest.fixture
def chromium() -> Iterator[Browser]:
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"]
        )
        yield browser
        browser.close()


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
