"""A report's document, cut where a page begins anyway. Works on the text itself: nothing is written
anew by a parser, so a section is set alone from the very letters it is set from in the whole."""

import html
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise

STARTS = {"p-chapter", "p-starts"}
WRAPPERS = {"section", "div", "main"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr"}
# Stands for "#" in a link to what is not in the same section, until the sections are joined.
ELSEWHERE = "mmsp-part:"

TAG = re.compile(r"""<(/?)([a-zA-Z][^\s/>"']*)((?:[^>"']|"[^"]*"|'[^']*')*)>""")
_CLASS = re.compile(r'\bclass="([^"]*)"')
_ID = re.compile(r'\sid="([^"]+)"')
_LINK = re.compile(r'<a\b([^>]*?)\shref="#([^"]+)"([^>]*)>')
NOTE = re.compile(r'class="(?:[^"]*\s)?fn[\s"]')
CHAPTER = re.compile(r"<h2\b[^>]*>(.*?)</h2>", re.DOTALL)
_META = re.compile(r'<meta name="[^"]*"[^>]*>\s*')
_MARKUP = re.compile(r"<[^>]*>")


class CannotCut(Exception):
    """The paper is to be printed whole; the reason is for the log."""


@dataclass(frozen=True, slots=True)
class Section:
    """One stretch of pages, with the beginning and the end of the document around it.

    `chapter` is what the running head says where the section begins within a chapter; `notes` counts
    the footnotes before its own, and is 0 where it has none.
    """

    before: str
    wrappers: tuple[str, ...]
    text: str
    after: str
    chapter: str = ""
    notes: int = 0

    @property
    def root(self) -> set[str]:
        """The classes of the element it begins with."""
        found = TAG.search(self.text)
        return classes(found[3]) if found else set()

    @property
    def depth(self) -> int:
        """Below how many bookmarks its own stand: every section around it has one."""
        return sum(each.startswith("<section") for each in self.wrappers)

    @property
    def anchors(self) -> frozenset[str]:
        return frozenset(_ID.findall(self.text))

    @property
    def kinds(self) -> set[str]:
        """The classes that may choose its kind of page."""
        return self.root.union(*map(classes, self.wrappers))

    @property
    def classes(self) -> set[str]:
        """All that a rule of the sheet may ask for."""
        found = _CLASS.finditer("".join((self.article, *self.wrappers, self.text)))
        return {name for each in found for name in each[1].split()}

    @property
    def article(self) -> str:
        """The tag around all sections."""
        return self.before[self.before.rfind("<article") :]

    def inner_classes(self) -> set[str]:
        """The classes of all elements but the one it begins with."""
        first = TAG.search(self.text)
        found = _CLASS.finditer(self.text, first.end() if first else 0)
        return {name for each in found for name in each[1].split()}

    def paged(self) -> tuple[str, ...]:
        """The anchors whose page numbers are printed in this section."""
        return tuple(link[2] for link in _LINK.finditer(self.text) if self._tells_page(link))

    def document(self, pages: Mapping[str, int], elsewhere: Set[str] = frozenset()) -> str:
        """The section as a document of its own, with these numbers for the pages that it names, and
        with links to the anchors that stand elsewhere in the paper."""
        others = elsewhere - self.anchors

        def linked(link: re.Match[str]) -> str:
            href = f"{ELSEWHERE}{link[2]}" if link[2] in others else f"#{link[2]}"
            at = f' data-at="{pages.get(link[2], "")}"' if self._tells_page(link) else ""
            return f'<a{link[1]} href="{href}"{at}{link[3]}>'

        text = _LINK.sub(linked, self.text)
        return "".join((self.before, *self._opened(), text, self.after))

    def _opened(self) -> Iterator[str]:
        *outer, last = self.wrappers or ("",)
        yield from outer
        yield f'{last[:-1]} data-chapter="{html.escape(self.chapter)}">' if last else ""

    @property
    def is_contents(self) -> bool:
        return "p-contents" in self.root

    def _tells_page(self, link: re.Match[str]) -> bool:
        return self.is_contents or "xref" in classes(link[1] + link[3])


def classes(attributes: str) -> set[str]:
    found = _CLASS.search(attributes)
    return set(found[1].split()) if found else set()


def cut(document: str) -> tuple[Section, ...]:
    """The sections in their order. Raises CannotCut where the text cannot be taken apart safely."""
    article, end = re.search(r"<article\b[^>]*>", document), document.rfind("</article>")
    if not article or end < 0 or document.count("<article") > 1:
        raise CannotCut("the paper is not one article")
    before, text, after = document[: article.end()], document[article.end() : end], document[end:]
    bounds = [(0, ()), *_starts(text), (len(text), ())]
    sections = [
        (wrappers, text[start:stop], "".join(map(_closing, reversed(following))) + after)
        for (start, wrappers), (stop, following) in pairwise(bounds)
    ]
    return tuple(_told(before, sections))


def gathered(sections: Sequence[Section], kinds: Set[str], most: int) -> tuple[Section, ...]:
    """Neighbours on pages of one kind are one section up to `most` letters: to begin and to end a file
    takes as long as a page. The contents stay alone, for they change with every other."""
    groups: list[list[Section]] = []
    for each in sections:
        last = groups[-1] if groups else []
        letters = len(each.text) + sum(len(other.text) for other in last)
        is_alike = last and last[-1].kinds & kinds == each.kinds & kinds
        if is_alike and letters <= most and not (each.is_contents or last[-1].is_contents):
            last.append(each)
        else:
            groups.append([each])
    return tuple(map(_as_one, groups))


def _as_one(group: Sequence[Section]) -> Section:
    """Sections that follow one another, as the one section that they are in the text."""
    first, last = group[0], group[-1]
    notes = next((each.notes for each in group if NOTE.search(each.text)), 0)
    text = "".join(each.text for each in group)
    return replace(first, text=text, after=last.after, notes=notes)


def _starts(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Where a section begins, and the tags it stands in, without their anchors."""
    opened: list[tuple[str, str]] = []
    for found in TAG.finditer(text):
        name, attributes = found[2].lower(), found[3]
        if name in VOID or attributes.endswith("/"):
            continue
        if found[1]:
            if not opened or opened.pop()[0] != name:
                raise CannotCut(f"</{name}> closes nothing")
            continue
        if STARTS & classes(attributes):
            if outside := {each for each, _tag in opened} - WRAPPERS:
                raise CannotCut(f"a page begins inside {', '.join(sorted(outside))}")
            yield found.start(), tuple(_ID.sub("", tag) for _name, tag in opened)
        opened.append((name, found[0]))
    if opened:
        raise CannotCut("elements are left open")


def _told(before: str, parts: Sequence[tuple[tuple[str, ...], str, str]]) -> Iterator[Section]:
    """The sections with what they inherit from those before: the running head, the count of notes."""
    chapter, notes = "", 0
    for number, (wrappers, text, after) in enumerate(parts):
        headings = CHAPTER.findall(text)
        own = len(NOTE.findall(text))
        if number and not headings and not wrappers:
            raise CannotCut("a section without a heading")
        inherited = chapter if wrappers else ""
        # What the file says of itself is taken from the first: a change of it concerns no other.
        before = _META.sub("", before) if number else before
        yield Section(before, wrappers, text, after, inherited, notes if own else 0)
        chapter = plain(headings[-1]) if headings else chapter
        notes += own


def plain(heading: str) -> str:
    return " ".join(html.unescape(_MARKUP.sub("", heading)).split())


def _closing(tag: str) -> str:
    found = TAG.match(tag)
    return f"</{found[2]}>" if found else ""
