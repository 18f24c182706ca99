"""Who may come in, and what everybody else is told."""

import re

import pytest
from allauth.account.models import EmailAddress

from accounts.models import User
from editing import versions
from tests import factories as make
from tests.accounts.conftest import PASSWORD


def told(answer):
    """The page without what differs from one to the next, the typed address among it."""
    page = re.sub(r'csrfmiddlewaretoken" value="\w+"|[\w.]+@example\.org', "", answer.text)
    return answer.status_code, page


def test_the_address_opens_the_account_whatever_its_capitals(sign_in, ana):
    assert sign_in("PM@Example.ORG")["Location"] == "/"


def test_an_address_written_with_capitals_is_kept_in_small_letters(sign_in, world):
    user = User.objects.create_user("Ana.Li@Example.ORG", PASSWORD, name="Ana Li")
    assert user.email == "ana.li@example.org"
    assert sign_in("Ana.Li@example.org").status_code == 302


def test_known_and_unknown_accounts_get_the_same_answer(sign_in, ana):
    known, unknown = sign_in("pm@example.org", "wrong"), sign_in("who@example.org", "wrong")
    assert told(known) == told(unknown)
    assert "not correct" in known.text


def test_both_answers_cost_one_check_of_a_password(sign_in, ana, monkeypatch):
    """The time of the answer tells nothing: an unknown account hashes as much as a known one."""
    checked = []
    count_hashes(monkeypatch, checked)
    for login in ("pm@example.org", "who@example.org"):
        checked.clear()
        sign_in(login, "wrong")
        assert len(checked) == 1, login


def count_hashes(monkeypatch, checked):
    from django.contrib.auth.hashers import MD5PasswordHasher

    encode = MD5PasswordHasher.encode

    def counted(self, password, salt):
        checked.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)


def test_who_was_deactivated_does_not_come_in(client, sign_in, ana):
    versions.revise(ana, base_version=1, fields={"is_active": False}, by=None)
    sign_in("pm@example.org")
    assert client.get("/activities/").status_code == 302
    assert told(sign_in("pm@example.org", "wrong")) == told(sign_in("who@example.org", "wrong"))


@pytest.mark.parametrize("change", ["deactivated", "removed"])
def test_a_session_ends_with_the_account(as_, db, change):
    person = make.UserFactory()
    browser = as_(person)
    assert browser.get("/activities/").status_code == 200
    if change == "removed":
        versions.remove(person, base_version=1, by=None)
    else:
        versions.revise(person, base_version=1, fields={"is_active": False}, by=None)
    assert browser.get("/activities/").status_code == 302


def test_a_former_address_opens_nothing(sign_in, ana, client):
    assert sign_in("pm@example.org").status_code == 302
    client.logout()
    EmailAddress.objects.get_or_create(user=ana, email="pm@example.org", verified=True)
    versions.revise(ana, base_version=1, fields={"email": "new@example.org"}, by=None)
    assert sign_in("pm@example.org").status_code == 200
    assert sign_in("new@example.org")["Location"] == "/"


@pytest.mark.parametrize(
    ("wanted", "given"),
    [
        ("/activities/MMSP/?sort=title", "/activities/MMSP/?sort=title"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("javascript:alert(1)", "/"),
    ],
)
def test_the_way_on_stays_in_the_house(client, ana, wanted, given):
    answer = client.post(
        "/accounts/login/",
        {"login": "pm@example.org", "password": PASSWORD, "next": wanted},
    )
    assert answer["Location"] == given


def test_signing_out_is_asked_for_and_not_a_link(as_, ana):
    browser = as_(ana)
    browser.get("/accounts/logout/")
    assert browser.get("/activities/").status_code == 200
    assert browser.post("/accounts/logout/")["Location"] == "/accounts/login/"
    assert browser.get("/activities/").status_code == 302


def test_nobody_registers(client, world):
    before = User.objects.count()
    new = {"email": "me@example.org", "password1": PASSWORD, "password2": PASSWORD}
    answer = client.post("/accounts/signup/", new)
    assert "Accounts are opened by invitation" in answer.text
    assert User.objects.count() == before


@pytest.mark.parametrize(
    "address", ["email/", "confirm-email/", "confirm-email/x/", "login/code/", "password/set/", "3rdparty/"]
)  # fmt: skip
def test_the_rest_of_the_library_has_no_door(as_, ana, address):
    assert as_(ana).get(f"/accounts/{address}").status_code == 404


@pytest.mark.parametrize("garbage", ["x" * 100_000, "a@b\x00", "' OR 1=1 --", "☃@☃.☃", ""])
def test_garbage_is_no_fault(sign_in, world, garbage):
    assert sign_in(garbage, garbage or " ").status_code in (200, 400)


def test_the_forms_speak_the_words_of_the_house(client, db):
    page = client.get("/accounts/login/").text
    assert "E-mail address" in page
    assert "Stay signed in on this device" in page
    assert "placeholder" not in page
