"""Printed papers on disk, each under the hash of what it was printed from.

The same content asked again is the same file. Access is not a matter of this module: whoever
builds the paper for a reader asks first what that reader may see.
"""

import hashlib
import os
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from mmsp.reports import fragments, pdf, slots
from mmsp.reports.archive import Variant
from mmsp.reports.html import Paper
from mmsp.reports.shapes import Audience
from mmsp.reports.slots import PressBusy as PressBusy
from mmsp.reports.slots import folder as folder

# How many printed papers are kept, the latest asked for; older ones are printed again when wanted.
KEPT = 400


@dataclass(frozen=True, slots=True)
class Stored:
    """A printed paper; `seconds` is what printing took, 0 if it was there already."""

    key: str
    path: Path
    seconds: float = 0.0


def key_of(paper: Paper, audience: Audience) -> str:
    """The name of the paper: a hash over all that the press is given, and for whom."""
    digest = hashlib.sha256()
    parts = [pdf.RENDERER, audience.value, paper.css, paper.document]
    for part in (
        [part.encode() for part in parts]
        + [each for url, body in sorted(paper.assets.items()) for each in (url.encode(), body)]
        + _kept_with(paper)
    ):
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


def _kept_with(paper: Paper) -> list[bytes]:
    """What an archive copy is made of beyond its pages."""
    if paper.variant == Variant.READING:
        return []
    within = (value for each in paper.attachments for value in each.as_job().values())
    return [each.encode() for each in (paper.variant.value, *within)]


def printed(paper: Paper, audience: Audience, **waiting: Any) -> Stored:
    """The paper as a file: found, or printed now; never twice at the same time. `waiting` goes to
    `pdf.write`.

    Raises PressBusy when the wait is too long, and what `pdf.write` raises.
    """
    key = key_of(paper, audience)
    path = path_of(key)
    if not path.exists():
        patience = waiting.get("wait_seconds", slots.WAIT_SECONDS)
        with slots.alone(folder() / f"key-{key[:2]}.lock", patience):
            if not path.exists():
                return _print(paper, key, path, waiting)
    os.utime(path)
    return Stored(key, path)


def _print(paper: Paper, key: str, path: Path, waiting: dict[str, Any]) -> Stored:
    started = time.monotonic()
    result = _write(paper, waiting)
    pdf.require_whole(paper.document, result)
    _store(result.pdf, path)
    _forget_old()
    return Stored(key, path, time.monotonic() - started)


def _write(paper: Paper, waiting: dict[str, Any]) -> pdf.Printed:
    """What is to be kept is printed whole."""
    if paper.variant == Variant.READING:
        return fragments.write(paper.document, css=paper.css, assets=paper.assets, **waiting)
    return pdf.write(
        paper.document, css=paper.css, assets=paper.assets, variant=paper.variant,
        attachments=paper.attachments, **waiting,
    )  # fmt: skip


def path_of(key: str) -> Path:
    """Where the paper with this key lies once it is printed."""
    return folder() / f"{key}.pdf"


def opened(key: str) -> BinaryIO | None:
    """The printed paper with this key, which counts as asked for now; None where it is not kept. Whoever
    has it open may read it to its end, also where it makes room for others meanwhile."""
    try:
        file = path_of(key).open("rb")
    except FileNotFoundError:
        return None
    os.utime(file.fileno())
    return file


def _store(body: bytes, path: Path) -> None:
    """Written beside and moved into place, so that nobody is handed half a file."""
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
        file.write(body)
    os.replace(file.name, path)


def _forget_old() -> None:
    papers = sorted(folder().glob("*.pdf"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in papers[KEPT:]:
        path.unlink(missing_ok=True)
