"""The officer compares two versions in a real browser and brings the earlier one back."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from editing import versions
from tests.evaluations.conftest import now
from tests.evaluations.test_finding_browser import visit  # noqa: F401

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
HISTORY = "/evaluations/final/findings/4/history/"


@pytest.fixture
def reworded(finding):
    for number, answer in enumerate(("Largely, in most regions.", "Hardly, in most regions."), 1):
        versions.revise(finding, base_version=number, fields={"short_answer": answer}, by=None)
    return finding


def test_the_officer_compares_two_versions_and_restores_one(visit, eud, reworded):  # noqa: F811
    with visit(eud, HISTORY) as tab:
        tab.get_by_role("group", name="Compare version 2").get_by_label("Compare from").check()
        tab.get_by_role("button", name="Compare the two").click()
        expect(tab.locator("del")).to_have_text("Largely")
        expect(tab.locator("ins")).to_have_text("Hardly")
        assert {"from=2", "to=3"} == set(tab.url.partition("?")[2].split("&"))
        found = Axe().run(tab)
        assert found.violations_count == 0, found.generate_report()
        tab.get_by_role("link", name="Restore version 2").click()
        tab.get_by_label("Reason").fill("Agreed on Monday")
        found = Axe().run(tab)
        assert found.violations_count == 0, found.generate_report()
        tab.get_by_role("button", name="Restore version 2").click()
        expect(tab.get_by_text("Version 2 is restored, as version 4.")).to_be_visible()
        assert tab.complaints == []
    assert now(reworded).short_answer == "Largely, in most regions."


@pytest.mark.parametrize("width", [1280, 390])
def test_the_pages_fit_and_axe_finds_nothing(visit, eud, reworded, width):  # noqa: F811
    versions.remove(reworded, base_version=3, by=None)
    pages = ("history/", "changes/", "changes/?since=2015-11-03", "removed/")
    with visit(eud, "/evaluations/final/", width) as tab:
        home = tab.url
        for page in pages:
            tab.goto(home + page)
            assert tab.evaluate("document.documentElement.scrollWidth") <= width, page
            found = Axe().run(tab)
            assert found.violations_count == 0, (page, found.generate_report())
        tab.get_by_role("link", name="Bring back").click()
        tab.get_by_role("button", name="Bring it back").click()
        expect(tab.get_by_text("It is back, with all it said.")).to_be_visible()
    assert now(reworded).deleted_at is None
