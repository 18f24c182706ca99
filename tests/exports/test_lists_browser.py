"""A list in a real browser: columns chosen, a filter kept, a wide table read without a mouse."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from editing import versions
from tests.browser import DESK, PHONE

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

COLUMNS = "".join(f"<td><p>Indicator{number}Unbreakable</p></td>" for number in range(9))
WIDE = f"<p>Before.</p><table><tbody><tr>{COLUMNS}</tr></tbody></table>"
NARROW = "<table><tbody><tr><td><p>One</p></td></tr></tbody></table>"


def faults(tab):
    return [fault["id"] for fault in Axe().run(tab).response["violations"]]


def test_the_officer_chooses_columns_and_keeps_the_filter_on_a_telephone(tab_of, eud, follow_up):
    tab = tab_of(eud, PHONE)
    tab.goto("/recommendations/?priority=1")
    tab.get_by_text("Columns", exact=True).press("Enter")
    panel = tab.locator(".columns")
    expect(panel).to_be_in_viewport()
    assert faults(tab) == []
    panel.get_by_label("Horizon").check()
    panel.get_by_role("button", name="Show these columns").click()
    expect(tab).to_have_url(re.compile("priority=1&columns=.*horizon"))
    tab.get_by_text("Saved filters", exact=True).press("Enter")
    tab.get_by_role("link", name="Save this filter").click()
    tab.get_by_label("Name").fill("High first")
    assert faults(tab) == []
    tab.get_by_role("button", name="Save the filter").click()
    expect(tab.get_by_text("The filter is kept as “High first”.")).to_be_visible()
    tab.get_by_text("High first", exact=True).first.press("Enter")
    tab.get_by_role("link", name="Rename or remove").click()
    expect(tab.get_by_role("heading", name="My saved filters")).to_be_visible()
    assert faults(tab) == []
    assert tab.complaints == []


def test_a_wide_table_is_a_stop_where_it_does_not_fit(tab_of, eud, follow_up):
    fields = {"text": WIDE + NARROW}
    versions.revise(follow_up.recommendation, base_version=1, fields=fields, by=None)
    tab = tab_of(eud, PHONE)
    tab.goto(follow_up.recommendation.get_absolute_url())
    frame = tab.get_by_role("region", name="Wide table")
    expect(frame).to_have_count(1)
    frame.focus()
    tab.keyboard.press("ArrowRight")
    tab.wait_for_function("() => document.activeElement.scrollLeft > 0")
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert faults(tab) == []
    desk = tab_of(eud, DESK)
    desk.goto(follow_up.recommendation.get_absolute_url())
    expect(desk.locator(".table-frame")).to_have_count(2)
