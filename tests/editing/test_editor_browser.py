"""Everything the editor can do is done with the keyboard, and every tool says what it is."""

import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from editing import versions
from tests.browser import DESK, PHONE

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

EDIT = "/evaluations/final/findings/4/edit/"
TABLE = "<p>Before</p><table><tbody><tr><td><p>one</p></td><td><p>two</p></td></tr></tbody></table>"


def opened(tab_of, person, size=DESK):
    tab = tab_of(person, size)
    tab.goto(EDIT)
    expect(tab.get_by_role("toolbar", name="Tools for the text")).to_be_visible()
    return tab


def area_of(tab):
    return tab.locator(".tiptap.ProseMirror")


def focused(tab):
    return tab.evaluate("document.activeElement.getAttribute('aria-label')")


def press(tab, *keys):
    for key in keys:
        tab.keyboard.press(key)


def saved(tab, finding):
    tab.get_by_role("button", name="Save", exact=True).click()
    tab.wait_for_url("**/findings/4/")
    return versions.current(finding).text


def walk_to(tab, name):
    """From the text to a tool, as a hand on the keyboard goes."""
    press(tab, "Alt+F10", "Home")
    for _step in range(30):
        if focused(tab).startswith(name):
            return
        press(tab, "ArrowRight")
    raise AssertionError(f"No tool is called {name}.")


def test_the_tools_are_one_stop_of_the_tab_key_and_the_arrows_walk_among_them(tab_of, eud, finding):
    tab = opened(tab_of, eud)
    tools = tab.get_by_role("toolbar").get_by_role("button")
    assert tools.evaluate_all("all => all.filter(each => each.tabIndex === 0).length") == 1
    tab.get_by_label("Short answer").focus()
    press(tab, "Tab")
    assert focused(tab) == "Heading"
    press(tab, "ArrowRight")
    assert focused(tab) == "Smaller heading"
    press(tab, "ArrowLeft", "ArrowLeft")
    assert focused(tab) == "Redo (Ctrl+Y)"
    press(tab, "Tab")
    assert focused(tab).startswith("Finding")
    press(tab, "Alt+F10")
    assert focused(tab) == "Redo (Ctrl+Y)"
    press(tab, "Escape")
    assert focused(tab).startswith("Finding")


def test_headings_bold_and_a_footnote_without_a_mouse(tab_of, eud, finding):
    versions.revise(finding, base_version=1, fields={"text": "<p>Goal</p>"}, by=None)
    tab = opened(tab_of, eud)
    area_of(tab).focus()
    press(tab, "Control+End")
    walk_to(tab, "Heading")
    press(tab, "Enter")
    expect(tab.get_by_role("button", name="Heading", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )
    press(tab, "Enter")
    walk_to(tab, "Bold")
    press(tab, "Enter")
    tab.keyboard.type("Yes")
    walk_to(tab, "Footnote")
    press(tab, "Enter")
    expect(tab.get_by_role("dialog", name="Footnote")).to_be_visible()
    tab.keyboard.type("See annex 3.")
    press(tab, "Tab", "Enter")
    expect(area_of(tab).locator(".fn")).to_have_text("See annex 3.")
    press(tab, "ArrowLeft", "Enter")
    expect(tab.get_by_role("dialog", name="Footnote")).to_be_visible()
    press(tab, "Control+A")
    tab.keyboard.type("See annex 4.")
    press(tab, "Tab", "Enter")
    expect(area_of(tab).locator(".fn")).to_have_text("See annex 4.")
    text = saved(tab, finding)
    assert text.startswith("<h3>Goal</h3><p><strong>Yes</strong>")
    assert text.count('class="fn"') == 1
    assert tab.complaints == []


def test_escape_then_tab_leaves_a_table_whose_cells_tab_walks(tab_of, eud, finding):
    versions.revise(finding, base_version=1, fields={"text": TABLE}, by=None)
    tab = opened(tab_of, eud)
    tab.get_by_text("one", exact=True).click()
    press(tab, "Tab")
    tab.keyboard.type("2")
    assert focused(tab).startswith("Finding")
    press(tab, "Escape", "Tab")
    assert not (focused(tab) or "").startswith("Finding")
    assert "<td><p>one</p></td><td><p>2</p></td></tr></tbody>" in saved(tab, finding)


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing_in_tools_table_and_dialog(tab_of, eud, finding, size):
    versions.revise(finding, base_version=1, fields={"text": TABLE}, by=None)
    tab = opened(tab_of, eud, size)
    tab.get_by_text("one", exact=True).click()
    expect(tab.get_by_role("button", name="Delete the table")).to_be_visible()
    for found in (Axe().run(tab), dialog_checked(tab)):
        assert found.violations_count == 0, found.generate_report()
    assert tab.evaluate("document.documentElement.scrollWidth") <= size["width"]


def dialog_checked(tab):
    tab.get_by_role("button", name="Footnote").click()
    expect(tab.get_by_role("dialog", name="Footnote")).to_be_visible()
    return Axe().run(tab)


def test_fifty_thousand_characters_open_and_are_saved_as_they_were(tab_of, eud, finding):
    text = (
        "<p>A sentence of a long finding, one of very many, with <strong>weight</strong>.</p>" * 700
    )
    versions.revise(finding, base_version=1, fields={"text": text}, by=None)
    before = time.monotonic()
    tab = opened(tab_of, eud)
    assert time.monotonic() - before < 20
    assert saved(tab, finding) == text
