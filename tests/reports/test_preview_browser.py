"""The preview of a paper in a real browser: the page's scripts leave the paper alone."""

import pytest

from tests.browser import DESK

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_paper_marked_as_draft_is_not_taken_for_a_form(tab_of, eud, world):
    tab = tab_of(eud, DESK)
    tab.goto("/evaluations/final/report/")
    assert tab.locator("article.paper[data-draft]").count() == 1
    assert tab.complaints == []
