"""The officer writes in a real browser: the editor starts, its footnotes stay, the policy is kept."""

from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import expect

from editing import versions
from tests.browser import with_steady_hands
from tests.evaluations.conftest import now

# A running server sees only what is committed; the standard criteria of the migrations come back after.
pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

EDIT = "/evaluations/final/findings/4/edit/"
RICH = (
    '<p>First<span class="fn">See annex 3.</span> paragraph with <strong>weight</strong>.</p>'
    "<ul><li><p>one</p></li><li><p>two</p></li></ul>"
    "<table><tbody><tr><th><p>Goal</p></th></tr><tr><td><p>Reached</p></td></tr></tbody></table>"
)


@pytest.fixture
def written(finding):
    return versions.revise(finding, base_version=1, fields={"text": RICH}, by=None)


@pytest.fixture
def visit(chromium, live_server, as_):
    """`with visit(eud, address) as tab`: what that person sees; `tab.complaints` is the console."""

    @contextmanager
    def open_tab(user, address, width=1280, scripts=True):
        cookie = as_(user).cookies[settings.SESSION_COOKIE_NAME].value
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=scripts
        )
        name = settings.SESSION_COOKIE_NAME
        context.add_cookies([{"name": name, "value": cookie, "url": live_server.url}])
        tab = context.new_page()
        tab.complaints = []
        tab.on("pageerror", lambda error: tab.complaints.append(str(error)))
        tab.on("console", lambda line: tab.complaints.append(line.text))
        tab.goto(live_server.url + address)
        yield with_steady_hands(tab)
        context.close()

    return open_tab


def save(tab):
    tab.get_by_role("button", name="Save", exact=True).click()
    tab.wait_for_url("**/findings/4/")


def test_opening_and_saving_changes_nothing(visit, eud, written):
    with visit(eud, EDIT) as tab:
        expect(tab.get_by_role("textbox", name="Finding")).to_be_editable()
        save(tab)
        assert tab.complaints == []
    assert (now(written).version, now(written).text) == (written.version, RICH)


def test_what_the_officer_types_joins_footnotes_lists_and_tables(visit, eud, written):
    with visit(eud, EDIT) as tab:
        area = tab.get_by_role("textbox", name="Finding")
        area.locator("p").first.click()
        tab.keyboard.press("End")
        tab.keyboard.type(" And more.")
        save(tab)
    text = now(written).text
    assert '<span class="fn">See annex 3.</span>' in text
    assert "And more." in text
    for part in ("<strong>weight</strong>", "<li><p>one</p></li>", "Goal", "Reached"):
        assert part in text


def test_the_officer_adds_a_footnote(visit, eud, written):
    with visit(eud, EDIT) as tab:
        tab.get_by_role("textbox", name="Finding").locator("p").first.click()
        tab.keyboard.press("End")
        tab.get_by_role("button", name="Footnote").click()
        tab.locator("dialog textarea").fill("Interview of 3 November.")
        tab.locator("dialog button[type=submit]").click()
        expect(tab.locator(".ProseMirror .fn")).to_have_count(2)
        save(tab)
        expect(tab.locator(".prose .fn")).to_have_count(2)
        assert tab.complaints == []
    assert '<span class="fn">Interview of 3 November.</span>' in now(written).text


def test_the_form_works_without_scripts(visit, eud, written):
    with visit(eud, EDIT, scripts=False) as tab:
        assert "an empty line begins a new paragraph" in tab.content()
        assert tab.locator("textarea[name=text]").input_value() == RICH
        tab.locator("textarea[name=text]").fill("Plain words.\n\nAnd a <b>second</b> paragraph.")
        save(tab)
    assert now(written).text == (
        "<p>Plain words.</p><p>And a <strong>second</strong> paragraph.</p>"
    )


@pytest.mark.parametrize("width", [1280, 390, 320])
@pytest.mark.parametrize("address", ["/evaluations/", "/evaluations/final/", EDIT])
def test_pages_fit_the_screen_and_axe_finds_nothing(visit, eud, written, address, width):
    with visit(eud, address, width) as tab:
        tab.wait_for_load_state("networkidle")
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
        found = Axe().run(tab)
        assert found.violations_count == 0, found.generate_report()


def test_the_policy_would_be_seen_to_refuse(visit, eud, written):
    """The control: what the policy forbids lands among the complaints."""
    with visit(eud, EDIT) as tab:
        tab.evaluate("document.body.setAttribute('style', 'color: red')")
        tab.evaluate(
            "document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">x</p>')"
        )
        tab.wait_for_timeout(200)
        assert tab.complaints
