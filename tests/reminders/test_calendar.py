"""A calendar under a private address, read by a program that knows nothing but the address."""

import re
from datetime import date

import pytest
from django.core.cache import cache
from django.test import Client
from icalendar import Calendar

from editing import versions
from evaluations.models import Membership
from mmsp.logs import without_keys
from recommendations.models import CalendarAddress
from tests import factories as make
from tests.follow_up import PROMISE
from tests.house.test_doors import TOKEN
from tests.reminders.conftest import DUE, action_of, changed

pytestmark = pytest.mark.django_db
OWN = "/my/calendar/"


@pytest.fixture(autouse=True)
def nobody_has_tried_before():
    cache.clear()


@pytest.fixture
def address(as_, settings):
    """`address(person)`: the path of a new calendar address that the person made."""
    settings.SITE_URL = "https://mmsp.example.org"

    def of(person, page=OWN):
        answer = as_(person).post(page, {"make": "yes"})
        assert "no-store" in answer["Cache-Control"]
        [found] = re.findall(r'value="https://mmsp.example.org(/calendar/[^"]+)"', answer.content.decode())  # fmt: skip
        return found

    return of


def read(path):
    answer = Client().get(path)
    assert answer.status_code == 200
    return Calendar.from_ical(answer.content)


def events(path):
    return {str(event["summary"]): event for event in read(path).walk("VEVENT")}


def test_it_shows_what_is_hers_and_dated(address, follow_up, pm):
    changed(follow_up.matrix, due_on=date(2021, 5, 1))
    action_of(follow_up, 2, text="UNDATED")
    action_of(follow_up, 3, text="DONE", due_on=DUE, status="completed")
    found = events(address(pm))
    assert list(found) == [f"Action 3.1: {PROMISE}", "Response of IOM is due"]
    event = found[f"Action 3.1: {PROMISE}"]
    assert (event.start, event.end) == (DUE, date(2021, 7, 1))
    assert event["url"] == f"https://mmsp.example.org{follow_up.action.get_absolute_url()}"
    assert "Initiated" in event["description"]


def test_outlook_can_read_it(address, follow_up, pm):
    """RFC 5545: lines end with CRLF and are folded at 75 bytes; Outlook wants METHOD and whole days."""
    changed(follow_up.action, text="一个很长的标题, with; signs\\and\nlines " * 12)
    answer = Client().get(address(pm))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    lines = answer.content.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    for line in (b"METHOD:PUBLISH", b"X-WR-CALNAME:mmsp: mine", b"DTSTART;VALUE=DATE:20210630"):
        assert line in lines
    [event] = Calendar.from_ical(answer.content).walk("VEVENT")
    assert "一个很长的标题, with; signs\\and lines" in str(event["summary"])


def test_an_event_stays_itself_when_its_action_changes(address, follow_up, pm):
    path = address(pm)
    [before] = events(path).values()
    changed(follow_up.action, due_on=date(2021, 8, 1))
    changed(follow_up.action, number=7)
    [after] = events(path).values()
    assert before["uid"] == after["uid"]
    assert after["sequence"] == before["sequence"] + 2
    assert (after.start, str(after["summary"])) == (date(2021, 8, 1), f"Action 3.7: {PROMISE}")
    assert str(follow_up.action.pk) not in str(after["uid"]).split("@")[0].split("-")


def test_the_calendar_of_an_evaluation_shows_all_that_one_may_see(address, follow_up, eud, world):
    page = f"{OWN}{follow_up.evaluation.slug}/"
    path = address(eud, page)
    assert list(events(path)) == [f"Action 3.1: {PROMISE}"]
    assert read(path)["x-wr-calname"] == "Final evaluation"
    other = make.MatrixFactory(organisation=world.iom, due_on=DUE)
    assert other.evaluation.title not in Client().get(path).content.decode()


def test_it_shows_what_its_owner_may_see_now(address, follow_up, pm):
    own, of_evaluation = address(pm), address(pm, f"{OWN}{follow_up.evaluation.slug}/")
    assert events(own)
    assert events(of_evaluation)
    membership = Membership.objects.get(user=pm)
    versions.remove(membership, base_version=membership.version, by=None)
    assert events(own) == {}
    assert Client().get(of_evaluation).status_code == 404


def test_a_new_address_closes_the_old_one(address, follow_up, pm):
    old = address(pm)
    new = address(pm)
    assert Client().get(old).status_code == 404
    assert events(new)


def test_a_revoked_address_opens_nothing(address, as_, follow_up, pm):
    path = address(pm)
    as_(pm).post(OWN, {"revoke": "yes"})
    unknown = f"/calendar/{'x' * 43}.ics"
    revoked, never = Client().get(path), Client().get(unknown)
    assert revoked.status_code == never.status_code == 404
    said = revoked.content.replace(path.encode(), unknown.encode())
    assert TOKEN.sub(b"", said) == TOKEN.sub(b"", never.content)
    assert not CalendarAddress.objects.exists()


def test_a_closed_account_has_no_calendar(address, follow_up, pm):
    path = address(pm)
    changed(pm, is_active=False)
    assert Client().get(path).status_code == 404


def test_the_address_is_kept_nowhere(address, follow_up, pm):
    token = address(pm).split("/")[2].removesuffix(".ics")
    [row] = CalendarAddress.objects.values_list()
    assert token not in map(str, row)
    said = without_keys(None, "info", {"event": f"GET /calendar/{token}.ics 200"})
    assert token not in said["event"]


def test_it_costs_the_same_however_much_is_in_it(address, follow_up, pm, django_assert_num_queries):
    path = address(pm)
    for number in range(2, 20):
        action_of(follow_up, number, due_on=DUE)
    with django_assert_num_queries(3):
        assert len(events(path)) == 19


def test_trying_addresses_is_slowed_down(settings):
    settings.ACCOUNT_RATE_LIMITS = {"calendar": "5/m/ip"}
    tried = [Client().get(f"/calendar/{'x' * 43}.ics").status_code for _try in range(6)]
    assert tried == [404] * 5 + [429]
