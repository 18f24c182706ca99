"""A digest arrives, is read and answered on a phone, and the calendar follows, in a real browser."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.utils import timezone
from icalendar import Calendar
from playwright.sync_api import expect

from accounts.models import User
from mmsp.tick import tick
from recommendations.models import KeyAction
from tests.browser import DESK, PHONE
from tests.follow_up import PROMISE
from tests.reminders.conftest import changed

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def digest(follow_up, pm, settings, live_server, tmp_path):
    """The mail of an action that is due in nine days, kept on this machine."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)
    settings.EMAIL_CONFIG = {"EMAIL_FILE_PATH": str(tmp_path)}
    settings.SITE_URL = live_server.url
    changed(follow_up.action, due_on=timezone.localdate() + timedelta(days=9))
    changed(pm, mail_at_weekends=True)
    assert [each.said for each in tick(timezone.now())][1] == "1 sent, 0 failed, 0 given up"


def test_a_digest_is_read_and_answered_on_a_phone(tab_of, digest, support):
    tab = tab_of(support, PHONE)
    tab.goto("/inbox/")
    tab.get_by_role("link", name="1 reminder from mmsp").click()
    expect(tab.get_by_text(PROMISE)).to_be_visible()
    tab.locator('a[href*="/update/"]').click()
    tab.get_by_label("On hold").check()
    tab.get_by_label("What was done").fill("The talks rest until autumn.")
    tab.get_by_role("button", name="Save the update").click()
    expect(tab.get_by_role("heading", name="The update is saved")).to_be_visible()
    assert KeyAction.objects.get().status == "on_hold"
    assert tab.complaints == []


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_she_says_when_she_is_away_and_takes_her_calendar_along(tab_of, follow_up, pm, scripts):
    tab = tab_of(pm, PHONE, java_script_enabled=scripts)
    tab.goto("/my/mail/")
    tab.get_by_label("Mail with reminders").select_option("Every day")
    tab.get_by_label("Away from").fill("2026-07-01")
    tab.get_by_role("button", name="Save when I am written to").click()
    expect(tab.get_by_role("alert")).to_contain_text("Give both days, or neither")
    tab.get_by_label("Away until").fill("2026-07-20")
    tab.get_by_role("button", name="Save when I am written to").click()
    expect(tab.get_by_text("Saved.")).to_be_visible()
    assert User.objects.get(pk=pm.pk).mail_rhythm == "daily"
    tab.get_by_role("button", name="Make a calendar address").first.click()
    address = tab.get_by_label("Private address").input_value()
    tab.get_by_role("link", name="I have copied it").click()
    expect(tab.get_by_role("button", name="Revoke the address")).to_be_visible()
    calendar = Calendar.from_ical(Client().get(f"/calendar/{address.rpartition('/')[2]}").content)
    assert [str(event["summary"]) for event in calendar.walk("VEVENT")] == [
        f"Action 3.1: {PROMISE}"
    ]


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_axe_finds_nothing(tab_of, digest, support, size):
    tab = tab_of(support, size)
    for address in ("/my/mail/", "/inbox/"):
        tab.goto(address)
        assert Axe().run(tab).violations_count == 0, Axe().run(tab).generate_report()
    tab.locator("main a.row-link").click()
    expect(tab.get_by_text(PROMISE)).to_be_visible()
    assert Axe().run(tab).violations_count == 0
    tab.goto("/my/mail/")
    tab.get_by_role("button", name="Make a calendar address").first.click()
    expect(tab.get_by_label("Private address")).to_be_visible()
    assert Axe().run(tab).violations_count == 0
