"""What somebody reads who brings a file that is not taken in."""

from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from mmsp.imports import guard
from mmsp.imports.guard import Refused
from tests.imports.papers import DTD, Paper, in_document, report, rezipped, word

pytestmark = pytest.mark.once

PLAIN = word("A plain paragraph.")


def said(data: bytes, name: str = "report.docx") -> str:
    with pytest.raises(Refused) as refusal:
        guard.check(data, name)
    return str(refusal.value)


def encrypted() -> bytes:
    """What Word writes under a password: an OLE container around an encrypted package."""
    return guard.OLE_MAGIC + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(2000)


def with_bit(data: bytes, offset: int, flag: int) -> bytes:
    """Sets a general-purpose flag in every central directory record."""
    changed = bytearray(data)
    at = data.find(guard.CENTRAL_RECORD)
    while at >= 0:
        changed[at + offset] |= flag
        at = data.find(guard.CENTRAL_RECORD, at + 4)
    return bytes(changed)


def test_a_plain_report_is_taken_in():
    guard.check(PLAIN, "Report.DOCX")
    guard.check(report().bytes(), "report.docx")


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("report.docx", b"", "This file is empty."),
        ("report.pdf", PLAIN, "“report.pdf” is not a Word document (.docx)."),
        ("report", PLAIN, "“report” is not a Word document (.docx)."),
        ("report.docm", PLAIN, "This file contains macros, which are not accepted."),
        ("report.doc", PLAIN, "This file is in the format of Word 97-2003."),
        ("report.docx", guard.OLE_MAGIC + bytes(4000), "This file is in the format of Word 97-2003."),
        ("report.docx", encrypted(), "This file is protected with a password."),
        ("report.docx", b"%PDF-1.7 hello", "This file is called .docx but is something else inside."),
        ("report.docx", PLAIN[: len(PLAIN) // 2], "This file is damaged"),
        ("report.docx", PLAIN[:200], "This file is damaged"),
        ("report.docx", with_bit(PLAIN, 8, 1), "This file is protected with a password."),
    ],
)  # fmt: skip
def test_a_wrong_file_is_named_for_what_it_is(name: str, data: bytes, sentence: str):
    assert said(data, name).startswith(sentence)


def test_every_refusal_says_how_to_mend_it():
    for data in (b"", encrypted(), b"%PDF", PLAIN[:200]):
        assert said(data).count(".") >= 2


def test_a_file_over_the_limit_is_refused_before_it_is_opened(monkeypatch):
    monkeypatch.setattr(guard, "LARGEST_FILE", len(PLAIN) - 1)
    assert said(PLAIN).startswith("This file is larger than")


def test_macros_are_refused_wherever_they_hide():
    hidden = rezipped(PLAIN, extra=(("word/vbaProject.bin", b"code"),))
    declared = rezipped(
        PLAIN,
        lambda name, body: body.replace(
            b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            b"application/vnd.ms-word.document.macroEnabled.main+xml",
        ),
    )
    assert said(hidden).startswith("This file contains macros")
    assert said(declared).startswith("This file contains macros")


def test_a_workbook_with_a_new_name_is_no_word_document():
    sheet = rezipped(PLAIN, lambda name, body: body.replace(b"wordprocessingml.document", b"x"))
    assert said(sheet).startswith("There is no Word document in this file.")
    nothing = rezipped(PLAIN, lambda name, body: None if name.startswith("[Content") else body)
    assert said(nothing).startswith("There is no Word document in this file.")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_in_any_encoding(encoding: str):
    xml = b'<?xml version="1.0" encoding="%s"?>' % encoding.encode() + DTD + b"<a>&a;</a>"
    body = xml.decode().encode(encoding)
    bad = rezipped(PLAIN, extra=(("customXml/item9.xml", body),))
    assert said(bad).startswith("This file contains a document type declaration")


def test_a_document_type_in_the_document_itself_is_refused():
    assert said(in_document(PLAIN, "<w:document ", f"{DTD.decode()}<w:document ")).startswith(
        "This file contains a document type declaration"
    )


def test_xml_that_no_parser_agrees_on_is_refused():
    assert said(in_document(PLAIN, "</w:body>", "")).startswith("This file is damaged")
    odd = rezipped(PLAIN, extra=(("word/odd.xml", "<a/>".encode("utf-7") + b"\xff"),))
    assert said(odd).startswith("This file is damaged")


def test_two_parts_of_one_name_are_refused():
    with pytest.warns(UserWarning, match="Duplicate name"):
        twice = rezipped(PLAIN, extra=(("word/document.xml", b"<other/>"),))
    assert said(twice).startswith("This file contains two parts of the same name")
    cased = rezipped(PLAIN, extra=(("WORD/document.xml", b"<other/>"),))
    assert said(cased).startswith("This file contains two parts of the same name")


@pytest.mark.parametrize(
    "name", ["../evil.xml", "word/../../evil.xml", "/etc/evil.xml", "C:\\evil"]
)
def test_a_part_that_leads_outside_is_refused(name: str):
    assert said(rezipped(PLAIN, extra=((name, b"<a/>"),))).startswith(
        "This file contains parts that point outside itself"
    )


def test_too_many_parts_are_refused():
    many = tuple((f"word/media/{at}.txt", b"") for at in range(guard.MOST_MEMBERS + 1))
    assert said(rezipped(PLAIN, extra=many)).startswith(
        "This file consists of more than 2000 parts"
    )


def test_a_huge_directory_is_refused_before_it_is_read():
    bomb = PLAIN + guard.CENTRAL_RECORD * (2 * guard.MOST_MEMBERS + 1)
    assert said(bomb).startswith("This file consists of more than 2000 parts")


def test_a_bomb_is_refused_while_it_unpacks():
    bomb = rezipped(PLAIN, extra=(("word/media/zeros.bin", bytes(5_000_000)),))
    assert len(bomb) < 60_000
    assert said(bomb).startswith("Unpacked, this file is far larger than a report can be.")


def test_many_parts_that_are_large_together_are_refused(monkeypatch):
    monkeypatch.setattr(guard, "LARGEST_CONTENT", 100_000)
    heavy = tuple((f"word/media/{at}.txt", b"ab" * 20_000) for at in range(3))
    assert said(rezipped(PLAIN, extra=heavy)).startswith("Unpacked, this file is far larger")


def test_a_directory_that_lies_about_a_size_does_not_deceive():
    """The sizes are counted while unpacking; what the archive claims is not asked."""
    bomb = rezipped(PLAIN, extra=(("word/media/zeros.bin", bytes(5_000_000)),))
    lying = bomb.replace((5_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lying != bomb
    assert said(lying).startswith(("This file is damaged", "Unpacked, this file"))


def test_an_unusual_compression_is_refused():
    file = BytesIO()
    with ZipFile(BytesIO(PLAIN)) as old, ZipFile(file, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(ZipInfo(name), old.read(name), ZIP_BZIP2)
    assert said(file.getvalue()).startswith("This file is damaged")


def test_a_template_on_somebodys_drive_is_harmless():
    paper = Paper()
    paper.text("Written in the office.")
    paper.document.part.relate_to(
        "file:///C:/Office/normal.dotm", "http://example.org/attachedTemplate", is_external=True
    )
    guard.check(paper.bytes(), "report.docx")
