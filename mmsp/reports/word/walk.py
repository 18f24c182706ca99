"""A walk through the HTML of a paper, which writes each part of it into a Word document."""

import re
from collections.abc import Callable, Collection
from itertools import count
from typing import Any

from mmsp.reports.spacing import one_line
from mmsp.reports.word import look
from mmsp.reports.word.contents import Entry
from mmsp.reports.word.html_table import Grid, is_band, is_pairs
from mmsp.reports.word.notes import Footnotes
from mmsp.reports.word.paper import mark_place
from mmsp.reports.word.rich import BREAKING, HEADINGS, Place, RichText

TITLES = {f"h{level}": f"Heading {level - 1}" for level in range(2, 7)}
STYLES = {
    "p-label": look.LABEL, "p-evidence": look.NOTE, "p-rests": look.NOTE, "p-lead": look.NOTE,
    "p-contents-heading": look.LABEL, "p-matrix-heading": look.STRONG, "p-matrix-foot": look.NOTE,
    "p-cover-kind": "Subtitle", "p-cover-disclaimer": look.NOTE,
}  # fmt: skip
KEPT = {"p-label", "p-lead", "p-matrix-heading", "p-cover-kind"}  # with what follows
STANDING = {"ul", "ol", "table", "blockquote", "div", *HEADINGS}  # in a cell, beside paragraphs


class Walk:
    """`anchors` are the places that links may lead to, `width` the millimetres between the margins;
    `plain` is the style of paragraphs that have no name of their own."""

    def __init__(
        self, document: Any, anchors: Collection[str], *, width: float, plain: str = look.NOTE
    ) -> None:
        self.document, self.width, self.plain_style = document, width, plain
        self.footnotes = Footnotes(document)
        self.rich = RichText(document, self.footnotes, anchors)
        self.plain = RichText(document, self.footnotes, anchors, link_style="")
        self.numbers, self.waiting = count(1), list[str]()
        self.breaks = False
        self.by_class: dict[str, Callable[[Any], None]] = {
            "p-prose": self._prose, "p-answer": self._answer, "p-told": self._told,
        }  # fmt: skip
        self.by_tag: dict[str, Callable[[Any], None]] = {
            "p": self._paragraph, "table": self._table, "dl": self._facts, "ul": self._list,
            **dict.fromkeys(TITLES, self._heading),
        }  # fmt: skip

    def parts(self, parent: Any) -> None:
        for each in parent.iterchildren("*"):
            self.part(each)

    def part(self, element: Any) -> None:
        classes = classes_of(element)
        if anchor := element.get("id"):
            self.waiting.append(anchor)
        known = (self.by_class[name] for name in classes if name in self.by_class)
        write = next(known, self.by_tag.get(element.tag, self.parts))
        write(element)

    def _heading(self, element: Any) -> None:
        self._words(self._begun(element), element)

    def _begun(self, element: Any) -> Any:
        """The paragraph of a heading, still without words."""
        paragraph = self.document.add_paragraph(style=TITLES[element.tag])
        self._mark(paragraph)
        if element.tag == "h2" and self.breaks:
            look.break_page(paragraph)
        return paragraph

    def _prose(self, element: Any) -> None:
        """What people wrote; its headings stand below those of its part."""
        before = len(self.rich.made)
        self.rich.write_element(element, Place(self.document))
        if len(self.rich.made) > before:
            self._mark(self.rich.made[before])

    def _told(self, element: Any) -> None:
        """What is told once more from records, in styles that the way back passes over."""
        for each in element.iterchildren("*"):
            if each.tag in ("div", "section"):
                self._told(each)
            elif each.tag == "table":
                self._table(each)
            else:
                is_head = each.tag in TITLES
                for words in each.findall("li") or [each]:
                    style = look.LABEL if is_head else look.NOTE
                    paragraph = self.document.add_paragraph(style=style)
                    paragraph.paragraph_format.keep_with_next = is_head or None
                    self._mark(paragraph)
                    self._words(paragraph, words)

    def _paragraph(self, element: Any) -> None:
        classes = classes_of(element)
        paragraph = self.document.add_paragraph(style=self._style(classes))
        self._mark(paragraph)
        paragraph.paragraph_format.keep_with_next = bool(KEPT & set(classes)) or None
        self._words(paragraph, element)

    def _style(self, classes: list[str]) -> str:
        return next((STYLES[name] for name in classes if name in STYLES), self.plain_style)

    def _answer(self, element: Any) -> None:
        label, *said = element.findall("p")
        paragraph = self.document.add_paragraph(style=look.ANSWER)
        self._mark(paragraph)
        paragraph.paragraph_format.keep_with_next = True
        paragraph.add_run(words_of(label), style=look.SMALL)
        for each in said:
            paragraph = self.document.add_paragraph(style=look.SHORT_ANSWER)
            self._words(paragraph, each)
        paragraph.paragraph_format.space_after = look.BELOW_ANSWER

    def _list(self, element: Any) -> None:
        for each in element.iterchildren("li"):
            self._words(self.document.add_paragraph(style="List Bullet"), each)

    def _facts(self, element: Any) -> None:
        for name, value in zip(element.iter("dt"), element.iter("dd"), strict=True):
            paragraph = self.document.add_paragraph(style=look.FACT)
            paragraph.add_run(f"{words_of(name)}\t", style=look.SMALL)
            self._words(paragraph, value)

    def _table(self, element: Any) -> None:
        self._caption(element)
        styles = (look.PAIR_HEAD, look.PAIR) if is_pairs(element) else (look.HEAD, look.CELL)
        self._cells(Grid(self.document, element, self.width), *styles)
        self.document.add_paragraph(style=look.GAP)

    def _caption(self, element: Any) -> None:
        if (caption := element.find("caption")) is not None:
            paragraph = self.document.add_paragraph(words_of(caption), style=look.CAPTION)
            paragraph.paragraph_format.keep_with_next = True
            self._mark(paragraph)

    def _cells(self, grid: Grid, head: str, text: str) -> None:
        for cell, element in grid.cells():
            if element.getprevious() is None and (anchor := element.getparent().get("id")):
                self.waiting.append(anchor)
            self._mark(cell.paragraphs[0])
            style = head if element.tag == "th" else text
            if any(True for _each in element.iter(*STANDING)):
                self._blocks(cell, element, style, text)
            else:
                self._lines(cell, element, style)
            if is_band(element.getparent()):
                cell.paragraphs[-1].paragraph_format.keep_with_next = True

    def _lines(self, cell: Any, element: Any, style: str) -> None:
        paragraph = cell.paragraphs[0]
        for words in _paragraphs_of(element):
            paragraph = paragraph or cell.add_paragraph()
            paragraph.style = self.document.styles[style]
            self._words(paragraph, words)
            paragraph = None

    def _blocks(self, cell: Any, element: Any, head: str, text: str) -> None:
        """Paragraphs, lists and tables of a cell; of a head, the first line alone stands out."""
        for inner in element.findall(".//div"):
            inner.drop_tag()
        before = len(self.plain.made)
        for each in element.iter(*(BREAKING - {"ul", "ol", "table", "thead", "tbody", "tr"})):
            _tidy(each)
        self.plain.write_element(element, Place(cell, text))
        made = self.plain.made[before:]
        for each in made:
            if each.style.name.startswith("List"):
                each.style = self.document.styles[look.CELL_LIST]
        if made:
            made[0].style = self.document.styles[head]

    def _words(self, paragraph: Any, element: Any) -> None:
        self.plain.write_words(paragraph, _tidy(element))

    def _mark(self, paragraph: Any) -> None:
        """The places that links lead to, as soon as there is a paragraph that they can stand in."""
        for anchor in self.waiting:
            mark_place(paragraph, anchor, next(self.numbers))
        self.waiting.clear()


def classes_of(element: Any) -> list[str]:
    return (element.get("class") or "").split()


def anchors_of(body: Any) -> set[str]:
    return {each.get("id") for each in body.iter() if each.get("id")}


def entries_of(element: Any) -> list[Entry]:
    """The lines of a table of contents; lists of tables are left out."""
    return [
        Entry(1 + _depth(link), words_of(link), link.get("href")[1:])
        for link in element.iter("a")
        if "p-contents-plain" not in classes_of(link.getparent().getparent())
    ]


def _depth(element: Any) -> int:
    """How many lists of the contents stand around the one that the entry stands in."""
    return sum(above.tag == "ol" for above in element.iterancestors()) - 1


def words_of(element: Any) -> str:
    return one_line(element.text_content())


def _paragraphs_of(cell: Any) -> list[Any]:
    """The words of a cell by paragraph: what stands in none first."""
    inner = [each for each in cell.findall("p") if words_of(each)]
    for each in cell.findall("p"):
        cell.remove(each)
    return [*([cell] if words_of(cell) or not inner else []), *inner]


def _tidy(element: Any) -> Any:
    """The same words with single spaces, none at either end, and a dot before each further item."""
    for each in element.iter("*"):
        each.text = re.sub(r"[ \t\r\n\f]+", " ", each.text or "")
        each.tail = re.sub(r"[ \t\r\n\f]+", " ", each.tail or "")
        if "p-item" in classes_of(each):
            each.text = f"· {each.text}"
    element.text = element.text.lstrip()
    last = element[-1] if len(element) else None
    if last is None:
        element.text = element.text.rstrip()
    else:
        last.tail = last.tail.rstrip()
    return element
