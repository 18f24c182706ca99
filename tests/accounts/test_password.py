"""A forgotten password comes back by mail; the links of mails come from the settings."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail

from editing import versions
from tests.accounts.conftest import PASSWORD
from tests.accounts.test_sign_in import told

RESET = "/accounts/password/reset/"
NEW = {"password1": "a-much-better-one", "password2": "a-much-better-one"}


def link(message):
    return re.search(r"https?://\S+", message.body).group()


def test_the_link_of_the_mail_opens_the_account_once(client, sign_in, ana, settings):
    settings.SITE_URL = "https://mmsp.example.org/"
    answer = client.post(RESET, {"email": "PM@example.org"})
    assert answer["Location"] == "/accounts/password/reset/done/"
    [message] = mail.outbox
    address = link(message)
    assert address.startswith("https://mmsp.example.org/accounts/password/reset/key/")
    path = address.removeprefix("https://mmsp.example.org")
    form = client.get(path)["Location"]
    assert client.post(form, NEW)["Location"] == "/accounts/password/reset/key/done/"
    assert sign_in("pm@example.org", NEW["password1"]).status_code == 302
    client.logout()
    assert "This link no longer works" in client.get(path).text


def test_the_host_of_a_request_never_gets_into_a_mail(client, ana, settings):
    settings.ALLOWED_HOSTS = ["*"]
    for email in ("pm@example.org", "who@example.org"):
        client.post(RESET, {"email": email}, headers={"host": "evil.example"})
    assert len(mail.outbox) == 2
    assert not any("evil" in message.body + message.subject for message in mail.outbox)


def test_known_and_unknown_addresses_get_the_same_answer(client, ana):
    known = client.post(RESET, {"email": "pm@example.org"}, follow=True)
    unknown = client.post(RESET, {"email": "who@example.org"}, follow=True)
    assert told(known) == told(unknown)
    assert [message.to for message in mail.outbox] == [["pm@example.org"], ["who@example.org"]]
    assert "There is no account with this address" in mail.outbox[1].body


@pytest.mark.parametrize("change", [{"email": "new@example.org"}, {"is_active": False}])
def test_a_former_address_or_account_gets_no_link(client, ana, change):
    EmailAddress.objects.create(user=ana, email="pm@example.org", verified=True)
    versions.revise(ana, base_version=1, fields=change, by=None)
    client.post(RESET, {"email": "pm@example.org"})
    assert not any("password/reset/key" in message.body for message in mail.outbox)


def test_asking_often_is_slowed_down(client, ana):
    for _again in range(5):
        client.post(RESET, {"email": "pm@example.org"})
    assert client.post(RESET, {"email": "pm@example.org"}).status_code == 429
    assert len(mail.outbox) == 5


def test_a_password_is_changed_by_who_knows_it(as_, ana, sign_in):
    browser, address = as_(ana), "/accounts/password/change/"
    wrong = browser.post(address, {"oldpassword": "wrong", **NEW})
    assert wrong.status_code == 200
    assert wrong.context["form"].errors["oldpassword"]
    assert browser.post(address, {"oldpassword": PASSWORD, **NEW}).status_code == 302
    assert sign_in("pm@example.org", NEW["password1"]).status_code == 302


@pytest.mark.parametrize("weak", ["short", "password1234", "12345678901"])
def test_a_weak_password_is_refused_at_its_field(as_, ana, weak):
    answer = as_(ana).post(
        "/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": weak, "password2": weak},
    )
    assert answer.context["form"].errors


def test_confirming_it_is_me_asks_for_my_password(as_, ana):
    browser, address = as_(ana), "/accounts/reauthenticate/"
    assert browser.post(address, {"password": "wrong"}).context["form"].errors["password"]
    assert browser.post(address, {"password": PASSWORD}).status_code == 302


@pytest.mark.parametrize("key", ["1-x", "zzzzzzzzzzzzz-x", "1-" + "a" * 100, "0-set-password"])
def test_a_link_that_was_made_up_says_that_it_does_not_work(client, world, key):
    answer = client.get(f"/accounts/password/reset/key/{key}/", follow=True)
    assert answer.status_code in (200, 404)
    assert answer.status_code == 404 or "This link no longer works" in answer.text
