"""The preview of a paper in a real browser: the page's scripts leave the paper alone."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser import DESK, PHONE
from tests.reports import rows

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


def test_a_paper_marked_as_draft_is_not_taken_for_a_form(tab_of, eud, world):
    tab = tab_of(eud, DESK)
    tab.goto("/evaluations/final/report/")
    assert tab.locator("article.paper[data-draft]").count() == 1
    assert tab.complaints == []


def test_wide_tables_stay_on_paper_on_a_phone_in_the_dark(tab_of, ev, world):
    """What is moved into sight beyond the page would be black on black."""
    rows.fill(world, times=3)
    tab = tab_of(ev, PHONE, color_scheme="dark")
    tab.goto("/evaluations/final/report/")
    paper = tab.get_by_role("region", name="The report as it is printed")
    assert paper.evaluate("it => it.scrollWidth > it.clientWidth")
    assert tab.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    found = {each["id"] for each in Axe().run(tab).response["violations"]}
    assert found == set()
    assert paper.evaluate("it => getComputedStyle(it).backgroundColor") == "rgb(255, 255, 255)"
