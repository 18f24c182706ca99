"""The sheet of a paper as its sections need it alone: what depends on the place in the whole is
taken out of it, and refused where nobody knows how."""

import re

from mmsp.reports.fragments.cutting import CannotCut

# What a section cannot know of itself: whether its pages are left or right, or count on from others.
UNKNOWN = re.compile(
    r"@page[^{]*:(?:left|right|first|blank|nth)|break-(?:before|after)\s*:\s*(?:left|right|recto|verso)"
    r"|counter-(?:increment|set|reset)|target-(?:counters|text)|element\s*\("
)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_MARGIN_BOX = re.compile(r"@(?:top|bottom|left|right)-[a-z-]+\s*\{[^{}]*\}")
_PAGE_OF_TARGET = re.compile(r"target-counter\(\s*attr\(href\)\s*,\s*page\s*\)")
_COUNTS_PAGES = re.compile(r"counters?\(\s*pages?\b")
_STAMPED = re.compile(rf"{_COUNTS_PAGES.pattern}|content\s*:\s*none")
_RUNNING = re.compile(r"string-set\s*:[^;}]*?([\w-]+)\s+content\(")
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_PAGE = re.compile(r"(?:^|;)\s*page\s*:")

CHAPTER = ".paper [data-chapter] { string-set: chapter attr(data-chapter) }"
BLANK = (
    "@page { background: none }\n.paper .p-blank { display: block; height: 0; min-height: 0; margin: 0;"
    " padding: 0; border: 0; position: static; break-before: page; break-after: auto; string-set: none }"
)


def of_section(css: str, notes: int) -> str:
    """The sheet for one section. Raises CannotCut for rules whose meaning lies outside of it."""
    css = _COMMENT.sub("", css)
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


def of_stamps(css: str) -> str:
    """The sheet for empty pages that bear nothing but what counts pages."""
    css = _COMMENT.sub("", css)
    css = _MARGIN_BOX.sub(lambda box: box[0] if _STAMPED.search(box[0]) else "", css)
    return f"{css}\n{BLANK}"


def kinds_of_page(css: str) -> set[str]:
    """The classes whose elements stand on pages of a kind of their own."""
    return {
        name
        for selectors, rules in _RULE.findall(_COMMENT.sub("", css))
        if _PAGE.search(rules)
        for selector in selectors.split(",")
        for name in re.findall(r"\.([\w-]+)\s*$", selector)
    }
