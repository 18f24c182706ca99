"""Which words are asked for: while something is done, in a template, and in a module."""

import ast
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.utils import dates, translation
from django.utils.translation import trans_real
from django.utils.translation.template import templatize

# A word as a catalogue knows it: its context, itself, and itself in the plural.
Word = tuple[str, str, str]

CALLS = {
    "_": "plain", "gettext": "plain", "gettext_lazy": "plain", "ngettext": "counted",
    "ngettext_lazy": "counted", "pgettext": "in context", "pgettext_lazy": "in context",
}  # fmt: skip
TEXT = r"""u?('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
CALL = re.compile(rf"\b(_|gettext|ngettext|pgettext)\({TEXT}(?:,\s*{TEXT})?")
# Said by Django itself, which has its own catalogue: the names of days and months, and what it cuts with.
OF_DJANGO = {
    "%(truncated_text)s…",
    *(str(name) for named in vars(dates).values() if isinstance(named, dict) for name in named.values()),
    *(name._proxy____args[-1] for named in vars(dates).values() if isinstance(named, dict)
      for name in named.values() if hasattr(name, "_proxy____args")),
}  # fmt: skip


@contextmanager
def asked_for() -> Iterator[set[Word]]:
    """What is asked of the catalogues meanwhile, in another language than English."""
    asked: set[Word] = set()

    def kept(word: Word) -> None:
        if not (translation.get_language() or "en").startswith("en") and word[1] not in OF_DJANGO:
            asked.add(word)

    def gettext(message: str) -> str:
        kept(("", message, ""))
        return trans_real.gettext(message)

    def ngettext(singular: str, plural: str, number: int) -> str:
        kept(("", singular, plural))
        return trans_real.ngettext(singular, plural, number)

    def pgettext(context: str, message: str) -> str:
        kept((context, message, ""))
        return trans_real.pgettext(context, message)

    spied = {"gettext": gettext, "ngettext": ngettext, "pgettext": pgettext}
    before = {name: getattr(translation._trans, name) for name in spied}
    vars(translation._trans).update(spied)
    try:
        yield asked
    finally:
        vars(translation._trans).update(before)


def in_template(path: Path) -> set[Word]:
    calls = CALL.finditer(templatize(path.read_text(encoding="utf-8")))
    return {
        _word(found[1], *(ast.literal_eval(text) for text in found.groups()[1:] if text))
        for found in calls
    }


def in_module(path: Path) -> set[Word]:
    """Those that are written where they are asked for."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = (
        (each, getattr(each.func, "id", getattr(each.func, "attr", "")))
        for each in ast.walk(tree)
        if isinstance(each, ast.Call)
    )
    return {
        _word(name, *texts)
        for call, name in calls
        if name in CALLS
        and (texts := [each.value for each in call.args[:2] if isinstance(each, ast.Constant)])
    }


def _word(call: str, *texts: str) -> Word:
    kind = CALLS[call]
    if kind == "plain":
        return ("", texts[0], "")
    return ("", *texts) if kind == "counted" else (*texts, "")


def catalogue(language: str) -> Path:
    return settings.PAPER_WORDS / translation.to_locale(language) / "LC_MESSAGES" / "django.po"


def of_source(path: Path) -> dict[Word, tuple[str, ...]]:
    """What a .po says of each word, in all its numbers; its head is the empty word."""
    said: dict[Word, tuple[str, ...]] = {}
    for entry in path.read_text(encoding="utf-8").split("\n\n"):
        parts: dict[str, str] = {}
        name = ""
        for line in entry.splitlines():
            if line.startswith(("msg", '"')):
                key, _space, text = (
                    line.rpartition(" ") if line.startswith('"') else line.partition(" ")
                )
                name = name if line.startswith('"') else key
                text = line if line.startswith('"') else text
                parts[name] = parts.get(name, "") + ast.literal_eval(text)
        if "msgid" in parts:
            word = (parts.get("msgctxt", ""), parts["msgid"], parts.get("msgid_plural", ""))
            said[word] = tuple(text for key, text in parts.items() if key.startswith("msgstr"))
    return said


def of_compiled(path: Path) -> dict[Word, tuple[str, ...]]:
    """The same of a .mo: see the format in the manual of GNU gettext."""
    data = path.read_bytes()

    def number(at: int) -> int:
        return int.from_bytes(data[at : at + 4], "little")

    def text(table: int, row: int) -> str:
        length, start = number(table + 8 * row), number(table + 8 * row + 4)
        return data[start : start + length].decode()

    said: dict[Word, tuple[str, ...]] = {}
    for row in range(number(8)):
        context, _mark, key = text(number(12), row).rpartition("\x04")
        singular, _mark, plural = key.partition("\x00")
        said[context, singular, plural] = tuple(text(number(16), row).split("\x00"))
    return said
