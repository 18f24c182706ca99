"""A stage refused by pre-flight and then passed, in a real browser; axe looks at the page."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from editing import versions
from evaluations.models import Stage
from tests import factories as make
from tests.evaluations.conftest import now
from tests.evaluations.test_finding_browser import visit  # noqa: F401

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
WORKSPACE, MOVE = "/evaluations/final/", "/evaluations/final/stage/"


def mend(finding):
    activity = make.ActivityFactory(project=finding.evaluation.projects.get())
    versions.revise(finding, base_version=1, fields={"activities": [activity]}, by=None)
    make.SectionFactory(evaluation=finding.evaluation, kind="executive_summary")


def test_the_officer_is_refused_sees_why_and_passes(visit, eud, evaluation, finding):  # noqa: F811
    with visit(eud, WORKSPACE) as tab:
        step = tab.locator("#next-step")
        expect(step).to_contain_text("2 things are missing:")  # asked for when the page had loaded
        tab.get_by_role("link", name="Move to another stage").click()
        tab.get_by_role("radio", name="Approve as final").check()
        tab.get_by_label("Reason").fill("accepted by FPI")
        tab.get_by_role("button", name="Move the evaluation").click()
        refused = tab.get_by_role("alert")
        expect(refused).to_contain_text("The report has no executive summary.")
        expect(refused).to_contain_text("F4 names no evidence.")
        expect(tab.get_by_label("Reason")).to_have_value("accepted by FPI")
        place = tab.locator("#move_to_final").get_by_role("link", name="F4 names no evidence.")
        expect(place).to_have_attribute("href", "/evaluations/final/findings/4/")
        mend(finding)
        tab.goto(tab.url)
        tab.get_by_role("radio", name="Approve as final").check()
        tab.get_by_role("button", name="Move the evaluation").click()
        expect(tab.get_by_text("Moved to: Final.")).to_be_visible()
        expect(tab.get_by_text("Version 1.0 of the report.")).to_be_visible()
    assert now(evaluation).stage == Stage.FINAL


def test_the_page_of_moves_works_without_scripts(visit, eud, evaluation, summary):  # noqa: F811
    with visit(eud, MOVE, scripts=False) as tab:
        tab.get_by_role("radio", name="Approve as final").check()
        tab.get_by_role("button", name="Move the evaluation").click()
        expect(tab.get_by_text("Moved to: Final.")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 320])
def test_the_page_of_moves_fits_and_axe_finds_nothing(visit, eud, finding, width):  # noqa: F811
    with visit(eud, MOVE, width) as tab:
        tab.get_by_role("radio", name="Send back to the evaluators").check()
        tab.get_by_role("button", name="Move the evaluation").click()
        expect(tab.get_by_role("alert")).to_contain_text("Say why.")
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
        found = Axe().run(tab)
        assert found.violations_count == 0, found.generate_report()
