"""What may come into the register as a file, and what is answered to the rest."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageFile, PngImagePlugin

from activities import uploads
from tests.activities.papers import KINDS, ODF, PDF, office, package, picture, upload

HONEST = {
    "pdf": PDF,
    "png": picture("PNG"),
    "jpg": picture("JPEG"),
    "JPEG": picture("JPEG"),
    "txt": "Grüße\n".encode(),
    "csv": b"women;men\r\n4;6\r\n",
    **{suffix: office(suffix) for suffix in (*KINDS, *ODF)},
}


@pytest.mark.parametrize("suffix", HONEST)
def test_honest_files_are_taken(suffix):
    taken = uploads.accepted(upload(f"paper.{suffix}", HONEST[suffix]))
    assert taken.size
    assert taken.read(4)


@pytest.mark.parametrize("suffix", sorted(set(HONEST) - {"txt", "csv", "JPEG"}))
@pytest.mark.parametrize("other", ["pdf", "png", "docx", "odt", "txt"])
def test_nothing_is_taken_under_the_name_of_another(suffix, other):
    if suffix == other:
        return
    with pytest.raises(ValidationError):
        uploads.accepted(upload(f"paper.{suffix}", HONEST[other]))


def said(name, content):
    with pytest.raises(ValidationError) as refused:
        uploads.accepted(upload(name, content))
    return refused.value.messages[0]


@pytest.mark.parametrize(
    "name",
    ["macro.docm", "page.html", "drawing.svg", "run.exe", "archive.zip", "noname", "a.pdf.js"],
)
def test_other_kinds_are_refused_with_the_list_of_those_accepted(name):
    assert "These are: pdf, docx" in said(name, PDF)


def test_an_empty_file_and_a_large_one_are_refused_in_a_sentence():
    assert "empty" in said("report.pdf", b"")
    assert "20 MB" in said("report.pdf", PDF + b"\0" * uploads.LARGEST)


@pytest.mark.parametrize(
    "hidden",
    [
        office("docx", **{"word__vbaProject.bin": b"macro"}),
        package(
            **{"[Content_Types].xml": "application/vnd.ms-word.document.macroEnabled.main+xml"}
        ),
        office("docx").replace(b"PK\x03\x04", uploads.OLD_OFFICE[:4], 1),
        office("docx", **{"..__evil.txt": b"x"}),
        office("docx")[:-30],
        b"PK\x03\x04" + b"\xff" * 400,
        office("xlsx"),
    ],
    ids=["macro", "macro type", "no zip", "leads outside", "cut off", "noise", "a sheet"],
)
def test_a_word_file_with_something_wrong_is_refused(hidden):
    assert said("report.docx", hidden)


def test_macros_and_passwords_are_named(settings):
    assert "macros" in said("a.docx", office("docx", **{"word__vbaProject.bin": b"macro"}))
    assert "macros" in said("a.odt", office("odt", **{"Basic__Standard__script.xml": b"macro"}))
    assert "password" in said("a.xlsx", uploads.OLD_OFFICE + b"\0" * 600)


def test_a_package_of_thousands_of_parts_is_refused():
    parts = {f"part{number}.xml": b"" for number in range(uploads.MOST_MEMBERS)}
    assert said("a.docx", office("docx", **parts))


def test_what_hides_in_a_picture_does_not_come_in():
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", "QXSECRET")
    dirty = picture("PNG", pnginfo=notes) + b"<script>QXSECRET</script>"
    assert b"QXSECRET" in dirty
    clean = uploads.accepted(upload("photo.png", dirty)).read()
    assert b"QXSECRET" not in clean
    assert Image.open(BytesIO(clean)).size == (4, 3)


def test_half_a_picture_is_refused_whatever_a_library_told_the_decoder(monkeypatch):
    half = picture("PNG")
    half = half[: half.index(b"IDAT") + 8]
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    assert said("photo.png", half)


def test_where_a_photo_was_taken_does_not_come_in():
    exif = Image.Exif()
    exif[0x010E] = "QXPLACE"
    dirty = picture("JPEG", exif=exif)
    assert b"QXPLACE" in dirty
    assert b"QXPLACE" not in uploads.accepted(upload("photo.jpg", dirty)).read()


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked():
    assert "too large" in said("photo.png", picture("PNG", (8000, 8000)))


def test_a_picture_that_is_a_drawing_inside_is_refused():
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    assert said("photo.png", svg)
    assert said("photo.jpg", picture("PNG"))


@given(st.binary(max_size=300), st.sampled_from(sorted(uploads.CONTENT_TYPES)))
def test_noise_is_taken_or_refused_and_never_a_fault(noise, suffix):
    refusals = []
    try:
        uploads.accepted(SimpleUploadedFile(f"noise.{suffix}", noise))
    except ValidationError as refused:
        refusals = refused.messages
    assert all(sentence.endswith(".") for sentence in refusals)


@pytest.mark.parametrize(
    ("name", "suffix"),
    [
        ("Report Ünï.PDF", "pdf"), ("../../etc/passwd", "bin"), ("x.html", "bin"), ("photo.jpeg", "jpg"),
    ],
)  # fmt: skip
def test_stored_names_are_ours(name, suffix):
    first, second = uploads.stored_name(None, name), uploads.stored_name(None, name)
    assert first != second
    assert first.rsplit(".", 1)[1] == suffix
    assert ".." not in first
    assert "eport" not in first
