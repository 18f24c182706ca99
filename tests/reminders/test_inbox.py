"""In the demonstration staff read the mails that were never sent."""

import re
from datetime import datetime
from io import StringIO

import pytest
from django.core import mail as post
from django.core.mail import send_mail
from django.core.management import call_command

from mmsp import inbox
from mmsp.demo import last_working_noon
from tests.follow_up import PROMISE
from tests.reminders.conftest import MONDAY

pytestmark = pytest.mark.django_db
URL = "/inbox/"


@pytest.fixture
def stays_here(settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)
    settings.EMAIL_CONFIG = {"EMAIL_FILE_PATH": str(tmp_path)}


@pytest.fixture
def digest(stays_here, tick, spoken, pm):
    tick(MONDAY)


def test_staff_find_a_mail_and_read_it(digest, as_, support):
    browser = as_(support)
    page = browser.get(URL).content.decode()
    assert "1 reminder from mmsp" in page
    [path] = re.findall(r'href="(/inbox/[\w-]+/)"', page)
    mail = browser.get(path).content.decode()
    assert PROMISE in mail
    assert "pm@example.org" in mail
    assert re.search(r'<a href="http://127.0.0.1:8000/update/[\w-]+/"', mail)


def test_the_mail_as_html_runs_nothing(digest, as_, support):
    [path] = re.findall(r'href="(/inbox/[\w-]+/)"', as_(support).get(URL).content.decode())
    answer = as_(support).get(f"{path}html/")
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert PROMISE in answer.content.decode()


def test_others_do_not(digest, as_, pm):
    assert as_(pm).get(URL).status_code == 403
    assert URL not in as_(pm).get("/").content.decode()


def test_nonsense_is_not_found(digest, as_, support):
    assert as_(support).get(f"{URL}0-1/").status_code == 404


def test_a_mail_is_shown_as_text(stays_here, as_, support):
    send_mail("<b>Subject</b>", "<script>x</script>", None, ["a@example.org"])
    page = as_(support).get(URL).content.decode()
    [path] = re.findall(r'href="(/inbox/[\w-]+/)"', page)
    assert "&lt;b&gt;Subject" in page
    assert "&lt;script&gt;x" in as_(support).get(path).content.decode()


def test_nobody_chooses_the_password_of_another(stays_here, as_, client, pm, support):
    client.post("/accounts/password/reset/", {"email": pm.email})
    [path] = re.findall(r'href="(/inbox/[\w-]+/)"', as_(support).get(URL).content.decode())
    assert "/reset/key/…" in as_(support).get(path).content.decode()


@pytest.mark.parametrize("leaves", ["backend", "https"])
def test_where_mails_leave_the_house_there_is_no_such_page(digest, as_, support, settings, leaves):
    assert as_(support).get(URL).status_code == 200
    if leaves == "backend":
        settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    else:
        settings.SECURE = True
    assert as_(support).get(URL).status_code == 404


@pytest.mark.parametrize(("stays", "found"), [(True, ["pm@example.org"]), (False, [])])
def test_the_demonstration_begins_with_mails_unless_they_would_leave_it(
    request, monkeypatch, spoken, pm, stays, found
):
    """Whatever day and hour it is loaded."""
    if stays:
        request.getfixturevalue("stays_here")
    monkeypatch.setattr("mmsp.demo.is_loaded", lambda: False)
    for loads in ("mmsp.demo.load", "mmsp.demo_publication.publish"):
        monkeypatch.setattr(loads, lambda: None)
    call_command("load_demo", stdout=StringIO())
    mails = [mail.to for mail in (inbox.mails() if stays else post.outbox)]
    assert mails == found


@pytest.mark.parametrize(
    ("now", "noon"),
    [("2026-11-22T23:50", "2026-11-20"), ("2026-11-23T03:00", "2026-11-20"),
     ("2026-11-25T09:00", "2026-11-24")],
)  # fmt: skip
def test_the_last_working_day_is_no_weekend(now, noon):
    found = last_working_noon(datetime.fromisoformat(f"{now}+00:00"))
    assert found.isoformat() == f"{noon}T12:00:00+00:00"
