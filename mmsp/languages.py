"""In which languages the interface can be read."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.utils.translation import to_locale


def translated(
    languages: Iterable[tuple[str, Any]], folder: Path, source: str
) -> list[tuple[str, Any]]:
    """The languages that have a compiled catalogue in the folder, and the one the texts are in."""
    return [
        (code, name)
        for code, name in languages
        if code == source or (folder / to_locale(code) / "LC_MESSAGES" / "django.mo").exists()
    ]
