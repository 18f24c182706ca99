"""The project manager on a phone, and a row that opens in place, in a real browser."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from recommendations.models import KeyAction, ManagementResponse, ProgressUpdate
from tests.activities.papers import PDF
from tests.browser import DESK, PHONE

NOTE = "The handed-over note is signed by both sides."

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_an_action_is_reported_on_from_a_phone(tab_of, pm, follow_up, scripts):
    tab = tab_of(pm, PHONE, java_script_enabled=scripts)
    tab.goto("/my/actions/")
    assert tab.locator("main tbody tr").count() == 1
    tab.get_by_role("link", name="Update").click()
    tab.get_by_label("Completed").check()
    tab.get_by_role("textbox", name="What was done").fill("The note was handed over.")
    tab.get_by_role("button", name="Save the update").click()
    expect(tab.get_by_role("alert")).to_contain_text("needs 2 kinds of evidence")
    expect(tab.get_by_role("textbox", name="What was done")).to_have_value(
        "The note was handed over."
    )
    tab.get_by_label("Evidence", exact=False).first.fill(NOTE)
    tab.get_by_text("File, link, document or activity").click()
    paper = {"name": "note.pdf", "mimeType": "application/pdf", "buffer": PDF}
    tab.get_by_label("File (optional)").set_input_files(paper)
    tab.get_by_role("button", name="Save the update").click()
    expect(tab.get_by_text("Nothing waits for you")).to_be_visible()
    assert tab.url.endswith("/my/actions/")
    said = ProgressUpdate.objects.get()
    assert said.evidence == NOTE
    assert said.evidence_file.read() == PDF
    assert KeyAction.objects.get().status == "completed"


def pages(follow_up):
    """Every page of the follow-up that the project manager reads or writes."""
    return [
        "/", "/recommendations/", "/actions/", "/my/actions/", follow_up.url, f"{follow_up.url}edit/",
        "/evaluations/final/matrix/", follow_up.recommendation.get_absolute_url(),
        follow_up.pending.url_for("response-edit"), follow_up.response.url_for("action-new"),
        follow_up.action.url_for("update"), follow_up.action.url_for("edit"),
    ]  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_axe_finds_nothing(tab_of, pm, follow_up, size, scheme):
    tab = tab_of(pm, size, color_scheme=scheme)
    for address in pages(follow_up):
        tab.goto(address)
        found = Axe().run(tab)
        assert found.violations_count == 0, f"{address}: {found.generate_report()}"
    tab.evaluate("document.querySelector('h1').insertAdjacentHTML('afterend', '<img>')")
    assert Axe().run(tab).violations_count == 1


def test_no_page_is_wider_than_a_phone(tab_of, pm, follow_up):
    tab = tab_of(pm, PHONE)
    for address in pages(follow_up):
        tab.goto(address)
        width = tab.evaluate("document.documentElement.scrollWidth")
        assert width <= PHONE["width"], address
    tab.evaluate("document.querySelector('main').style.width = '800px'")
    assert tab.evaluate("document.documentElement.scrollWidth") > PHONE["width"]


def test_an_answer_is_given_in_its_row(tab_of, pm, follow_up):
    tab = tab_of(pm, DESK)
    tab.goto(follow_up.url)
    block = tab.locator("#r4")
    block.get_by_role("link", name="Answer").click()
    block.get_by_label("Reject").check()
    block.get_by_role("button", name="Save the answer").click()
    expect(block.get_by_role("alert")).to_contain_text("Say why it is accepted in part or rejected")
    block.get_by_label("Reason").fill("The counterpart decides.")
    block.get_by_role("button", name="Save the answer").click()
    expect(block.locator(".pill")).to_contain_text("Reject")
    expect(block).to_contain_text("The counterpart decides.")
    expect(tab.locator("#matrix-state")).to_contain_text("2 of 2")
    assert tab.url.endswith(follow_up.url)
    assert ManagementResponse.objects.get(pk=follow_up.pending.pk).decision == "rejected"
    assert tab.complaints == []


def test_cancelling_brings_the_row_back_as_it_was(tab_of, pm, follow_up):
    tab = tab_of(pm, DESK)
    tab.goto(follow_up.url)
    block = tab.locator("#r3")
    block.get_by_role("link", name="Edit 3.1").click()
    block.get_by_label("Key action").fill("Something else")
    block.get_by_role("link", name="Cancel").click()
    expect(block.locator(".is-editing")).to_have_count(0)
    expect(block).to_contain_text(follow_up.action.text)


def test_a_conflict_in_a_row_opens_the_page_with_both_texts(tab_of, pm, follow_up):
    one, two = tab_of(pm, DESK), tab_of(pm, DESK)
    for tab, words in ((one, "First reason."), (two, "Second reason.")):
        tab.goto(follow_up.url)
        tab.locator("#r4").get_by_role("link", name="Answer").click()
        tab.locator("#r4").get_by_label("Reject").check()
        tab.locator("#r4").get_by_label("Reason").fill(words)
    one.get_by_role("button", name="Save the answer").click()
    expect(one.locator("#r4")).to_contain_text("First reason.")
    two.get_by_role("button", name="Save the answer").click()
    expect(two.locator("#main")).to_contain_text("First reason.")
    expect(two.locator("#main")).to_contain_text("Second reason.")
    assert two.url.endswith(follow_up.pending.url_for("response-edit"))
