"""While one types, what was said before comes up; the next phase decides in place."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from evaluations.models import LessonUptake, Stage
from tests import factories as make
from tests.browser import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SAID = "Agree on an exit strategy with the counterpart before the funding of the dialogue ends."


def assert_fits_and_axe_finds_nothing(tab, size):
    found = Axe().run(tab)
    assert found.violations_count == 0, found.generate_report()
    assert tab.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_what_was_said_before_comes_up_while_one_types(tab_of, ev, world):
    earlier = make.EvaluationFactory(slug="mid-term", stage=Stage.FINAL)
    make.MembershipFactory(evaluation=earlier, user=ev, role="reader")
    make.RecommendationFactory(
        evaluation=earlier, number=1, heading="Exit strategy", text=f"<p>{SAID}</p>"
    )
    tab = tab_of(ev, DESK)
    tab.goto("/evaluations/final/recommendations/new/")
    editor = tab.locator(".ProseMirror").first
    expect(editor).to_be_visible()
    editor.click()
    tab.keyboard.type(SAID)
    said = tab.locator("[data-said]")
    expect(said.get_by_role("link", name="R1 Exit strategy")).to_be_visible()
    expect(said).to_contain_text("As good as the same was said before")
    expect(editor).to_contain_text("exit strategy")
    assert_fits_and_axe_finds_nothing(tab, DESK)
    assert tab.complaints == []


def test_the_next_phase_is_decided_in_place_on_a_phone(tab_of, eud, world):
    for number in (1, 2):
        make.LessonFactory(evaluation=world.evaluation, number=number, heading=f"Lesson {number}")
    tab = tab_of(eud, PHONE)
    tab.goto("/evaluations/final/next-phase/")
    assert_fits_and_axe_finds_nothing(tab, PHONE)
    tab.get_by_role("link", name="Decide L2").click()
    form = tab.locator("#l2 form")
    expect(form.get_by_text("Lesson 2 in the next phase")).to_be_focused()
    form.get_by_label("Declined").check()
    form.get_by_label("Next phase or project").fill("Phase II")
    form.get_by_role("button", name="Save").click()
    expect(tab.get_by_role("alert")).to_contain_text("Say why the lesson is declined.")
    assert_fits_and_axe_finds_nothing(tab, PHONE)
    form.get_by_label("How or why").fill("No funds.")
    form.get_by_role("button", name="Save").click()
    expect(tab.locator("#l2")).to_contain_text("Declined")
    expect(tab.locator("#next-phase-state")).to_contain_text("1 lesson is not decided on yet.")
    assert LessonUptake.objects.get().decided_by == eud
    assert tab.complaints == []
