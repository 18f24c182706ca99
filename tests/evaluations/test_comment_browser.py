"""A reviewer marks a passage in a real browser; what is said or suggested is answered and printed."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from pypdf import PdfReader

from evaluations.models import CommentThread
from tests import factories as make
from tests.browser import DESK, PHONE
from tests.evaluations.test_finding_browser import visit  # noqa: F401

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
FINDING = "/evaluations/final/findings/4/"
SUGGEST = "comments/on/finding/4/suggest/"
PAGES = (
    "findings/4/", "comments/", "comments/1/", "comments/2/", "comments/on/finding/4/", SUGGEST,
    f"{SUGGEST}?paragraph=text-1", "comments/table/",
)  # fmt: skip


@pytest.fixture
def papers(settings, tmp_path):
    settings.VAR_DIR = tmp_path


def words_of(pdf):
    """The words of a printed paper, wherever its lines end."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(pdf).pages).split())


def test_a_reviewer_marks_a_passage_and_mentions_the_evaluator(visit, reviewer, ev, finding):  # noqa: F811
    with visit(reviewer, FINDING) as tab:
        tab.get_by_text("Second paragraph.").click(click_count=3)
        tab.get_by_role("link", name="Comment", exact=True).click()
        expect(tab.get_by_label("Passage")).to_have_value("Second paragraph.")
        tab.get_by_label("Comment").fill("Please look, ")
        tab.get_by_label("Mention").select_option("EV")
        expect(tab.get_by_label("Comment")).to_have_value("Please look, @EV ")
        tab.get_by_role("button", name="Save").click()
        expect(tab.get_by_role("link", name="@EV")).to_be_visible()
        assert tab.complaints == []
    thread = CommentThread.objects.get()
    assert thread.quote == "Second paragraph"
    assert list(thread.comments.get().mentions.all()) == [ev]


def test_without_scripts_the_passage_is_typed(visit, reviewer, finding):  # noqa: F811
    with visit(reviewer, FINDING, scripts=False) as tab:
        tab.goto(f"{tab.url.split(FINDING)[0]}/evaluations/final/comments/on/finding/4/")
        tab.locator("textarea[name=quote]").fill("First paragraph")
        tab.locator("textarea[name=text]").fill("Why first?")
        tab.get_by_role("button", name="Save").click()
        expect(tab.get_by_text("Why first?")).to_be_visible()


def test_a_comment_is_answered_and_printed(tab_of, reviewer, ev, finding, papers):
    tab = tab_of(reviewer, DESK)
    tab.goto(FINDING)
    tab.get_by_text("Second paragraph.").click(click_count=3)
    tab.get_by_role("link", name="Comment", exact=True).click()
    tab.get_by_label("Comment").fill("Says who? Please name the source.")
    tab.get_by_role("button", name="Save").click()

    desk = tab_of(ev, DESK)
    desk.goto("/evaluations/final/")
    desk.locator(".side").get_by_role("link", name="1 open comment").click()
    desk.get_by_role("link", name="1. Says who?").click()
    desk.get_by_role("link", name="Answer", exact=True).click()
    desk.get_by_label("Partly accepted").check()
    desk.get_by_label("How and where it was taken up").fill("Named in F4, the figure is not known.")
    desk.get_by_label("Resolve the comment with this answer").check()
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.get_by_text("Resolved by EV")).to_be_visible()

    tab.goto("/evaluations/final/comments/")
    tab.get_by_role("link", name="Comment-response table").click()
    row = tab.get_by_role("row").filter(has_text="Says who?")
    expect(row.get_by_role("cell", name="Partly accepted")).to_be_visible()
    expect(row).to_contain_text("“Second paragraph”")
    expect(row).to_contain_text("Named in F4, the figure is not known.")
    with tab.expect_download() as download:
        tab.get_by_role("link", name="PDF").click()
    printed = words_of(download.value.path())
    for said in ("Says who? Please name the source.", "Partly accepted", "the figure is not known"):
        assert said in printed
    assert tab.complaints + desk.complaints == []


def test_a_suggested_edit_is_accepted_with_one_click_by_both_names(tab_of, reviewer, ev, finding):
    tab = tab_of(reviewer, DESK)
    tab.goto(FINDING)
    tab.get_by_text("Second paragraph.").click(click_count=3)
    tab.get_by_role("link", name="Suggest an edit").click()
    expect(tab.locator(".ProseMirror")).to_be_editable()
    tab.get_by_role("textbox", name="Suggested wording").fill("Second, clearer paragraph.")
    tab.get_by_role("button", name="Save").click()
    expect(tab.locator(".diff ins")).to_have_text(", clearer")

    desk = tab_of(ev, DESK)
    desk.goto(FINDING)
    desk.get_by_role("button", name="Accept Comment 1", exact=True).click()
    expect(desk.locator("main .prose").first).to_have_text(
        "First paragraph.Second, clearer paragraph."
    )
    expect(desk.locator("main .prose ins")).to_have_count(0)
    desk.get_by_role("link", name="History", exact=True).click()
    expect(desk.get_by_text("suggested by REVIEWER, accepted by EV")).to_be_visible()
    assert tab.complaints + desk.complaints == []


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_pages_of_comments_fit_and_axe_finds_nothing(tab_of, reviewer, ev, finding, size):
    thread = make.CommentThreadFactory(
        about=finding, number=1, author=reviewer, quote="Second paragraph", field="text"
    )
    make.CommentFactory(thread=thread, number=1, author=reviewer)
    edit = make.SuggestionFactory(thread__about=finding, thread__number=2, thread__author=reviewer)
    make.CommentFactory(thread=edit.thread, number=1, author=reviewer, text="")
    for tab in (tab_of(reviewer, size), tab_of(ev, size, color_scheme="dark")):
        for page in PAGES:
            tab.goto(f"/evaluations/final/{page}")
            assert tab.evaluate("document.documentElement.scrollWidth") <= size["width"], page
            found = Axe().run(tab)
            assert found.violations_count == 0, (page, found.generate_report())
