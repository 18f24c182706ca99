"""Looks a Word file over before any parser touches it; says what is wrong and how to mend it."""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import PurePath
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.utils.translation import gettext as _

MEGABYTE = 1_000_000
LARGEST_FILE = 30 * MEGABYTE
LARGEST_MEMBER = 50 * MEGABYTE
LARGEST_CONTENT = 100 * MEGABYTE
HIGHEST_RATIO = 120
# Below this a member may pack as tightly as it likes: it cannot hurt anybody.
RATIO_COUNTS_FROM = MEGABYTE
MOST_MEMBERS = 2000
CHUNK = 65_536

Feed = Callable[[bytes, bool], object]

ZIP_MAGIC = b"PK\x03\x04"
CENTRAL_RECORD = b"PK\x01\x02"
# The container of Word 97 files, and of every password-protected Office file.
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
XML_SUFFIXES = (".xml", ".rels")
MAIN_TYPE = b"wordprocessingml.document.main+xml"
MACRO_TYPE = b"macroEnabled"


class Refused(Exception):
    """A file that is not taken in; `str()` is a sentence for the person who brought it."""


def check(data: bytes, name: str) -> None:
    """Raises Refused unless the bytes are a plain .docx of reasonable size without macros or DTD."""
    _check_name(name)
    _check_start(data)
    archive = _opened(data)
    members = archive.infolist()
    _check_members(members)
    _check_macros(members)
    _check_contents(archive, members)
    _check_type(archive)


def check_size(size: int) -> None:
    """Raises Refused for a file of more bytes than anybody should have to wait for."""
    if size > LARGEST_FILE:
        limit = LARGEST_FILE // MEGABYTE
        raise Refused(
            _(
                "This file is larger than %(limit)s MB. Compress the pictures in Word "
                "(Picture format, Compress pictures) and save it again."
            )
            % {"limit": limit}
        )


def _check_name(name: str) -> None:
    suffix = PurePath(name).suffix.lower()
    if suffix in (".docm", ".dotm"):
        raise Refused(_macros())
    if suffix == ".doc":
        raise Refused(_old_word())
    if suffix != ".docx":
        raise Refused(
            _(
                "“%(name)s” is not a Word document (.docx). Open it in Word and save it as "
                "“Word Document (*.docx)”."
            )
            % {"name": PurePath(name).name[:80]}
        )


def _check_start(data: bytes) -> None:
    if not data:
        raise Refused(_("This file is empty. Check that it was saved, and choose it again."))
    check_size(len(data))
    if data.startswith(OLE_MAGIC):
        raise Refused(_protected() if ENCRYPTED_PACKAGE in data else _old_word())
    if not data.startswith(ZIP_MAGIC):
        raise Refused(
            _(
                "This file is called .docx but is something else inside. Open it in Word and "
                "save it as “Word Document (*.docx)”."
            )
        )
    # Counted before the directory is read: a directory of a million entries is itself a bomb.
    # Twice the limit, because workbooks embedded in the report carry records of their own.
    if data.count(CENTRAL_RECORD) > 2 * MOST_MEMBERS:
        raise Refused(_too_many())


def _opened(data: bytes) -> ZipFile:
    try:
        return ZipFile(BytesIO(data))
    except Exception as error:
        # A hostile directory makes zipfile raise almost anything.
        raise Refused(_damaged()) from error


def _check_members(members: list[ZipInfo]) -> None:
    if len(members) > MOST_MEMBERS:
        raise Refused(_too_many())
    names = [member.filename.replace("\\", "/") for member in members]
    if any(_leads_outside(name) for name in names):
        raise Refused(
            _(
                "This file contains parts that point outside itself, which Word never writes. "
                "Open it in Word and save it under a new name."
            )
        )
    if len({name.lower() for name in names}) < len(names):
        raise Refused(
            _(
                "This file contains two parts of the same name, so nobody can say which one "
                "counts. Open it in Word and save it under a new name."
            )
        )
    if any(member.flag_bits & 1 for member in members):
        raise Refused(_protected())
    if any(member.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for member in members):
        raise Refused(_damaged())


def _leads_outside(name: str) -> bool:
    return name.startswith("/") or ":" in name or ".." in name.split("/")


def _check_macros(members: list[ZipInfo]) -> None:
    if any("vbaproject" in member.filename.lower() for member in members):
        raise Refused(_macros())


def _check_contents(archive: ZipFile, members: list[ZipInfo]) -> None:
    total = 0
    for member in members:
        watch = _dtd_watch() if member.filename.lower().endswith(XML_SUFFIXES) else None
        for grown in _streamed(archive, member, watch):
            if grown > LARGEST_MEMBER or total + grown > LARGEST_CONTENT:
                raise Refused(_too_much())
            if grown > RATIO_COUNTS_FROM and grown > HIGHEST_RATIO * max(member.compress_size, 1):
                raise Refused(_too_much())
            size = grown
        total += size


def _streamed(archive: ZipFile, member: ZipInfo, watch: Feed | None) -> Iterator[int]:
    """Yields the bytes unpacked so far, never holding more than one chunk."""
    size = 0
    yield size
    try:
        with archive.open(member) as stream:
            while chunk := stream.read(CHUNK):
                size += len(chunk)
                if watch:
                    watch(chunk, False)
                yield size
        if watch:
            watch(b"", True)
    except Refused:
        raise
    except Exception as error:
        raise Refused(_damaged()) from error


def _dtd_watch() -> Feed:
    """A feed for XML that refuses a document type, in whatever encoding it is written.

    Malformed XML is refused too: another parser might read on where this one stops.
    """
    parser = expat.ParserCreate()

    def refuse(*declaration: object) -> None:
        raise Refused(
            _(
                "This file contains a document type declaration, which Word never writes and "
                "which can hide text. Open it in Word and save it under a new name."
            )
        )

    parser.StartDoctypeDeclHandler = refuse
    return parser.Parse


def _check_type(archive: ZipFile) -> None:
    try:
        types = archive.read("[Content_Types].xml")
    except Exception as error:
        raise Refused(_not_word()) from error
    if MACRO_TYPE in types:
        raise Refused(_macros())
    if MAIN_TYPE not in types:
        raise Refused(_not_word())


def _damaged() -> str:
    return _(
        "This file is damaged and cannot be read to its end. Fetch it again from where it came, "
        "or open it in Word, let Word repair it and save it under a new name."
    )


def _protected() -> str:
    return _(
        "This file is protected with a password. Open it in Word, remove the password under "
        "File, Info, Protect document, and save it again."
    )


def _old_word() -> str:
    return _(
        "This file is in the format of Word 97-2003. Open it in Word and save it as "
        "“Word Document (*.docx)”."
    )


def _macros() -> str:
    return _(
        "This file contains macros, which are not accepted. In Word, save it as "
        "“Word Document (*.docx)” without macros."
    )


def _not_word() -> str:
    return _(
        "There is no Word document in this file. Open it in Word and save it as "
        "“Word Document (*.docx)”."
    )


def _too_many() -> str:
    return _(
        "This file consists of more than %(limit)s parts. Open it in Word, copy the text into a "
        "new document and save that."
    ) % {"limit": MOST_MEMBERS}


def _too_much() -> str:
    return _(
        "Unpacked, this file is far larger than a report can be. Open it in Word, remove "
        "embedded files and large pictures, and save it under a new name."
    )


def unreadable() -> str:
    return _(
        "The parts of this document do not fit together. Open it in Word, let Word repair it "
        "and save it under a new name."
    )


def too_deep() -> str:
    return _(
        "A part of this document is too long or too deeply nested to be read. Open it in Word, "
        "divide its long chapters with headings, flatten tables within tables, and save it again."
    )


def too_heavy() -> str:
    return _(
        "Reading this document takes more time or memory than a report should. Open it in Word, "
        "remove embedded objects and old revisions, and save it under a new name."
    )
