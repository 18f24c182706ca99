"""Printed sections on disk, each under the hash of what it was printed from."""

import hashlib
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings

from mmsp.reports import pdf
from mmsp.reports.fragments.tidying import Facts

# To be raised when what is done to a printed section before it is kept changes.
EDITION = "1"
# How many printed sections are kept, the latest asked for: about a hundred long reports.
KEPT = 3000


def key_of(document: str, css: str, assets: Mapping[str, bytes]) -> str:
    """A hash over all that the press is given. No page number is in it but those that are printed."""
    digest = hashlib.sha256()
    parts = [EDITION.encode(), pdf.RENDERER.encode(), css.encode(), document.encode()]
    for url, body in sorted(assets.items()):
        parts += [url.encode(), body]
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


def facts_of(key: str) -> Facts | None:
    """The facts of a section that is here, or None; asking keeps it."""
    try:
        told = _path(key, "json").read_text()
        os.utime(_path(key, "pdf"))
    except OSError:
        return None
    return Facts.from_json(told)


def bytes_of(key: str) -> bytes:
    return _path(key, "pdf").read_bytes()


def keep(key: str, body: bytes, facts: Facts) -> None:
    """The facts come last: who finds them finds the file."""
    _write(_path(key, "pdf"), body)
    _write(_path(key, "json"), facts.as_json().encode())


def forget_old() -> None:
    parts = sorted(shelf().glob("*.pdf"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in parts[KEPT:]:
        path.with_suffix(".json").unlink(missing_ok=True)
        path.unlink(missing_ok=True)


def shelf() -> Path:
    path = Path(settings.VAR_DIR) / "papers" / "sections"
    path.mkdir(parents=True, exist_ok=True)
    return path


def _path(key: str, ending: str) -> Path:
    return shelf() / f"{key}.{ending}"


def _write(path: Path, body: bytes) -> None:
    """Written beside and moved into place, so that nobody reads half a file."""
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
        file.write(body)
    os.replace(file.name, path)
