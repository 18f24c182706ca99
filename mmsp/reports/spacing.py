"""Spaces at which no line of a paper breaks: between a number and what it counts, a day and its month,
a word and its number; in French also before high punctuation."""

import re

from django.utils.safestring import SafeString, mark_safe

from mmsp.reports.letters import spelt_out

TIE = "\N{NO-BREAK SPACE}"
_UNITS = r"%|‰|°|€|(?:EUR|USD|CNY|CHF|km|kg|ha|million|billion|millions|milliards?|mm)\b"
_MONTHS = (
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|January|February|March|April|June|July|August"
    r"|September|October|November|December|janvier|février|mars|avril|mai|juin|juillet|août|septembre"
    r"|octobre|novembre|décembre)\b"
)
_NAMES = (
    "EQ", "JC", "Annex", "Annexe", "Table", "Tableau", "Figure", "Page", "page", "pages", "Phase",
    "phase", "Article", "article", "No", "No.", "Art.", "Priority", "Priorité", "EUR", "USD", "CHF",
)  # fmt: skip
_AFTER_NAME = "|".join(rf"(?<=\b{re.escape(name)} )" for name in _NAMES)
# The space first, so that the search leaps from space to space.
_BETWEEN = re.compile(
    rf" (?:(?<=\d )(?={_UNITS}|\d{{3}}\b)|(?:(?<=\b\d )|(?<=\b\d\d ))(?={_MONTHS})"
    rf"|(?=[\dIVX])(?:{_AFTER_NAME})(?=\d|[IVX]+\b))"
)
_BREAKING = re.compile(r"[ \t\r\n\f]+")
_FRENCH = re.compile(r" (?=[:;!?»])|(?<=«) ")
# Numbers of headings are bookmarks as well, which people search.
# The press looks for hyphens in a word again and again on each of its lines, and sets all the rest of it
# to find the end of one: for minutes where a word is as long as a page. Chinese writes whole sentences
# without a space.
_LONG = re.compile(r"[^\s<>\u2e80-\ufaff\uff00-\uffef]{60,}")
_ENDLESS, _PIECE = 300, re.compile(r"(?:&[#\w]{1,8};|.){1,12}")
_MAY_BREAK = "\N{ZERO WIDTH SPACE}"
_TEXT = re.compile(r'(?<!class="p-number")>[^<]{3,}')


def tied(body: SafeString, lang: str) -> SafeString:
    """The body of a paper for the press; the words are the same, tags and attributes stay as they are.
    What is longer than any word is parted wherever its line ends; signs without a glyph are spelt out."""
    is_french = lang.startswith("fr")

    def text(found: re.Match[str]) -> str:
        said = _LONG.sub(_parted, _BETWEEN.sub(TIE, found[0]))
        return _FRENCH.sub(TIE, said) if is_french else said

    return mark_safe(spelt_out(_TEXT.sub(text, body)))  # noqa: S308 - spaces become other spaces


def tied_words(words: str, lang: str) -> str:
    """The same of words of our own that stand in no HTML."""
    return _FRENCH.sub(TIE, words) if lang.startswith("fr") else words


def one_line(text: str) -> str:
    """The text on one line; unlike `str.split`, with the spaces at which no line breaks."""
    return _BREAKING.sub(" ", text).strip(" ")


def _parted(found: re.Match[str]) -> str:
    """A long word without hyphens; one that no language has may break after every few letters."""
    word = found[0]
    if len(word) > _ENDLESS:
        word = _MAY_BREAK.join(_PIECE.findall(word))
    return f'<span class="p-long">{word}</span>'
