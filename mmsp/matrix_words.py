"""The words of the response matrix: how our papers say them and how people write them, in any language.

They are data (`matrix_words.toml`), the same for who writes a form and for who reads one, so that what
goes out can come in again. Knows no table and no translation.
"""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_WORDS: dict[str, Any] = tomllib.loads(
    Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
)
MONTHS: list[str] = _WORDS["days"]["months"]

END = " .:\uff1a"
# What is kept beside a date, and is no date to read.
PROMISED = re.compile(_WORDS["before"]["promised"]["read"], re.I)


def said(part: str, key: str, lang: str) -> str:
    """How a paper says it in the language; in English where we have no words in that language."""
    return _of(_WORDS[part][key]["print"], lang)


def keys(part: str) -> list[str]:
    return list(_WORDS[part])


def meant(part: str, words: str) -> str:
    """The key that the words mean as a whole, or an empty string."""
    bare = " ".join(words.split()).strip(END)
    return next((key for key in keys(part) if _pattern(part, key).fullmatch(bare)), "")


def is_ours(part: str, key: str, words: str) -> bool:
    """Whether a paper of ours would say it so."""
    return words.casefold() in {each.casefold() for each in _WORDS[part][key]["print"].values()}


def begun(part: str, words: str) -> str:
    """The key of what the words begin with, or an empty string."""
    return next((key for key in keys(part) if _pattern(part, key).match(words)), "")


def match(part: str, key: str, words: str) -> re.Match[str] | None:
    """Where the words begin as it is written."""
    return _pattern(part, key).match(words)


def without(part: str, key: str, words: str) -> str:
    """The words behind it, or all of them where they do not begin so."""
    return _pattern(part, key).sub("", words, count=1).strip()


def hinted(words: str) -> str:
    """The reason for having no date that a sentence hints at, or an empty string."""
    hints = ((key, row["hint"]) for key, row in _WORDS["no_date"].items() if "hint" in row)
    return next((key for key, hint in hints if re.search(hint, words, re.I | re.S)), "")


def _of(words: dict[str, str], lang: str) -> str:
    return words.get(lang.split("-")[0].lower(), words["en"])


@cache
def _pattern(part: str, key: str) -> re.Pattern[str]:
    """As it is written, and also as we print it."""
    row = _WORDS[part][key]
    ours = (re.escape(words) for words in row["print"].values() if "{" not in words)
    return re.compile("|".join(filter(None, [row.get("read", ""), *ours])), re.I)
