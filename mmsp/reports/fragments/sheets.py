"""The sheet of a paper as one section needs it alone: its own rules, without what depends on the place
in the whole; refused where nobody knows how."""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import lru_cache

from mmsp.reports.fragments.cutting import CannotCut

# What a section cannot know of itself: whether its pages are left or right, or count on from others.
UNKNOWN = re.compile(
    r"@page[^{]*:(?:left|right|first|blank|nth)|break-(?:before|after)\s*:\s*(?:left|right|recto|verso)"
    r"|counter-(?:increment|set|reset)|target-(?:counters|text)|element\s*\("
)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_STRING_OR_BRACE = re.compile(r""""[^"]*"|'[^']*'|[{};]""")
_PARENTHESES = re.compile(r"\([^()]*\)")
_CLASS = re.compile(r"\.([A-Za-z_][\w-]*)")
_MARGIN_BOX = re.compile(r"@(?:top|bottom|left|right)-[a-z-]+\s*\{[^{}]*\}")
_PAGE_OF_TARGET = re.compile(r"target-counter\(\s*attr\(href\)\s*,\s*page\s*\)")
_COUNTS_PAGES = re.compile(r"counters?\(\s*pages?\b")
_STAMPED = re.compile(rf"{_COUNTS_PAGES.pattern}|content\s*:\s*none")
_RUNNING = re.compile(r"string-set\s*:[^;}]*?([\w-]+)\s+content\(")
_PAGE = re.compile(r"(?:^|[;{])\s*page\s*:\s*([\w-]+)")

CHAPTER = ".paper [data-chapter] { string-set: chapter attr(data-chapter) }"
BLANK = (
    "@page { background: none }\n.paper .p-blank { display: block; height: 0; min-height: 0; margin: 0;"
    " padding: 0; border: 0; position: static; break-before: page; break-after: auto; string-set: none }"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as it is written. It concerns elements that have, with those around them, all `needed`
    classes of one of its selectors; `page` is the kind of page that it describes or chooses."""

    text: str
    needed: tuple[frozenset[str], ...] = (frozenset(),)
    page: str = ""
    is_of_page: bool = False


@lru_cache(maxsize=256)
def of_section(css: str, classes: frozenset[str], notes: int) -> str:
    """The sheet for one section. Raises CannotCut for rules whose meaning lies outside of it."""
    css = concerning(css, classes)
    css = _PAGE_OF_TARGET.sub("attr(data-at)", css)
    css = _MARGIN_BOX.sub(lambda box: "" if _COUNTS_PAGES.search(box[0]) else box[0], css)
    if found := UNKNOWN.search(css) or _COUNTS_PAGES.search(css):
        raise CannotCut(f"the sheet says {found[0]}")
    if set(_RUNNING.findall(css)) - {"chapter"}:
        raise CannotCut("the running head tells more than the chapter")
    return css + inherited(notes)


def inherited(notes: int) -> str:
    """What a section is told of those before it: the running head, and how many notes there were."""
    counted = f"\nbody {{ counter-reset: footnote {notes} }}" if notes else ""
    return f"\n{CHAPTER}{counted}"


def of_stamps(css: str, classes: Set[str]) -> str:
    """The sheet for empty pages that bear nothing but what counts pages."""
    css = concerning(css, classes)
    css = _MARGIN_BOX.sub(lambda box: box[0] if _STAMPED.search(box[0]) else "", css)
    return f"{css}\n{BLANK}"


def concerning(css: str, classes: Set[str]) -> str:
    """The rules that can mean something to a document with these classes."""
    rules = [each for each in rules_of(css) if any(needed <= classes for needed in each.needed)]
    chosen = {each.page for each in rules if not each.is_of_page}
    return "\n".join(
        each.text
        for each in rules
        if not (each.is_of_page and each.page and each.page not in chosen)
    )


def kinds_of_page(css: str) -> set[str]:
    """The classes whose elements stand on pages of a kind of their own."""
    choosing = (each for each in rules_of(css) if each.page and not each.is_of_page)
    return {name for each in choosing for needed in each.needed for name in needed} - {"paper"}


@lru_cache(maxsize=8)
def rules_of(css: str) -> tuple[Rule, ...]:
    """The rules of a sheet, without those for screens."""
    return tuple(map(_rule, _blocks(_COMMENT.sub("", css))))


def _blocks(css: str) -> Iterator[str]:
    """What stands side by side in a sheet: each rule with all that is in its braces."""
    start = depth = 0
    for found in _STRING_OR_BRACE.finditer(css):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if depth == 0 and found[0] in "};":
            block = css[start : found.end()].strip()
            start = found.end()
            if not block.startswith("@media screen"):
                yield block


def _rule(block: str) -> Rule:
    selectors, _brace, rules = block.partition("{")
    if selectors.startswith("@page"):
        named = re.match(r"@page\s+([\w-]+)", selectors)
        return Rule(block, page=named[1] if named else "", is_of_page=True)
    if selectors.startswith("@"):
        return Rule(block)
    while _PARENTHESES.search(selectors):
        selectors = _PARENTHESES.sub("", selectors)
    needed = tuple(frozenset(_CLASS.findall(each)) for each in selectors.split(","))
    chosen = _PAGE.search("{" + rules)
    return Rule(block, needed, chosen[1] if chosen else "")
