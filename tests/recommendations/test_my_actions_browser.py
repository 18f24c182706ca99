"""The list of one's own actions, worked through with the keyboard."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from recommendations.links import update_link
from recommendations.models import KeyAction
from tests import factories as make
from tests.browser import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def three(follow_up):
    """Actions 3.1, 3.2 and 3.3, in this order."""
    for number in (2, 3):
        make.ActionFactory(response=follow_up.response, number=number, status="initiated")
    return follow_up


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_a_list_is_worked_through_with_the_keyboard(tab_of, pm, three, size):
    tab = tab_of(pm, size)
    tab.goto("/my/actions/")
    tab.get_by_role("link", name="Update 3.1").focus()
    tab.keyboard.press("Enter")
    expect(tab.get_by_text("Report on action 3.1")).to_be_focused()
    assert_fits_and_axe_finds_nothing(tab, size)
    tab.get_by_role("textbox", name="What was done").fill("The note was handed over.")
    tab.get_by_role("button", name="Save the update").press("Enter")
    expect(tab.get_by_role("link", name="Update 3.2")).to_be_focused()
    expect(tab.locator("#a_final_iom_3_1")).to_contain_text("The note was handed over.")
    expect(tab.locator("#my-head")).to_contain_text("Saved.")
    tab.keyboard.press("Enter")
    expect(tab.get_by_text("Report on action 3.2")).to_be_focused()
    tab.get_by_role("link", name="Cancel").press("Enter")
    expect(tab.get_by_role("link", name="Update 3.2")).to_be_focused()
    assert tab.complaints == []


def test_what_is_closed_leaves_the_list_and_the_next_row_has_the_focus(tab_of, pm, three):
    tab = tab_of(pm, DESK)
    tab.goto("/my/actions/")
    tab.get_by_role("link", name="Update 3.1").click()
    tab.get_by_label("No longer applicable").check()
    tab.get_by_role("textbox", name="What was done").fill("The programme ended.")
    tab.get_by_role("button", name="Save the update").click()
    expect(tab.locator("#a_final_iom_3_1")).to_have_count(0)
    expect(tab.get_by_role("link", name="Update 3.2")).to_be_focused()
    assert KeyAction.objects.get(pk=three.action.pk).status == "no_longer_applicable"


def test_an_action_is_completed_from_the_link_of_a_mail_on_a_phone(
    chromium, live_server, pm, follow_up, settings
):
    settings.SITE_URL = live_server.url
    tab = chromium.new_context(viewport=PHONE).new_page()
    tab.goto(update_link(follow_up.action, pm))
    assert_fits_and_axe_finds_nothing(tab)
    tab.get_by_label("Completed").check()
    tab.get_by_role("textbox", name="What was done").fill("The note was handed over.")
    tab.get_by_role("button", name="Save the update").click()
    expect(tab.get_by_role("alert")).to_contain_text("needs 2 kinds of evidence")
    assert_fits_and_axe_finds_nothing(tab)
    tab.get_by_label("Evidence", exact=False).first.fill("The note is signed by both sides.")
    tab.get_by_text("File or link as evidence").click()
    tab.get_by_label("Link to evidence").fill("https://example.org/note")
    tab.get_by_role("button", name="Save the update").click()
    expect(tab.get_by_role("heading")).to_have_text("The update is saved")
    assert KeyAction.objects.get().status == "completed"
    tab.reload()
    tab.goto(tab.url)
    expect(tab.get_by_role("heading")).to_have_text("This link was used already")
    assert_fits_and_axe_finds_nothing(tab)
    tab.get_by_role("link", name="Sign in").click()
    expect(tab).to_have_url(f"{live_server.url}/accounts/login/?next=/my/actions/")


def assert_fits_and_axe_finds_nothing(tab, size=PHONE):
    found = Axe().run(tab)
    assert found.violations_count == 0, found.generate_report()
    assert tab.evaluate("document.documentElement.scrollWidth") <= size["width"]
