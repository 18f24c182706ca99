"""The report is written where it is read: two people, one with a keyboard alone, one on a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from editing.models import PrivateDraft, RejectedEdit
from tests import factories as make
from tests.browser import DESK, PHONE
from tests.evaluations.conftest import now

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

AT = "/evaluations/final/"


@pytest.fixture
def report(evaluation, finding):
    """Enough to read that the page scrolls."""
    long = "<p>" + "Words that take their room on the page. " * 80 + "</p>"
    make.SectionFactory(
        evaluation=evaluation, position=1, kind="context", title="Context", text=long
    )
    make.ConclusionFactory(evaluation=evaluation, number=1, heading="It worked", findings=[finding])
    make.SectionFactory(evaluation=evaluation, position=2, kind="annex", title="Terms", text=long)
    return evaluation


def opened(tab, anchor):
    part = tab.locator(f"#{anchor}")
    part.get_by_role("link", name="Edit").click()
    expect(part.get_by_role("button", name="Save", exact=True)).to_be_visible()
    return part


def test_a_finding_opens_is_saved_and_closes_where_it_stands(tab_of, ev, report, finding):
    tab = tab_of(ev, DESK)
    tab.goto(AT)
    tab.locator("#finding-4").scroll_into_view_if_needed()
    part = opened(tab, "finding-4")
    expect(part.locator(".ProseMirror")).to_be_visible()
    part.get_by_role("textbox", name="Finding").click()
    tab.keyboard.type("Written in place. ")
    part.get_by_role("button", name="Save", exact=True).click()
    expect(part.get_by_role("link", name="Edit")).to_be_focused()
    expect(part).to_contain_text("Written in place.")
    expect(part).to_contain_text("Saved")
    assert "Written in place." in now(finding).text
    expect(part.get_by_role("link", name="Edit")).to_be_in_viewport()
    assert tab.url.endswith(AT)
    assert tab.complaints == []


def test_who_is_quicker_than_the_editor_goes_on_in_it(tab_of, ev, report, finding):
    tab = tab_of(ev, DESK)
    tab.route("**/configurable*.js", lambda route: (tab.wait_for_timeout(700), route.continue_()))
    tab.goto(AT)
    part = opened(tab, "finding-4")
    part.get_by_role("textbox", name="Finding").focus()
    expect(part.locator(".ProseMirror")).to_be_focused()
    tab.keyboard.type(" And more.")
    part.get_by_role("button", name="Save", exact=True).click()
    expect(part).to_contain_text("And more.")


def test_the_dots_and_the_count_follow(tab_of, ev, report, finding):
    activity = make.ActivityFactory(project=report.projects.get(), title="A seminar")
    tab = tab_of(ev, DESK)
    tab.goto(AT)
    expect(tab.locator("#waiting-count")).to_contain_text("1 part is not complete yet.")
    remark = tab.locator("#preflight").get_by_role("link", name="F4 names no evidence.")
    remark.click()
    part = tab.locator("#finding-4")
    expect(part.get_by_role("link", name="Finding 4")).to_be_focused()
    opened(tab, "finding-4")
    remark.click()
    expect(part.get_by_role("heading", name="Edit finding F4")).to_be_focused()
    part.get_by_text("Activities", exact=False).first.click()
    part.get_by_label("A seminar", exact=False).check()
    expect(part).to_contain_text("The linked sources suggest: Weak.")
    part.get_by_label("Short answer").fill("Far enough.")
    part.get_by_role("button", name="Save", exact=True).click()
    expect(tab.locator("#waiting-count")).to_be_empty()
    expect(tab.locator("#outline-parts .dot--started")).to_have_count(0)
    expect(tab.locator("#preflight")).to_contain_text("The report has no executive summary.")
    expect(tab.locator("#preflight")).not_to_contain_text("F4 names no evidence.")
    assert list(now(finding).activities.all()) == [activity]


def test_two_people_write_one_finding_and_the_second_settles_it_in_place(
    tab_of, ev, eud, report, finding
):
    officer, evaluator = tab_of(eud, DESK), tab_of(ev, DESK)
    for tab, words in ((officer, "From the Delegation."), (evaluator, "From the evaluator.")):
        tab.goto(AT)
        opened(tab, "finding-4").get_by_label("Short answer").fill(words)
    part = evaluator.locator("#finding-4")
    expect(part).to_contain_text("EUD is writing here too")
    opened(evaluator, "conclusion-1").get_by_role("textbox", name="Heading").fill("Not lost")
    officer.get_by_role("button", name="Save", exact=True).click()
    expect(officer.locator("#finding-4")).to_contain_text("From the Delegation.")
    part.get_by_role("button", name="Save", exact=True).click()
    expect(part.get_by_role("heading", name="two people changed it at once")).to_be_focused()
    for words in ("From the Delegation.", "From the evaluator."):
        expect(part).to_contain_text(words)
    assert RejectedEdit.objects.get().content["short_answer"] == "From the evaluator."
    found = Axe().run(evaluator)
    assert found.violations_count == 0, found.generate_report()
    part.get_by_label("Short answer").fill("From both.")
    part.get_by_role("button", name="Save what stands above").click()
    expect(part.get_by_role("link", name="Edit")).to_be_focused()
    assert now(finding).short_answer == "From both."
    expect(evaluator.get_by_role("textbox", name="Heading")).to_have_value("Not lost")
    assert officer.complaints == evaluator.complaints == []


def test_a_keyboard_is_enough(tab_of, ev, report, finding):
    tab = tab_of(ev, DESK)
    tab.goto(AT)
    part = tab.locator("#finding-4")
    part.get_by_role("link", name="Edit").focus()
    tab.keyboard.press("Enter")
    expect(part.get_by_role("heading", name="Edit finding F4")).to_be_focused()
    tab.keyboard.press("Tab")
    expect(part.get_by_label("Short answer")).to_be_focused()
    tab.keyboard.press("ControlOrMeta+a")
    tab.keyboard.type("Typed.")
    part.get_by_role("button", name="Save", exact=True).focus()
    tab.keyboard.press("Enter")
    expect(part.get_by_role("link", name="Edit")).to_be_focused()
    assert now(finding).short_answer == "Typed."
    tab.keyboard.press("Enter")
    expect(part.get_by_role("heading", name="Edit finding F4")).to_be_focused()
    part.get_by_role("link", name="Cancel").focus()
    tab.keyboard.press("Enter")
    expect(part.get_by_role("link", name="Edit")).to_be_focused()


def test_a_conclusion_is_added_where_it_will_stand(tab_of, ev, report):
    tab = tab_of(ev, DESK)
    tab.goto(AT)
    add = tab.get_by_role("link", name="Add a conclusion")
    add.click()
    form = tab.locator("#new-conclusion")
    expect(add).to_be_hidden()
    form.get_by_role("link", name="Cancel").click()
    expect(add).to_be_focused()
    add.click()
    form.get_by_role("textbox", name="Heading").fill("And it lasted")
    form.get_by_role("button", name="Save", exact=True).click()
    expect(tab.locator("#conclusion-2")).to_contain_text("And it lasted")
    expect(tab.locator("#outline-parts")).to_contain_text("And it lasted")
    expect(add).to_be_visible()
    assert tab.complaints == []


def test_a_mistake_is_said_where_the_form_stands(tab_of, ev, report):
    tab = tab_of(ev, DESK)
    tab.goto(AT)
    part = opened(tab, "section-1")
    expect(part.locator(".ProseMirror")).to_be_visible()
    part.get_by_label("Title").fill("")
    expect(part.get_by_label("Title")).to_have_value("")
    part.evaluate("part => { part.querySelector('form').noValidate = true; }")
    part.get_by_role("button", name="Save", exact=True).click()
    expect(part.get_by_role("alert")).to_be_focused()
    expect(part.get_by_role("textbox", name="Text")).to_be_editable()


def test_what_was_cancelled_waits_as_a_draft(tab_of, ev, report, finding):
    tab = tab_of(ev, DESK)
    tab.goto(AT)
    part = opened(tab, "finding-4")
    part.get_by_label("Short answer").fill("Half a thought")
    with tab.expect_response(
        lambda answer: "edit" in answer.url and answer.request.method == "POST"
    ):
        part.get_by_role("link", name="Cancel").click()
    assert PrivateDraft.objects.get().content["short_answer"] == ["Half a thought"]
    part = opened(tab, "finding-4")
    part.get_by_role("link", name="Restore my draft").click()
    expect(part.get_by_label("Short answer")).to_have_value("Half a thought")
    assert tab.url.endswith(AT)


def test_nobody_leaves_unsaved_text_by_mistake(tab_of, ev, report):
    tab = tab_of(ev, DESK)
    asked = []
    tab.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    tab.goto(AT)
    opened(tab, "finding-4")
    tab.goto(AT)
    assert asked == []
    opened(tab, "finding-4").get_by_label("Short answer").fill("Not saved")
    tab.goto(AT)
    assert asked == ["beforeunload"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_axe_finds_nothing_beside_open_forms(tab_of, ev, report, size, scheme):
    tab = tab_of(ev, size, color_scheme=scheme)
    tab.goto(AT)
    for anchor in ("finding-4", "section-1"):
        expect(opened(tab, anchor).locator(".tiptap")).to_be_editable()
    tab.get_by_role("link", name="Add a conclusion").click()
    expect(tab.locator("#new-conclusion .tiptap")).to_be_editable()
    found = Axe().run(tab)
    assert found.violations_count == 0, found.generate_report()
    assert tab.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert tab.complaints == []
