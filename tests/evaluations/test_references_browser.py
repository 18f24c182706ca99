"""The evaluator refers to a finding by keyboard alone, and follows the link that comes of it."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests import factories as make
from tests.browser import DESK, PHONE
from tests.evaluations.conftest import now

# A running server sees only what is committed; the standard criteria of the migrations come back after.
pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

EDIT = "/evaluations/final/sections/1/edit/"


@pytest.fixture
def section(evaluation, finding):
    make.ConclusionFactory(evaluation=evaluation, number=4, heading="Four")
    return make.SectionFactory(evaluation=evaluation, position=1, title="Method", text="<p>See</p>")


def written(tab):
    area = tab.get_by_role("textbox", name="Text")
    expect(area).to_be_editable()
    area.press("Control+End")
    return area


def save(tab):
    tab.get_by_role("button", name="Save", exact=True).click()
    tab.wait_for_url("**/sections/1/")


def test_a_reference_is_put_in_by_keyboard_and_followed(tab_of, ev, section, finding):
    tab = tab_of(ev, DESK)
    tab.goto(EDIT)
    written(tab).press_sequentially(" [[")
    expect(tab.get_by_label("Search by number or words")).to_be_focused()
    tab.keyboard.type("f4")
    expect(tab.get_by_label("Refer to").locator("option")).to_have_count(1)
    assert Axe().run(tab).violations_count == 0
    tab.keyboard.press("Enter")
    expect(tab.locator(".ProseMirror .xref")).to_have_text("F4")
    tab.keyboard.type(".")
    save(tab)
    stored = f'<span class="xref" data-ref="finding:{finding.pk}">F4</span>'
    assert now(section).text == f"<p>See {stored}.</p>"
    tab.get_by_role("link", name="F4", exact=True).first.click()
    tab.wait_for_url("**/findings/4/")
    assert tab.complaints == []


def test_the_button_opens_the_list_and_escape_leaves_the_text_alone(tab_of, ev, section):
    tab = tab_of(ev, PHONE)
    tab.goto(EDIT)
    written(tab)
    tab.get_by_role("button", name="Cross-reference").click()
    expect(tab.get_by_role("dialog")).to_be_visible()
    assert tab.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Escape")
    expect(tab.get_by_role("dialog")).to_have_count(0)
    save(tab)
    assert now(section).text == "<p>See</p>"
    assert tab.complaints == []


def test_what_was_renumbered_or_lost_shows_in_the_editor_and_stays_as_it_is(
    tab_of, ev, section, finding
):
    text = (
        f'<p>See <span class="xref" data-ref="finding:{finding.pk}">F1</span> and '
        '<span class="xref" data-ref="finding:999999">F9</span>.</p>'
    )
    other = make.SectionFactory(evaluation=section.evaluation, position=2, title="Two", text=text)
    tab = tab_of(ev, DESK)
    tab.goto("/evaluations/final/sections/2/edit/")
    expect(tab.locator(".ProseMirror .xref").first).to_have_text("F4")
    expect(tab.locator(".ProseMirror .xref").last).to_have_text("F9 (?)")
    tab.get_by_role("button", name="Save", exact=True).click()
    tab.wait_for_url("**/sections/2/")
    assert (now(other).version, now(other).text) == (1, text)
    assert tab.complaints == []
