"""Keepers add papers as a file, as a link or as a reference, and put new files in their place."""

import pytest
from django.core.files.storage import default_storage

from activities.models import Document
from editing import versions
from editing.models import RejectedEdit
from tests.activities.pages import fill, shown
from tests.activities.papers import office, pdf, upload

NEW = "/activities/MMSP/documents/new/"
EDIT = "/activities/MMSP/documents/1/edit/"
REPLACE = "/activities/MMSP/documents/1/replace/"


def test_a_keeper_adds_a_paper_with_its_file(as_, pm, training):
    answer = fill(as_(pm), NEW, title="Study", type="study", activity=training.pk, file=pdf())
    assert answer["Location"] == "/activities/MMSP/documents/1/"
    document = Document.objects.get()
    assert default_storage.exists(document.file.name)
    assert "report" not in document.file.name
    assert document.confidentiality == "restricted"
    assert "Open the file (PDF)" in as_(pm).get("/activities/MMSP/documents/1/").text


def test_a_link_or_a_bare_reference_will_do_as_well(as_, pm, world):
    fill(as_(pm), NEW, title="On the web", type="study", url="example.org/study")
    fill(as_(pm), NEW, title="In the archive", type="study")
    linked, reference = Document.objects.order_by("number")
    assert linked.url == "https://example.org/study"
    assert (reference.url, reference.file.name) == ("", "")
    assert "the paper itself is not kept here" in as_(pm).get(reference.get_absolute_url()).text


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"file": pdf("macro.docm")}, "file", "not accepted"),
        ({"file": upload("report.pdf", b"MZ")}, "file", "something else inside"),
        ({"url": "javascript:alert(1)"}, "url", "valid URL"),
        ({"url": "ftp://example.org/x"}, "url", "valid URL"),
        ({"file": pdf(), "url": "https://example.org"}, "url", "Give a file or a link, not both."),
        ({"confidentiality": "secret"}, "confidentiality", "valid choice"),
    ],
)
def test_a_mistake_is_said_at_its_field_and_the_text_kept(as_, pm, world, wrong, field, said):
    for file in (value for value in wrong.values() if hasattr(value, "seek")):
        file.seek(0)
    answer = fill(as_(pm), NEW, **{"title": "Study of everything", "type": "study", **wrong})
    assert answer.status_code == 422
    assert said in str(answer.context["form"].errors[field])
    assert "Study of everything" in answer.text
    assert not Document.objects.exists()


def test_a_keeper_edits_what_is_said_of_a_paper(as_, pm, paper):
    fill(as_(pm), EDIT, title="Final narrative report", confidentiality="public")
    paper.refresh_from_db()
    assert (paper.title, paper.confidentiality) == ("Final narrative report", "public")


def test_two_keepers_at_once_see_both_texts(as_, pm, paper):
    browser = as_(pm)
    mine = shown(browser, EDIT)
    versions.revise(paper, base_version=1, fields={"title": "Theirs"}, by=None)
    answer = browser.post(EDIT, {**mine, "title": "Mine"})
    assert answer.status_code == 409
    assert "Theirs" in answer.text


def test_a_new_file_takes_the_place_of_the_old_which_is_kept(as_, pm, paper):
    browser = as_(pm)
    fill(browser, REPLACE, file=pdf())
    first = Document.objects.get().file.name
    fill(browser, REPLACE, file=upload("report.docx", office("docx")))
    second = Document.objects.get().file.name
    assert second.endswith(".docx")
    assert default_storage.exists(first)
    assert [r.content["file"] for r in versions.revisions_of(paper)] == [second, first, ""]


def test_a_stale_file_is_asked_for_again_and_then_taken(as_, pm, paper):
    browser = as_(pm)
    mine = shown(browser, REPLACE)
    versions.revise(paper, base_version=1, fields={"title": "Theirs"}, by=None)
    answer = browser.post(REPLACE, {**mine, "file": pdf()})
    assert "Somebody changed this meanwhile." in answer.text
    assert not Document.objects.get().file
    assert default_storage.exists(RejectedEdit.objects.get().content["file"])
    again = answer.context["form"]["base_version"].value()
    assert browser.post(REPLACE, {"base_version": again, "file": pdf()}).status_code == 302
    assert Document.objects.get().file


def test_a_refused_file_leaves_the_old_in_place(as_, pm, paper):
    answer = fill(as_(pm), REPLACE, file=pdf("page.html"))
    assert answer.context["form"].errors["file"]
    assert not Document.objects.get().file
    assert fill(as_(pm), REPLACE).context["form"].errors["file"] == ["This field is required."]


def test_a_keeper_removes_a_paper(as_, pm, paper):
    answer = as_(pm).post("/activities/MMSP/documents/1/remove/", {"base_version": 1})
    assert answer["Location"] == "/activities/MMSP/documents/"
    assert not Document.objects.exists()


@pytest.mark.parametrize("verb", ["edit", "replace", "remove", "history"])
def test_only_keepers_write(as_, pm, ev, stranger, paper, verb):
    address = f"/activities/MMSP/documents/1/{verb}/"
    assert as_(pm).get(address).status_code == 200
    assert as_(ev).get(address).status_code == 403
    assert as_(stranger).get(address).status_code == 404
    assert as_(ev).get(NEW).status_code == 403


def test_of_an_internal_paper_others_find_nothing_at_all(as_, pm, ev, internal):
    for verb in ("", "edit/", "replace/", "remove/", "history/", "file"):
        address = f"/activities/MMSP/documents/2/{verb}"
        assert as_(ev).get(address).status_code == 404
    assert as_(pm).get("/activities/MMSP/documents/2/").status_code == 200
