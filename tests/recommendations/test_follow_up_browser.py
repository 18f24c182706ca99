"""The follow-up in figures, read at the desk and on a phone, in the light and in the dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(
    ("size", "scheme"), [(DESK, "light"), (PHONE, "dark")], ids=["desk", "phone in the dark"]
)
def test_a_bar_leads_to_the_actions_that_it_counts(tab_of, eud, follow_up, size, scheme):
    tab = tab_of(eud, size, color_scheme=scheme)
    tab.goto("/evaluations/final/follow-up/?by=unit")
    tab.get_by_text("How this is counted").click()
    expect(tab.get_by_text("Stale actions, divided by all open ones.")).to_be_visible()
    found = Axe().run(tab)
    assert found.violations_count == 0, found.generate_report()
    assert tab.evaluate("document.documentElement.scrollWidth") <= size["width"]
    tab.get_by_role("link", name="Initiated: 1", exact=True).focus()
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("status").first).to_contain_text("1 key action")
    expect(tab.locator("tbody").first).to_contain_text("CANARY-PROMISE")
    assert tab.complaints == []
