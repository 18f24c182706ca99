"""Looks a Word or Excel file over before any parser touches it; says what is wrong and how to mend it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
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
MACRO_TYPE = b"macroEnabled"


@dataclass(frozen=True)
class Kind:
    """A file of Office: its ending, what it says inside that it is, and the words of its program."""

    suffix: str
    main_type: bytes
    program: str
    saved_as: str
    old: str
    with_macros: tuple[str, ...]

    @property
    def words(self) -> dict[str, str]:
        """What its sentences are filled with."""
        return {"program": self.program, "saved_as": self.saved_as, "suffix": self.suffix}


WORD = Kind(
    ".docx", b"wordprocessingml.document.main+xml", "Word", "Word Document (*.docx)", ".doc",
    (".docm", ".dotm"),
)  # fmt: skip
EXCEL = Kind(
    ".xlsx", b"spreadsheetml.sheet.main+xml", "Excel", "Excel Workbook (*.xlsx)", ".xls",
    (".xlsm", ".xltm", ".xlsb"),
)  # fmt: skip


class Refused(Exception):
    """A file that is not taken in; `str()` is a sentence for the person who brought it."""


def check(data: bytes, name: str, kind: Kind = WORD) -> None:
    """Raises Refused unless the bytes are a plain .docx (or .xlsx) of reasonable size without macros
    or DTD."""
    _check_name(name, kind)
    _check_start(data, kind)
    archive = _opened(data, kind)
    members = archive.infolist()
    _check_members(members, kind)
    _check_macros(members, kind)
    _check_contents(archive, members, kind)
    _check_type(archive, kind)


def check_text(data: bytes, most: int = LARGEST_FILE) -> None:
    """Raises Refused for what is no text of reasonable size."""
    if not data.strip():
        raise Refused(_("This file is empty. Check that it was saved, and choose it again."))
    if len(data) > most:
        limit = most // MEGABYTE
        raise Refused(_("This file is larger than %(limit)s MB. Divide it.") % {"limit": limit})
    if data.startswith((ZIP_MAGIC, OLE_MAGIC)):
        raise Refused(
            _("This is a workbook, not a text. Open it and save it as “CSV UTF-8 (*.csv)”.")
        )


def check_size(size: int) -> None:
    """Raises Refused for a file of more bytes than anybody should have to wait for."""
    if size > LARGEST_FILE:
        limit = LARGEST_FILE // MEGABYTE
        raise Refused(
            _(
                "This file is larger than %(limit)s MB. Compress its pictures "
                "(Picture format, Compress pictures) and save it again."
            )
            % {"limit": limit}
        )


def _check_name(name: str, kind: Kind) -> None:
    suffix = PurePath(name).suffix.lower()
    if suffix in kind.with_macros:
        raise Refused(_macros(kind))
    if suffix == kind.old:
        raise Refused(_old(kind))
    if suffix != kind.suffix:
        said = _(
            "“%(name)s” is not a %(program)s document (%(suffix)s). Open it in %(program)s and "
            "save it as “%(saved_as)s”."
        )
        raise Refused(said % {"name": PurePath(name).name[:80], **kind.words})


def _check_start(data: bytes, kind: Kind) -> None:
    if not data:
        raise Refused(_("This file is empty. Check that it was saved, and choose it again."))
    check_size(len(data))
    if data.startswith(OLE_MAGIC):
        raise Refused(_protected(kind) if ENCRYPTED_PACKAGE in data else _old(kind))
    if not data.startswith(ZIP_MAGIC):
        said = _(
            "This file is called %(suffix)s but is something else inside. Open it in %(program)s "
            "and save it as “%(saved_as)s”."
        )
        raise Refused(said % kind.words)
    # Counted before the directory is read: a directory of a million entries is itself a bomb.
    # Twice the limit, because workbooks embedded in the report carry records of their own.
    if data.count(CENTRAL_RECORD) > 2 * MOST_MEMBERS:
        raise Refused(_too_many(kind))


def _opened(data: bytes, kind: Kind) -> ZipFile:
    try:
        return ZipFile(BytesIO(data))
    except Exception as error:
        # A hostile directory makes zipfile raise almost anything.
        raise Refused(_damaged(kind)) from error


def _check_members(members: list[ZipInfo], kind: Kind) -> None:
    if len(members) > MOST_MEMBERS:
        raise Refused(_too_many(kind))
    names = [member.filename.replace("\\", "/") for member in members]
    if any(_leads_outside(name) for name in names):
        raise Refused(
            _(
                "This file contains parts that point outside itself, which %(program)s never "
                "writes. Open it in %(program)s and save it under a new name."
            )
            % kind.words
        )
    if len({name.lower() for name in names}) < len(names):
        raise Refused(
            _(
                "This file contains two parts of the same name, so nobody can say which one "
                "counts. Open it in %(program)s and save it under a new name."
            )
            % kind.words
        )
    if any(member.flag_bits & 1 for member in members):
        raise Refused(_protected(kind))
    if any(member.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for member in members):
        raise Refused(_damaged(kind))


def _leads_outside(name: str) -> bool:
    return name.startswith("/") or ":" in name or ".." in name.split("/")


def _check_macros(members: list[ZipInfo], kind: Kind) -> None:
    if any("vbaproject" in member.filename.lower() for member in members):
        raise Refused(_macros(kind))


def _check_contents(archive: ZipFile, members: list[ZipInfo], kind: Kind) -> None:
    total = 0
    for member in members:
        watch = _dtd_watch(kind) if member.filename.lower().endswith(XML_SUFFIXES) else None
        for grown in _streamed(archive, member, watch, kind):
            if grown > LARGEST_MEMBER or total + grown > LARGEST_CONTENT:
                raise Refused(_too_much(kind))
            if grown > RATIO_COUNTS_FROM and grown > HIGHEST_RATIO * max(member.compress_size, 1):
                raise Refused(_too_much(kind))
            size = grown
        total += size


def _streamed(archive: ZipFile, member: ZipInfo, watch: Feed | None, kind: Kind) -> Iterator[int]:
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
        raise Refused(_damaged(kind)) from error


def _dtd_watch(kind: Kind) -> Feed:
    """A feed for XML that refuses a document type, in whatever encoding it is written.

    Malformed XML is refused too: another parser might read on where this one stops.
    """
    parser = expat.ParserCreate()

    def refuse(*declaration: object) -> None:
        raise Refused(
            _(
                "This file contains a document type declaration, which %(program)s never writes and "
                "which can hide text. Open it in %(program)s and save it under a new name."
            )
            % kind.words
        )

    parser.StartDoctypeDeclHandler = refuse
    return parser.Parse


def _check_type(archive: ZipFile, kind: Kind) -> None:
    try:
        types = archive.read("[Content_Types].xml")
    except Exception as error:
        raise Refused(_another(kind)) from error
    if MACRO_TYPE in types:
        raise Refused(_macros(kind))
    if kind.main_type not in types:
        raise Refused(_another(kind))


def _damaged(kind: Kind) -> str:
    said = _(
        "This file is damaged and cannot be read to its end. Fetch it again from where it came, "
        "or open it in %(program)s, let %(program)s repair it and save it under a new name."
    )
    return said % kind.words


def _protected(kind: Kind) -> str:
    said = _(
        "This file is protected with a password. Open it in %(program)s, remove the password under "
        "File, Info, Protect document, and save it again."
    )
    return said % kind.words


def _old(kind: Kind) -> str:
    said = _(
        "This file is in the format of %(program)s 97-2003. Open it in %(program)s and save it as "
        "“%(saved_as)s”."
    )
    return said % kind.words


def _macros(kind: Kind) -> str:
    said = _(
        "This file contains macros, which are not accepted. In %(program)s, save it as "
        "“%(saved_as)s” without macros."
    )
    return said % kind.words


def _another(kind: Kind) -> str:
    said = _(
        "There is no %(program)s document in this file. Open it in %(program)s and save it as "
        "“%(saved_as)s”."
    )
    return said % kind.words


def _too_many(kind: Kind) -> str:
    said = _(
        "This file consists of more than %(limit)s parts. Open it in %(program)s, copy the text "
        "into a new document and save that."
    )
    return said % {"limit": MOST_MEMBERS, **kind.words}


def _too_much(kind: Kind) -> str:
    said = _(
        "Unpacked, this file is far larger than a report can be. Open it in %(program)s, remove "
        "embedded files, large pictures and empty formatted rows, and save it under a new name."
    )
    return said % kind.words


def unreadable(kind: Kind = WORD) -> str:
    said = _(
        "The parts of this document do not fit together. Open it in %(program)s, let %(program)s "
        "repair it and save it under a new name."
    )
    return said % kind.words


def too_deep() -> str:
    return _(
        "A part of this document is too long or too deeply nested to be read. Open it in Word, "
        "divide its long chapters with headings, flatten tables within tables, and save it again."
    )


def too_heavy(kind: Kind = WORD) -> str:
    said = _(
        "Reading this document takes more time or memory than a report should. Open it in "
        "%(program)s, remove embedded objects and what is not needed, and save it under a new name."
    )
    return said % kind.words
