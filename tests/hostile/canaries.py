"""Files that no paper may open, each with a word in it by which it would be known again."""

import ctypes
import io
import os
import re
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

import pikepdf
from PIL import Image, ImageCms

CANARY = "canary-7f3a"
ROW = (CANARY.encode() * 3)[: len(CANARY) * 3]  # as the colours of so many pixels in a row
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20"><g id="x"><text y="15">'
    f"{CANARY}</text></g></svg>"
)


def _picture(kind: str) -> bytes:
    written = io.BytesIO()
    picture = Image.frombytes("RGB", (len(CANARY), 1), ROW)
    picture.save(written, kind, **({"comment": CANARY.encode()} if kind == "JPEG" else {}))
    return written.getvalue()


def _paper() -> bytes:
    written, paper = io.BytesIO(), pikepdf.new()
    paper.add_blank_page()
    paper.docinfo["/Title"] = CANARY
    paper.save(written)
    return written.getvalue()


def _profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes() + CANARY.encode()


def body_of(kind: str) -> bytes:
    """A canary that works: what reads it, shows it."""
    made = {
        "png": lambda: _picture("PNG"),
        "jpg": lambda: _picture("JPEG"),
        "pdf": _paper,
        "icc": _profile,
    }
    written = {
        "css": f"p::after {{ content: '{CANARY}' }}",
        "html": f"<p id='x'>{CANARY}</p>",
        **dict.fromkeys(("svg", "disguised"), DRAWING),
    }
    return made[kind]() if kind in made else written.get(kind, CANARY).encode()


class Folder:
    """Canary files, and every opening of one as the kernel tells it."""

    OPENED = 0x20

    def __init__(self, path: Path) -> None:
        self.path = path
        kernel = ctypes.CDLL(None, use_errno=True)
        self.watch = kernel.inotify_init1(os.O_NONBLOCK)
        assert kernel.inotify_add_watch(self.watch, os.fsencode(path), self.OPENED) > 0

    def put(self, name: str, kind: str) -> Path:
        file = self.path / f"{name}.{kind}"
        file.write_bytes(body_of(kind))
        return file

    def opened(self) -> set[str]:
        """The names of the files that somebody opened since this was asked last."""
        names = set()
        try:
            while told := os.read(self.watch, 65536):
                names |= set(_names(told))
        except BlockingIOError:
            return names
        return names

    def close(self) -> None:
        os.close(self.watch)


def _names(told: bytes) -> Iterator[str]:
    while told:
        _watch, _mask, _cookie, length = struct.unpack("iIII", told[:16])
        name = told[16 : 16 + length].rstrip(b"\0").decode()
        if name:
            yield name
        told = told[16 + length :]


def tells(pdf: bytes) -> bool:
    """Whether the word of a canary stands anywhere in a paper: in its text, in any stream as it is
    kept and unpacked, in an attachment, in what is packed once more within one."""
    with pikepdf.open(io.BytesIO(pdf)) as paper:
        streams = [each for each in paper.objects if isinstance(each, pikepdf.Stream)]
        if any(word_in(body) for stream in streams for body in _bodies(stream)):
            return True
        return any(word_in(each.unparse()) for each in paper.objects) or CANARY in text_of(pdf)


def word_in(body: bytes) -> bool:
    return CANARY.encode() in body or CANARY.encode("utf-16-be") in body


def _bodies(stream: pikepdf.Stream) -> Iterator[bytes]:
    raw = stream.read_raw_bytes()
    yield raw
    try:
        body = stream.read_bytes(pikepdf.StreamDecodeLevel.specialized)
    except pikepdf.PdfError:
        return
    yield body
    try:
        yield zlib.decompress(body)
    except zlib.error:
        return


def text_of(pdf: bytes) -> str:
    from pypdf import PdfReader

    read = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return re.sub(r"\s+", "", read)
