"""A Word form becomes an agreed plan through three pairs of hands; then its proof is doubted."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from editing import versions
from recommendations.actions import update_progress
from recommendations.models import KeyAction, Remark, ResponseMatrix, Verification
from tests import factories as make
from tests.browser import DESK
from tests.imports.matrices import form

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture
def matrix(world, settings, tmp_path):
    """Five recommendations of the report, and IOM asked to answer them."""
    settings.VAR_DIR = tmp_path
    texts = ("Write better results.", "Think of gender.", "Ask the neighbours.", "Plan the exit.")
    for number, text in enumerate((*texts, "Go on."), start=1):
        make.RecommendationFactory(
            evaluation=world.evaluation, number=number, text=f"<p>{text}</p>"
        )
    return make.MatrixFactory(evaluation=world.evaluation, organisation=world.iom)


@pytest.fixture
def head(world):
    """IOM's head of office."""
    user = make.UserFactory(email="head@example.org", name="HEAD", organisation=world.iom)
    make.MembershipFactory(evaluation=world.evaluation, user=user, role="respondent")
    versions.revise(world.iom, base_version=world.iom.version, fields={"head": user}, by=None)
    return user


def brought_in(tab, matrix):
    """The form is uploaded, looked at and taken over."""
    tab.goto(matrix.get_absolute_url())
    tab.get_by_role("link", name="Import").click()
    paper = {"name": "matrix.docx", "mimeType": WORD, "buffer": form().bytes()}
    tab.locator("input[type=file]").set_input_files(paper)
    tab.locator("main form button[type=submit]").click()
    expect(tab.get_by_role("heading", name="What was mended")).to_be_visible()
    expect(tab.locator("main")).to_contain_text("“N/A”")
    assert not KeyAction.objects.exists()
    assert Axe().run(tab).violations_count == 0
    tab.get_by_role("button", name="Write into the response").click()
    expect(tab.locator("#r3")).to_contain_text("Hold a session if funds allow.")


def sign(tab, matrix, words):
    tab.goto(matrix.get_absolute_url())
    tab.get_by_role("button", name=words).click()
    expect(tab.get_by_role("button", name=words)).to_have_count(0)


def test_a_word_form_is_brought_in_answered_submitted_endorsed_and_agreed(
    tab_of, pm, head, eud, matrix
):
    tab = tab_of(pm, DESK)
    brought_in(tab, matrix)
    expect(tab.locator("#r3")).to_contain_text("Please provide a timeframe.")
    assert Remark.objects.count() == 3
    block = tab.locator("#r5")
    block.get_by_role("link", name="Edit the answer").click()
    block.get_by_label("Partially accept").check()
    block.get_by_label("Reason").fill("Only as far as the mandate goes.")
    block.get_by_role("button", name="Save the answer").click()
    expect(block).to_contain_text("Only as far as the mandate goes.")
    sign(tab, matrix, "Submit the response")
    sign(tab_of(head, DESK), matrix, "Endorse the response")
    office = tab_of(eud, DESK)
    sign(office, matrix, "Agree to the follow-up plan")
    for name in ("PM", "HEAD", "EUD"):
        expect(office.locator("#matrix-state")).to_contain_text(name)
    signed = ResponseMatrix.objects.get()
    assert (signed.submitted_by, signed.endorsed_by, signed.agreed_by) == (pm, head, eud)
    assert Axe().run(office).violations_count == 0
    assert tab.complaints == office.complaints == []


def test_a_verification_that_disagrees_stands_beside_the_owners_word(tab_of, eud, pm, submitted):
    said = {
        "status": "completed",
        "what_was_done": "Handed over.",
        "evidence_url": "https://iom.int/",
    }
    note = {"evidence": "The note is signed by both sides."}
    update_progress(action=submitted.action, base_version=1, fields=said | note, by=pm)
    tab = tab_of(eud, DESK)
    tab.goto(submitted.action.url_for("verify"))
    tab.get_by_label("No", exact=True).check()
    tab.get_by_label("Negligible").check()
    tab.get_by_label("Comment").fill("Nothing was handed over.")
    tab.get_by_role("button", name="Save the verification").click()
    row = tab.locator("#r3")
    expect(row).to_contain_text("Owner and verifier see it differently.")
    expect(row).to_contain_text("Nothing was handed over.")
    assert Verification.objects.get().by == eud
    assert KeyAction.objects.get().status == "completed"
    assert Axe().run(tab).violations_count == 0
