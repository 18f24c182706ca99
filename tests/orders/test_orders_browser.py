"""The way of a paper with a real browser, a real worker process and a real press."""

import os
import signal
import subprocess
import sys
import time
from urllib.parse import quote

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import PaperOrder
from mmsp.orders import worker
from tests.browser import DESK, PHONE
from tests.orders.conftest import REPORT
from tests.reports import rows
from tools.suite import SETTINGS
from tools.terminal import ROOT

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


def address_of_database():
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{known['NAME']}"
    secret = f":{quote(known['PASSWORD'])}" if known["PASSWORD"] else ""
    person = f"{quote(known['USER'])}{secret}@" if known["USER"] else ""
    port = f":{known['PORT']}" if known["PORT"] else ""
    return f"postgres://{person}{quote(known['HOST'], safe='')}{port}/{known['NAME']}"


@pytest.fixture
def start_worker(tmp_path):
    """Starts a worker on the files and the database of this test; those that are left are ended."""
    started = []
    env = os.environ | SETTINGS | {"DATABASE_URL": address_of_database(), "VAR_DIR": str(tmp_path)}

    def start():
        command = [sys.executable, "manage.py", "print_papers", "--with-parent"]
        started.append(subprocess.Popen(command, cwd=ROOT, env=env | {"PAPER_LEASE": "4"}))
        return started[-1]

    yield start
    for process in started:
        process.terminate()
        process.wait(20)


def wait_until(holds, seconds=60):
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until, "It never came about."
        time.sleep(0.1)


def test_from_the_wish_to_the_file(tab_of, eud, report, start_worker):
    start_worker()
    wait_until(worker.is_at_work)
    tab = tab_of(eud, DESK)
    with tab.expect_download(timeout=60_000) as coming:
        tab.goto(REPORT)
        tab.wait_for_url("**/my/files/*/?waited=1")
    assert coming.value.suggested_filename.startswith("final-final-report-")
    with open(coming.value.path(), "rb") as file:
        assert file.read(5) == b"%PDF-"
    tab.get_by_role("link", name="Download").wait_for()
    assert tab.get_by_role("button", name="Cancel").count() == 0
    assert "Ready" in tab.locator("#paper-said").text_content()
    assert tab.complaints == []
    tab.goto("/my/files/")
    assert tab.get_by_role("row").count() == 2


def test_who_has_no_scripts_gets_there_too_and_is_told_that_nobody_prints(tab_of, eud, report):
    tab = tab_of(eud, PHONE, java_script_enabled=False)
    tab.goto(REPORT)
    tab.get_by_role("button", name="Print it").click()
    assert "No printer is at work" in tab.locator("main").text_content()
    assert tab.locator("noscript meta, meta[http-equiv=refresh]").count() == 1
    tab.get_by_role("button", name="Cancel").click()
    assert "Cancelled" in tab.locator("main").text_content()


def test_a_worker_killed_in_the_middle_costs_nobody_the_paper(tab_of, eud, world, start_worker):
    rows.fill(world, times=25)
    killed = start_worker()
    tab = tab_of(eud, DESK)
    tab.goto(REPORT)
    tab.wait_for_url("**/my/files/*/?waited=1")
    [order] = PaperOrder.objects.all()

    def is_printing():
        order.refresh_from_db()
        return order.state == "printing" and order.page > 0

    wait_until(is_printing)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    assert not worker.is_at_work()

    def is_let_go():
        order.refresh_from_db()
        return order.lease_until < timezone.now()

    wait_until(is_let_go)
    start_worker()
    with tab.expect_download(timeout=90_000):
        pass
    order.refresh_from_db()
    assert (order.state, order.tries) == ("ready", 2)
    assert order.pages > 5
