"""Two people at one finding, each in their own browser."""

import pytest
from playwright.sync_api import expect

from tests.browser import DESK, PHONE

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

PAGE = "/evaluations/final/findings/4/"


def test_a_reader_learns_that_somebody_writes_and_the_writer_that_somebody_reads(
    tab_of, eud, ev, finding
):
    officer, evaluator = tab_of(eud, DESK), tab_of(ev, PHONE)
    officer.clock.install()
    officer.goto(f"{PAGE}edit/")
    officer.wait_for_load_state("networkidle")
    evaluator.goto(PAGE)
    expect(evaluator.locator("[data-presence]")).to_contain_text("EUD is writing here too")
    officer.clock.fast_forward(20_000)
    expect(officer.locator("[data-presence]")).to_contain_text("EV is reading here too")
    assert officer.complaints == evaluator.complaints == []
