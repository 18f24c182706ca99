"""Files that are far too large: nothing of them reaches a disk, and who sent one reads what to change."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.test.client import FakePayload
from django.urls import get_resolver

from activities import uploads
from activities.models import Document
from mmsp import intake
from tests.activities.pages import fill
from tests.activities.papers import PDF

NEW_DOCUMENT = "/activities/MMSP/documents/new/"
# More than a form keeps in memory.
MUCH = 3_000_000


@pytest.fixture
def spooled(monkeypatch):
    """The bytes that were written to a disk on their way in."""
    written = []
    receive = TemporaryFileUploadHandler.receive_data_chunk

    def count(handler, raw_data, start):
        written.append(len(raw_data))
        return receive(handler, raw_data, start)

    monkeypatch.setattr(TemporaryFileUploadHandler, "receive_data_chunk", count)
    return written


@pytest.fixture
def small(monkeypatch):
    """Forms that take a million bytes, and a request of ten."""
    monkeypatch.setattr(intake, "KEPT", dict.fromkeys(intake.KEPT, 1_000_000))
    monkeypatch.setattr(uploads, "LARGEST", 1_000_000)
    monkeypatch.setattr(intake, "LARGEST_REQUEST", 10_000_000)


def paper(size):
    return SimpleUploadedFile("study.pdf", PDF + bytes(size))


def test_the_rest_of_the_form_is_kept_and_the_file_is_not(as_, pm, world, small, spooled):
    answer = fill(as_(pm), NEW_DOCUMENT, title="Baseline study", type="study", file=paper(MUCH))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "larger than 1 MB" in page
    assert "Baseline study" in page
    assert sum(spooled) <= 1_000_000
    assert not Document.objects.exists()


def test_a_file_that_fits_comes_in_whole(as_, pm, world, spooled):
    """The control: what is counted is written, and what is written is what was sent."""
    sent = paper(MUCH)
    answer = fill(as_(pm), NEW_DOCUMENT, title="Baseline study", type="study", file=sent)
    assert answer.status_code == 302
    assert sum(spooled) == sent.size
    assert Document.objects.get().file.size == sent.size


def test_many_files_are_no_more_than_one(as_, pm, world, small, spooled):
    many = [paper(MUCH // 10) for _each in range(20)]
    sent = {"title": "Baseline study", "type": "study", "file": many}
    answer = fill(as_(pm), NEW_DOCUMENT, **sent)
    assert "larger than 1 MB" in answer.content.decode()
    assert sum(spooled) <= 1_000_000


@pytest.mark.parametrize("path", ["/accounts/login/", "/evaluations/", "/no/such/page/"])
def test_a_page_without_a_place_for_files_keeps_none(db, client, spooled, path):
    """Whoever sends it: forms are read before anybody is asked who they are."""
    client.post(path, {"login": "x", "file": paper(MUCH)})
    assert spooled == []


def test_a_request_that_says_it_is_far_too_long_is_not_read(as_, pm, world, small, spooled):
    unread = FakePayload(bytes(100))
    answer = as_(pm).generic(
        "POST", NEW_DOCUMENT, b"x", "multipart/form-data; boundary=x",
        CONTENT_LENGTH="10000001", **{"wsgi.input": unread},
    )  # fmt: skip
    assert answer.status_code == 413
    assert "a file that you added has to be smaller" in answer.content.decode()
    assert not unread.read_started
    assert spooled == []


def test_every_address_is_one(db):
    """A name that was mistyped would take no file."""

    def names(patterns, before=""):
        for each in patterns:
            if hasattr(each, "url_patterns"):
                yield from names(
                    each.url_patterns, f"{each.namespace}:" if each.namespace else before
                )
            else:
                yield f"{before}{each.name}"

    assert set(intake.KEPT) <= set(names(get_resolver().url_patterns))
