"""Anybody may ask whether a file is one of ours; nobody learns of one that is not for them."""

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from evaluations.publishing import withdraw_report
from mmsp.publication import hashing
from tests.publication.conftest import change, propose, publish

pytestmark = pytest.mark.usefixtures("press")
PAGE = "/verify/"
FOREIGN = "Not a file that was published here"


@pytest.fixture(autouse=True)
def no_tries_yet():
    cache.clear()


def asked(client, **said):
    return client.post(PAGE, said).content.decode()


def as_file(content):
    return SimpleUploadedFile("anything.pdf", content, "application/pdf")


def test_a_stranger_is_told_that_a_file_is_ours(final, ev, eud, client):
    published = publish(final, ev, eud)
    for said in ({"file": as_file(published.file.read())}, {"hash": published.sha256}):
        page = asked(client, **said)
        assert "Published here, and the latest edition" in page
        assert "unchanged since it was published" in page
        assert "Final evaluation" in page
        assert "1, version 1.0 of the report" in page


def test_who_is_signed_in_is_led_back_and_others_are_asked_to_sign_in(as_, eud, client):
    signed_in = as_(eud).get(PAGE)
    assert ">Your work</a>" in signed_in.content.decode()
    assert "Sign in" not in signed_in.content.decode()
    assert "no-store" in signed_in["Cache-Control"]
    page = client.get(PAGE).content.decode()
    assert '"/accounts/login/?next=/verify/">Sign in</a>' in page
    assert "Your work" not in page


def test_one_changed_byte_makes_it_another_file(final, ev, eud, client):
    content = publish(final, ev, eud).file.read()
    page = asked(client, file=as_file(content + b" "))
    assert FOREIGN in page
    assert "Final evaluation" not in page


def test_an_older_edition_names_the_latest(final, ev, eud, client):
    first = publish(final, ev, eud)
    change(final.findings.get(), short_answer="No longer.")
    publish(final, ev, eud)
    page = asked(client, hash=first.sha256)
    assert "not the latest edition" in page
    assert "Edition 2 was published on" in page


def test_a_withdrawn_one_says_why(final, ev, eud, client):
    published = publish(final, ev, eud)
    withdraw_report(report=published, base_version=2, by=eud, reason="A wrong table")
    page = asked(client, hash=published.sha256)
    assert "Published here, and withdrawn" in page
    assert "A wrong table" in page


def test_the_code_of_a_page_names_the_edition_and_proves_nothing(final, ev, eud, client):
    published = publish(final, ev, eud)
    code = published.code
    spaced = " ".join(code[n : n + 4].upper() for n in range(0, 16, 4))
    page = asked(client, hash=spaced)
    assert "A code can be copied" in page
    assert published.sha256 in page


def test_what_is_for_a_circle_is_confirmed_to_its_members_alone(
    as_, final, ev, eud, pm, stranger, reader
):
    published = publish(final, ev, eud, audience="restricted")
    nothing = asked(Client(), hash="a" * 64)
    for person in (None, stranger, reader):
        client = as_(person)
        page = asked(client, hash=published.sha256)
        assert FOREIGN in page
        assert "Final evaluation" not in page
    assert FOREIGN in nothing
    assert "Restricted" in asked(as_(pm), hash=published.sha256)


def test_what_waits_is_confirmed_to_nobody(as_, final, ev):
    proposed = propose(final, ev)
    for person in (None, ev):
        assert FOREIGN in asked(as_(person), hash=proposed.sha256)


def test_no_byte_of_the_upload_is_kept(final, client, monkeypatch):
    """With handlers that would put it on disk or into memory waiting behind ours."""
    kept = []
    for name in ("MemoryFileUploadHandler", "TemporaryFileUploadHandler"):
        handler = f"django.core.files.uploadhandler.{name}"
        monkeypatch.setattr(f"{handler}.receive_data_chunk", lambda *args: kept.append(args))
    assert FOREIGN in asked(client, file=as_file(b"%PDF-" + b"x" * 3_000_000))
    assert kept == []


@pytest.mark.once
def test_the_same_upload_elsewhere_is_kept_as_before(rf):
    """The control: only the page of verification hashes what comes in."""
    request = rf.post("/evaluations/import/", {"file": as_file(b"content")})
    assert request.FILES["file"].read() == b"content"


@pytest.mark.parametrize(("times", "status"), [(1.5, 422), (3, 413)])
def test_what_is_too_big_is_refused(db, client, monkeypatch, times, status):
    monkeypatch.setattr(hashing, "LARGEST", 1000)
    monkeypatch.setattr(hashing, "LARGEST_REQUEST", 2000)
    answer = client.post(PAGE, {"file": as_file(b"x" * int(times * 1000))})
    assert answer.status_code == status


NOTHING, MISTYPED = "Choose a file, or give a hash or code.", "A SHA-256 has 64 letters"


@pytest.mark.parametrize(
    ("said", "complaint"),
    [({}, NOTHING), ({"file": ""}, NOTHING), ({"hash": "zz"}, MISTYPED),
     ({"hash": "1" * 63}, MISTYPED), ({"hash": "\u0131" * 64}, MISTYPED)],
)  # fmt: skip
def test_a_mistake_is_named(db, client, said, complaint):
    answer = client.post(PAGE, said)
    assert answer.status_code == 422
    assert complaint in answer.content.decode()


def test_guessing_is_slowed_down(db, client, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "verify": "2/m/ip"}
    codes = [client.post(PAGE, {"hash": "a" * 64}).status_code for _try in range(3)]
    assert codes == [200, 200, 429]
    assert client.get(PAGE).status_code == 200


def test_a_foreign_page_cannot_post_here(db):
    assert Client(enforce_csrf_checks=True).post(PAGE, {"hash": "a" * 64}).status_code == 403
