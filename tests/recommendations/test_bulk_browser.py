"""Several actions changed with the keyboard and undone; hints while one writes."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from recommendations.models import KeyAction
from tests import factories as make
from tests.browser import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def three(follow_up):
    for number in (2, 3):
        make.ActionFactory(response=follow_up.response, number=number, status="initiated")
    return follow_up


def statuses():
    return list(KeyAction.objects.order_by("number").values_list("status", flat=True))


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_a_bulk_change_is_made_with_the_keyboard_and_undone(tab_of, pm, three, size):
    tab = tab_of(pm, size)
    tab.goto("/my/actions/")
    for label in ("3.1", "3.2"):
        tab.get_by_role("checkbox", name=f"Tick {label}").press("Space")
    assert_fits_and_axe_finds_nothing(tab, size)
    tab.get_by_role("button", name="Change the ticked actions").press("Enter")
    expect(tab.get_by_role("heading", level=1)).to_have_text("Change several actions")
    assert_fits_and_axe_finds_nothing(tab, size)
    tab.get_by_label("Status").select_option("on_hold")
    tab.get_by_label("What was done").fill("Both wait for the workshop.")
    tab.get_by_role("button", name="Show what would change").press("Enter")
    expect(tab.get_by_role("heading", level=1)).to_have_text("Check the changes")
    assert_fits_and_axe_finds_nothing(tab, size)
    tab.get_by_role("button", name="Save for 2 actions").press("Enter")
    expect(tab.get_by_role("status").first).to_contain_text("Saved for 2 actions.")
    assert statuses() == ["on_hold", "on_hold", "initiated"]
    tab.get_by_role("link", name="Undo", exact=True).press("Enter")
    expect(tab.get_by_role("heading", level=1)).to_have_text("Undo the bulk change")
    assert_fits_and_axe_finds_nothing(tab, size)
    tab.get_by_role("button", name="Undo for 2 actions").press("Enter")
    expect(tab.get_by_role("status").first).to_contain_text("Undone for 2 actions.")
    assert statuses() == ["initiated"] * 3
    assert tab.complaints == []


def test_actions_are_handed_over_on_a_phone_without_scripts(tab_of, pm, three, world):
    heir = make.UserFactory(name="Bo Heir", organisation=world.iom)
    make.MembershipFactory(evaluation=world.evaluation, user=heir, role="respondent")
    KeyAction.objects.filter(number=1)._update(
        [(KeyAction._meta.get_field("responsible_person"), None, pm)]
    )
    tab = tab_of(pm, PHONE, java_script_enabled=False)
    tab.goto("/actions/hand-over/")
    tab.get_by_label("Go to").select_option(label="Bo Heir")
    tab.get_by_role("button", name="Show their actions").click()
    expect(tab.get_by_role("checkbox")).to_be_checked()
    tab.get_by_label("What Bo Heir should know").fill("The drafts lie with the registry.")
    tab.get_by_role("button", name="Show what would change").click()
    tab.get_by_role("button", name="Save for 1 action").click()
    expect(tab.get_by_text("Saved for 1 action.")).to_be_visible()
    assert KeyAction.objects.get(number=1).responsible_person == heir


def test_hints_come_while_one_writes_and_focus_stays_in_the_matrix(tab_of, pm, three):
    tab = tab_of(pm, DESK)
    tab.goto(three.url)
    tab.get_by_role("link", name="Update 3.2").press("Enter")
    expect(tab.get_by_text("Report on action 3.2")).to_be_focused()
    words = tab.get_by_label("What was done")
    words.press_sequentially("We will write it.")
    hint = tab.get_by_text("This says what will happen.")
    expect(hint).to_be_visible()
    assert_fits_and_axe_finds_nothing(tab, DESK)
    words.press_sequentially(" A draft was shared.")
    expect(hint).to_have_count(0)
    tab.get_by_role("button", name="Save the update").press("Enter")
    expect(tab.get_by_role("link", name="Update 3.2")).to_be_focused()
    expect(tab.locator("#a3\\.2")).to_contain_text("A draft was shared.")
    tab.get_by_role("link", name="Edit 3.2").press("Enter")
    expect(tab.get_by_text("Key action 3.2", exact=True)).to_be_focused()
    tab.get_by_role("link", name="Cancel").press("Enter")
    expect(tab.get_by_role("link", name="Edit 3.2")).to_be_focused()
    assert tab.complaints == []


def assert_fits_and_axe_finds_nothing(tab, size):
    found = Axe().run(tab)
    assert found.violations_count == 0, found.generate_report()
    assert tab.evaluate("document.documentElement.scrollWidth") <= size["width"]
