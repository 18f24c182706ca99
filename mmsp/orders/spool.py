"""Papers that wait to be printed, word for word as they were keyed, beside those that are printed."""

import json
import os
import tempfile
import time
from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path
from typing import Any

from mmsp.reports import slots
from mmsp.reports.archive import Attachment, Variant
from mmsp.reports.html import Paper
from mmsp.reports.shapes import Audience


class NotKept(Exception):
    """The paper is not in the spool any more, or was put there by a version that wrote it otherwise."""


def keep(key: str, paper: Paper, audience: Audience) -> None:
    """Written beside and moved into place, so that nobody prints half a paper."""
    said = {"audience": audience.value, "paper": _plain(paper)}
    with tempfile.NamedTemporaryFile("w", dir=_folder(), suffix=".part", delete=False) as file:
        json.dump(said, file)
    os.replace(file.name, _path(key))


def read(key: str) -> tuple[Paper, Audience]:
    """What is to be printed under this key. Raises NotKept."""
    try:
        said = json.loads(_path(key).read_text())
        assets = {url: bytes.fromhex(body) for url, body in said["paper"].pop("assets").items()}
        within = tuple(Attachment.of_job(each) for each in said["paper"].pop("attachments"))
        variant = Variant(said["paper"].pop("variant"))
        paper = Paper(**said["paper"], assets=assets, variant=variant, attachments=within)
        return paper, Audience(said["audience"])
    except (OSError, ValueError, TypeError, KeyError) as fault:
        raise NotKept(key) from fault


def forget(key: str) -> None:
    _path(key).unlink(missing_ok=True)


def forget_all_but(keys: Iterable[str], seconds: float) -> int:
    """Removes what nobody waits for and nobody touched for so long; how many."""
    wanted = {_path(key).name for key in keys}
    old = [
        path
        for path in _folder().iterdir()
        if path.name not in wanted and path.stat().st_mtime < time.time() - seconds
    ]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _plain(paper: Paper) -> dict[str, Any]:
    said = {field.name: getattr(paper, field.name) for field in fields(paper)}
    return said | {
        "assets": {url: body.hex() for url, body in paper.assets.items()},
        "attachments": [each.as_job() for each in paper.attachments],
    }


def _path(key: str) -> Path:
    return _folder() / f"{key}.json"


def _folder() -> Path:
    path = slots.folder() / "spool"
    path.mkdir(exist_ok=True)
    return path
