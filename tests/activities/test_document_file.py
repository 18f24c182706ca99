"""A kept file leaves the house as what it is, to those who may see it, and unable to act."""

import pytest
from django.core.files.storage import default_storage

from activities.models import Document
from editing import versions
from tests import factories as make
from tests.activities.papers import HONEST_OFFICE, PDF, picture, upload

FILE = "/activities/MMSP/documents/1/file"


@pytest.fixture
def kept(world):
    """`kept("report.pdf", b"...")` is document 1 with this file."""

    def keep(name, content, title="Étude “n° 3”\r\nX: y", **fields):
        return make.DocumentFactory(
            project=world.project, number=1, title=title, file=upload(name, content), **fields
        )

    return keep


def body(answer):
    return b"".join(answer.streaming_content)


def test_a_pdf_opens_in_the_browser(as_, ev, kept):
    kept("report.pdf", PDF)
    answer = as_(ev).get(FILE)
    assert body(answer) == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("inline")


@pytest.mark.parametrize(
    ("name", "content", "shown"),
    [
        ("a.png", picture("PNG"), "inline"),
        ("a.jpg", picture("JPEG"), "inline"),
        ("a.docx", HONEST_OFFICE, "attachment"),
        ("a.txt", b"text", "attachment"),
        ("a.csv", b"a;b", "attachment"),
        ("a.html", b"<script>alert(1)</script>", "attachment"),
    ],
)
def test_what_a_browser_could_run_is_only_handed_over(as_, ev, kept, name, content, shown):
    kept(name, content)
    answer = as_(ev).get(FILE)
    assert answer["Content-Disposition"].split(";")[0] == shown
    assert "html" not in answer["Content-Type"]


def test_no_file_can_act_or_stay_behind(as_, ev, kept):
    kept("report.pdf", PDF)
    answer = as_(ev).get(FILE)
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")


def test_the_name_says_what_it_is_and_breaks_no_header(as_, ev, kept):
    kept("report.pdf", PDF)
    said = as_(ev).get(FILE)["Content-Disposition"]
    assert "filename*=utf-8''MMSP%201%20%C3%89tude" in said
    assert said.endswith(".pdf")
    assert "\r" not in said
    assert "\n" not in said


def test_access_is_asked_at_every_download(as_, pm, ev, stranger, kept):
    document = kept("report.pdf", PDF)
    assert as_(ev).get(FILE).status_code == 200
    assert as_(stranger).get(FILE).status_code == 404
    versions.revise(document, base_version=1, fields={"confidentiality": "internal"}, by=None)
    assert as_(ev).get(FILE).status_code == 404
    assert as_(pm).get(FILE).status_code == 200


def test_a_passer_by_is_asked_to_sign_in(client, kept):
    kept("report.pdf", PDF)
    assert client.get(FILE).status_code == 302


def test_without_a_file_there_is_nothing_to_fetch(as_, ev, paper):
    assert as_(ev).get(FILE).status_code == 404


def test_a_file_that_was_lost_from_the_disk_is_not_a_fault(as_, ev, kept):
    default_storage.delete(kept("report.pdf", PDF).file.name)
    assert as_(ev).get(FILE).status_code == 404


def test_the_stored_name_is_never_shown(as_, pm, kept):
    stored = kept("report.pdf", PDF).file.name.split("/")[-1]
    browser = as_(pm)
    pages = [
        browser.get("/activities/MMSP/documents/"),
        browser.get("/activities/MMSP/documents/1/"),
        browser.get("/activities/MMSP/documents/1/replace/"),
    ]
    assert not any(stored in page.text for page in pages)
    assert stored not in str(browser.get(FILE).headers)
    assert Document.objects.get().file.name.endswith(stored)
