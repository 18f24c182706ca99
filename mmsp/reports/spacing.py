"""Spaces at which no line of a paper breaks: between a number and what it counts, a day and its month,
a word and its number; in French also before high punctuation."""

import re

from django.utils.safestring import SafeString, mark_safe

TIE = "\N{NO-BREAK SPACE}"
_UNITS = r"%|‰|°|€|(?:EUR|USD|CNY|CHF|km|kg|ha|million|billion|millions|milliards?|mm)\b"
_MONTHS = (
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|January|February|March|April|June|July|August"
    r"|September|October|November|December|janvier|février|mars|avril|mai|juin|juillet|août|septembre"
    r"|octobre|novembre|décembre)\b"
)
_NAMES = (
    "EQ", "JC", "Annex", "Annexe", "Table", "Tableau", "Figure", "Page", "page", "pages", "Phase",
    "phase", "Article", "article", "No", "No.", "Art.", "EUR", "USD", "CHF",
)  # fmt: skip
_AFTER_NAME = "|".join(rf"(?<=\b{re.escape(name)} )" for name in _NAMES)
# The space first, so that the search leaps from space to space.
_BETWEEN = re.compile(
    rf" (?:(?<=\d )(?={_UNITS}|\d{{3}}\b)|(?:(?<=\b\d )|(?<=\b\d\d ))(?={_MONTHS})"
    rf"|(?=[\dIVX])(?:{_AFTER_NAME})(?=\d|[IVX]+\b))"
)
_FRENCH = re.compile(r" (?=[:;!?»])|(?<=«) ")
# Numbers of headings are bookmarks as well, which people search.
_TEXT = re.compile(r'(?<!class="p-number")>[^<]{3,}')


def tied(body: SafeString, lang: str) -> SafeString:
    """The body of a paper for the press; the words are the same, tags and attributes stay as they are."""
    is_french = lang.startswith("fr")

    def text(found: re.Match[str]) -> str:
        said = _BETWEEN.sub(TIE, found[0])
        return _FRENCH.sub(TIE, said) if is_french else said

    return mark_safe(_TEXT.sub(text, body))  # noqa: S308 - spaces become other spaces
