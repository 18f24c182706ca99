"""Somebody writes in a real browser, and the tab closes, the line drops or the session ends."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from editing import versions
from editing.models import PrivateDraft
from tests.browser import DESK, PHONE

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

EDIT = "/evaluations/final/findings/4/edit/"
STORED = "Object.keys(localStorage).filter(name => name.startsWith('mmsp-draft')).length"


@pytest.fixture
def tab(tab_of, eud, finding):
    tab = tab_of(eud, DESK)
    tab.clock.install()
    tab.goto(EDIT)
    return tab


def write(tab, text):
    tab.get_by_label("Short answer").fill(text)


def pause(tab, seconds=3):
    """The clock of the page runs ahead by what the script waits for: the pause of a writer, or until it
    tries again."""
    tab.clock.fast_forward(seconds * 1000)


def state(tab):
    return tab.locator("[data-draft-state]:not([hidden])")


def test_a_closed_tab_is_restored(tab, finding):
    write(tab, "Half a thought")
    pause(tab)
    expect(state(tab)).to_contain_text("Saved as your draft")
    again = tab.context.new_page()
    tab.close()
    again.goto(EDIT)
    again.get_by_role("link", name="Restore my draft").click()
    expect(again.get_by_label("Short answer")).to_have_value("Half a thought")
    again.get_by_role("button", name="Save", exact=True).click()
    again.wait_for_url("**/findings/4/")
    assert versions.current(finding).short_answer == "Half a thought"
    again.goto(EDIT)
    expect(again.get_by_label("Short answer")).to_have_value("Half a thought")
    expect(again.get_by_role("link", name="Restore my draft")).to_have_count(0)
    assert tab.complaints == []


def test_the_text_of_the_editor_is_kept_on_leaving_at_once(tab):
    expect(tab.locator(".ProseMirror").first).to_be_visible()
    area = tab.get_by_role("textbox", name="Finding")
    area.click()
    tab.keyboard.type("Typed and gone. ")
    tab.goto("/evaluations/")
    tab.goto(EDIT)
    tab.get_by_role("link", name="Restore my draft").first.click()
    expect(tab.get_by_role("textbox", name="Finding")).to_contain_text("Typed and gone.")


def test_the_line_drops_and_comes_back(tab):
    tab.context.set_offline(True)
    write(tab, "Written in a tunnel")
    pause(tab)
    expect(state(tab)).to_contain_text("Not saved: offline")
    tab.get_by_role("button", name="Save", exact=True).click()
    expect(tab.get_by_label("Short answer")).to_have_value("Written in a tunnel")
    tab.context.set_offline(False)
    expect(state(tab)).to_contain_text("Saved as your draft")
    assert tab.evaluate(STORED) == 0
    tab.get_by_role("button", name="Save", exact=True).click()
    tab.wait_for_url("**/findings/4/")


def test_a_tab_closed_while_offline_is_restored_from_this_browser(tab):
    tab.context.set_offline(True)
    write(tab, "Closed in a tunnel")
    pause(tab)
    expect(state(tab)).to_contain_text("Not saved: offline")
    again = tab.context.new_page()
    tab.close()
    again.context.set_offline(False)
    again.goto(EDIT)
    again.get_by_role("link", name="Restore my draft").click()
    expect(again.get_by_label("Short answer")).to_have_value("Closed in a tunnel")


def test_a_session_that_ended_keeps_the_text_until_one_is_back(tab, as_, eud):
    cookies = tab.context.cookies()
    tab.context.clear_cookies()
    write(tab, "After lunch")
    pause(tab)
    expect(state(tab)).to_contain_text("Not saved: sign in again")
    assert not PrivateDraft.objects.exists()
    tab.context.add_cookies([cookie for cookie in cookies if cookie["name"] == "session"])
    write(tab, "After lunch, and more")
    pause(tab, 20)
    expect(state(tab)).to_contain_text("Saved as your draft")
    tab.get_by_role("button", name="Save", exact=True).click()
    tab.wait_for_url("**/findings/4/")


def test_signing_out_leaves_nothing_in_the_browser(tab, eud):
    tab.context.set_offline(True)
    write(tab, "For me alone")
    pause(tab)
    expect(state(tab)).to_contain_text("Not saved: offline")
    assert tab.evaluate(STORED) == 1
    tab.context.set_offline(False)
    tab.locator("[data-menu] summary").last.click()
    tab.get_by_role("button", name="Sign out").click()
    tab.wait_for_url("**/login/**")
    assert tab.evaluate(STORED) == 0
    [draft] = PrivateDraft.objects.visible_to(eud)
    assert draft.content["short_answer"] == ["For me alone"]


def test_words_of_somebody_else_at_this_browser_go(tab, reviewer, as_):
    tab.context.set_offline(True)
    write(tab, "Left behind")
    pause(tab)
    expect(state(tab)).to_contain_text("Not saved: offline")
    next_tab = tab.context.new_page()
    tab.close()
    cookie = as_(reviewer).cookies["session"].value
    next_tab.context.clear_cookies()
    next_tab.context.set_offline(False)
    next_tab.goto("/accounts/login/")
    assert next_tab.evaluate(STORED) == 1
    next_tab.context.add_cookies(
        [{"name": "session", "value": cookie, "url": next_tab.url.split("/accounts")[0]}]
    )
    next_tab.goto("/evaluations/")
    expect(next_tab.locator("body")).to_have_attribute("data-user", str(reviewer.pk))
    assert next_tab.evaluate(STORED) == 0


def test_saving_at_once_leaves_no_draft(tab):
    write(tab, "Quick")
    tab.get_by_role("button", name="Save", exact=True).click()
    tab.wait_for_url("**/findings/4/")
    tab.wait_for_load_state("networkidle")
    assert tab.evaluate(STORED) == 0
    tab.goto(EDIT)
    expect(tab.get_by_role("link", name="Restore my draft")).to_have_count(0)


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_offer_fits_is_discarded_in_place_and_axe_finds_nothing(tab_of, eud, finding, size):
    tab = tab_of(eud, size)
    tab.clock.install()
    tab.goto(EDIT)
    write(tab, "Never mind")
    pause(tab)
    expect(state(tab)).to_contain_text("Saved as your draft")
    tab.goto("/evaluations/")
    tab.goto(EDIT)
    assert tab.evaluate("document.documentElement.scrollWidth") <= size["width"]
    found = Axe().run(tab)
    assert found.violations_count == 0, found.generate_report()
    write(tab, "Kept in the page")
    tab.get_by_role("button", name="Discard").click()
    expect(tab.get_by_role("link", name="Restore my draft")).to_have_count(0)
    expect(tab.get_by_label("Short answer")).to_have_value("Kept in the page")
    assert tab.complaints == []


def test_without_scripts_the_draft_is_restored_and_discarded_too(tab_of, as_, eud, finding):
    page = as_(eud).get(EDIT)
    key = str(page.context["draft"].key)
    as_(eud).post(EDIT, {"draft-keep": "yes", "draft-key": key, "short_answer": "Plain"})
    tab = tab_of(eud, DESK, java_script_enabled=False)
    tab.goto(EDIT)
    tab.get_by_role("link", name="Restore my draft").click()
    expect(tab.get_by_label("Short answer")).to_have_value("Plain")
    tab.goto(EDIT)
    tab.get_by_role("button", name="Discard").click()
    expect(tab.get_by_role("link", name="Restore my draft")).to_have_count(0)
