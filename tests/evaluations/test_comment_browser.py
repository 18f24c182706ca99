"""A reviewer marks a passage in a real browser and comments on it; a phone shows the same page."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from evaluations.models import CommentThread
from tests.evaluations.test_finding_browser import visit  # noqa: F401

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
FINDING = "/evaluations/final/findings/4/"


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


@pytest.mark.parametrize("width", [1280, 390])
def test_pages_of_comments_fit_and_axe_finds_nothing(visit, reviewer, finding, width):  # noqa: F811
    from tests import factories as make

    thread = make.CommentThreadFactory(
        about=finding, number=1, author=reviewer, quote="Second paragraph", field="text"
    )
    make.CommentFactory(thread=thread, number=1, author=reviewer)
    pages = ("findings/4/", "comments/", "comments/1/", "comments/on/finding/4/", "comments/table/")
    with visit(reviewer, FINDING, width) as tab:
        home = tab.url.split("findings/")[0]
        for page in pages:
            tab.goto(home + page)
            assert tab.evaluate("document.documentElement.scrollWidth") <= width, page
            found = Axe().run(tab)
            assert found.violations_count == 0, (page, found.generate_report())
