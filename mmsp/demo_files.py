"""The files of the demonstration, and how their rows are written."""

import tomllib
from typing import Any

from django.conf import settings

from editing import versions

FOLDER = settings.BASE_DIR / "fixtures" / "mmsp"
Data = dict[str, Any]


def read(name: str) -> Data:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))


def write(model: Any, fields: Data, *left_out: str) -> Any:
    kept = {name: value for name, value in fields.items() if name not in left_out}
    return versions.create(model, fields=kept, by=None, reason="demonstration data")
