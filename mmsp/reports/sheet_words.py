"""How the factsheet says its own words in each language. Knows no table and no translation."""

import tomllib
from pathlib import Path

_WORDS: dict[str, dict[str, str]] = tomllib.loads(
    Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
)


def said(key: str, lang: str) -> str:
    """In English where we have no words in that language."""
    words = _WORDS[key]
    return words.get(lang.split("-")[0], words["en"])
