"""The component page in a real browser: accessibility rules, narrow screens, keyboard, policy."""

from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.urls import reverse

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def visit(chromium, live_server, as_, support):
    """`with visit("/path/", width=390) as tab`: a page as support staff sees it."""
    cookie = as_(support).cookies[settings.SESSION_COOKIE_NAME].value

    @contextmanager
    def open_tab(address, width=1280, scheme="light"):
        size = {"width": width, "height": 900}
        context = chromium.new_context(viewport=size, color_scheme=scheme)
        context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
        )
        tab = context.new_page()
        tab.complaints = []
        tab.on("pageerror", lambda error: tab.complaints.append(str(error)))
        tab.on("console", lambda line: tab.complaints.append(line.text))
        tab.goto(live_server.url + address)
        tab.wait_for_load_state("networkidle")
        yield tab
        context.close()

    return open_tab


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(visit, width, theme):
    with visit(f"{reverse('components')}?theme={theme}", width, theme) as tab:
        found = Axe().run(tab)
        assert found.violations_count == 0, found.generate_report()
        tab.evaluate("document.querySelector('h1').insertAdjacentHTML('afterend', '<img>')")
        assert Axe().run(tab).violations_count == 1


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_nothing_is_wider_than_the_screen(visit, width):
    with visit(reverse("components"), width) as tab:
        assert tab.evaluate("document.documentElement.scrollWidth") <= width


def test_the_policy_has_nothing_to_refuse(visit):
    with visit(reverse("components")) as tab:
        assert not [line for line in tab.complaints if "Content Security Policy" in line]
        tab.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">')")
        assert "Content Security Policy" in tab.complaints[-1]


def test_the_first_key_press_offers_to_skip_to_the_text(visit):
    with visit(reverse("components")) as tab:
        tab.keyboard.press("Tab")
        assert tab.evaluate("document.activeElement.getAttribute('href')") == "#main"
        assert tab.locator(".skip").bounding_box()["y"] >= 0
        tab.keyboard.press("Enter")
        assert tab.evaluate("document.activeElement.id") == "main"


def test_a_menu_opens_by_key_and_escape_returns_to_its_button(visit):
    with visit(reverse("components")) as tab:
        summary = tab.locator(".topbar [data-menu] summary").last
        summary.focus()
        tab.keyboard.press("Enter")
        assert tab.locator(".topbar [data-menu][open]").count() == 1
        tab.keyboard.press("Tab")
        tab.keyboard.press("Escape")
        assert tab.locator(".topbar [data-menu][open]").count() == 0
        assert summary.evaluate("element => element === document.activeElement")


def test_a_chosen_theme_stays(visit):
    with visit(reverse("components")) as tab:
        tab.locator(".topbar [data-menu] summary").last.click()
        tab.locator(".topbar [data-theme-choice] button[value=dark]").click()
        tab.reload()
        assert tab.evaluate("document.documentElement.dataset.theme") == "dark"
        assert tab.evaluate("getComputedStyle(document.body).colorScheme") == "dark"


def test_the_page_stands_without_scripts(visit):
    with visit(reverse("components")) as tab:
        bare = tab.context.browser.new_context(java_script_enabled=False)
        bare.add_cookies(tab.context.cookies())
        page = bare.new_page()
        page.goto(tab.url)
        page.locator(".topbar [data-menu] summary").last.click()
        assert page.locator(".topbar .menu__panel").last.is_visible()
        assert page.locator("#gallery .outline nav").is_visible()


def test_the_rich_text_editor_starts_and_takes_a_footnote(visit):
    with visit(reverse("components")) as tab:
        area = tab.get_by_role("textbox", name="Finding").first
        area.click()
        tab.keyboard.type("Four provinces wrote procedures.")
        tab.get_by_title("Footnote").first.click()
        tab.locator("dialog textarea").fill("Annex 5.")
        tab.locator("dialog button[type=submit]").click()
        area.locator(".fn").wait_for()
        written = tab.locator("textarea[name=finding]").first.input_value()
        assert 'Four provinces wrote procedures.<span class="fn">Annex 5.</span>' in written
