"""The final report in Word, made of the very HTML that is printed: what one says, the other says.

Texts that people wrote stand as they are. What the report makes itself of its records (tables, short
answers, evidence) stands in styles that say so, by which the way back will know it.
"""

import re
from collections.abc import Callable
from itertools import count
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from editing.richtext import parsed
from mmsp.reports import html
from mmsp.reports.houses import house_of
from mmsp.reports.letters import all_printable
from mmsp.reports.shapes import ReportContent
from mmsp.reports.word import contents, look
from mmsp.reports.word.cover import add_cover
from mmsp.reports.word.html_table import Grid, is_pairs
from mmsp.reports.word.notes import Footnotes
from mmsp.reports.word.paper import bytes_of, mark_place, new_paper, new_section
from mmsp.reports.word.parts import add_parts
from mmsp.reports.word.rich import Place, RichText

TURNED = {"p-on-landscape", "p-on-matrix"}
HEADINGS = {f"h{level}": f"Heading {level - 1}" for level in range(2, 7)}
STYLES = {
    "p-label": look.LABEL, "p-evidence": look.NOTE, "p-rests": look.NOTE, "p-lead": look.NOTE,
    "p-contents-heading": look.LABEL, "p-matrix-heading": look.STRONG,
}  # fmt: skip
KEPT = {"p-label", "p-lead", "p-matrix-heading"}  # with what follows


def as_docx(content: ReportContent) -> bytes:
    """The report for the audience that the content was built for."""
    with translation.override(html.ui_language(content.lang)):
        content = all_printable(content)
        return _Report(content, parsed(html.report(content).body)).written()


class _Report:
    """One report under the pen: a walk through the parts of its HTML."""

    def __init__(self, content: ReportContent, body: Any) -> None:
        self.content, self.article = content, body.find(".//article")
        self.document = new_paper(content.cover.title, content.lang, content.as_of)
        look.describe(self.document, content)
        look.set_styles(self.document, house_of(content))
        self.footnotes = Footnotes(self.document)
        anchors = {each.get("id") for each in body.iter() if each.get("id")}
        self.rich = RichText(self.document, self.footnotes, anchors)
        self.plain = RichText(self.document, self.footnotes, anchors, link_style="")
        self.numbers, self.waiting = count(1), list[str]()
        self.is_turned, self.breaks = False, False
        self.by_class: dict[str, Callable[[Any], None]] = {
            "p-cover": self._cover, "p-contents": self._contents, "p-prose": self._prose,
            "p-chapter": self._chapter, "p-answer": self._answer,
        }  # fmt: skip
        self.by_tag: dict[str, Callable[[Any], None]] = {
            "p": self._paragraph, "table": self._table, "dl": self._facts, "ul": self._list,
            **dict.fromkeys(HEADINGS, self._heading),
        }  # fmt: skip

    def written(self) -> bytes:
        look.furnish(self.document.sections[0], self.content, self.article, turned=False)
        self._parts(self.article)
        self.footnotes.close()
        add_parts(self.document, self.content)
        return bytes_of(self.document)

    def _parts(self, parent: Any) -> None:
        for each in parent.iterchildren("*"):
            self._part(each)

    def _part(self, element: Any) -> None:
        classes = _classes(element)
        if anchor := element.get("id"):
            self.waiting.append(anchor)
        known = (self.by_class[name] for name in classes if name in self.by_class)
        write = next(known, self.by_tag.get(element.tag, self._parts))
        write(element)

    def _cover(self, element: Any) -> None:
        add_cover(self.document, element)
        self.breaks = True

    def _contents(self, element: Any) -> None:
        """The heading of the contents is none of them."""
        look.break_page(self.document.add_paragraph(_("Contents"), style=look.CONTENTS))
        entries = [
            contents.Entry(1 + _depth(link), _words(link), link.get("href")[1:])
            for link in element.iter("a")
            if "p-contents-plain" not in _classes(link.getparent().getparent())
        ]
        contents.add_contents(self.document, entries)
        self.waiting.clear()

    def _chapter(self, element: Any) -> None:
        """From a page of its own, turned where the table is wide."""
        if "p-contents" in _classes(element):
            self._contents(element)
            return
        turned = bool(TURNED & set(_classes(element)))
        self.breaks = turned == self.is_turned
        if not self.breaks:
            section = new_section(self.document, landscape=turned)
            look.furnish(section, self.content, self.article, turned=turned)
        self.is_turned = turned
        self._parts(element)

    def _heading(self, element: Any) -> None:
        paragraph = self.document.add_paragraph(style=HEADINGS[element.tag])
        self._mark(paragraph)
        if element.tag == "h2" and self.breaks:
            look.break_page(paragraph)
        self._words(paragraph, element)

    def _prose(self, element: Any) -> None:
        """What people wrote; its headings stand below those of its part."""
        before = len(self.rich.made)
        self.rich.write_element(element, Place(self.document))
        if len(self.rich.made) > before:
            self._mark(self.rich.made[before])

    def _paragraph(self, element: Any) -> None:
        classes = _classes(element)
        paragraph = self.document.add_paragraph(style=_style(classes))
        self._mark(paragraph)
        paragraph.paragraph_format.keep_with_next = bool(KEPT & set(classes)) or None
        self._words(paragraph, element)

    def _answer(self, element: Any) -> None:
        label, *said = element.findall("p")
        paragraph = self.document.add_paragraph(style=look.ANSWER)
        self._mark(paragraph)
        paragraph.paragraph_format.keep_with_next = True
        paragraph.add_run(_words(label), style=look.SMALL)
        for each in said:
            paragraph = self.document.add_paragraph(style=look.ANSWER)
            self._words(paragraph, each)
        paragraph.paragraph_format.space_after = look.BELOW_ANSWER

    def _list(self, element: Any) -> None:
        for each in element.iterchildren("li"):
            self._words(self.document.add_paragraph(style="List Bullet"), each)

    def _facts(self, element: Any) -> None:
        for name, value in zip(element.iter("dt"), element.iter("dd"), strict=True):
            paragraph = self.document.add_paragraph(style=look.FACT)
            paragraph.add_run(f"{_words(name)}\t", style=look.SMALL)
            self._words(paragraph, value)

    def _table(self, element: Any) -> None:
        if (caption := element.find("caption")) is not None:
            paragraph = self.document.add_paragraph(_words(caption), style=look.CAPTION)
            paragraph.paragraph_format.keep_with_next = True
            self._mark(paragraph)
        styles = (look.PAIR_HEAD, look.PAIR) if is_pairs(element) else (look.HEAD, look.CELL)
        self._cells(Grid(self.document, element, look.width(turned=self.is_turned)), *styles)
        self.document.add_paragraph(style=look.GAP)

    def _cells(self, grid: Grid, head: str, text: str) -> None:
        for cell, element in grid.cells():
            paragraph = cell.paragraphs[0]
            if element.getprevious() is None and (anchor := element.getparent().get("id")):
                self.waiting.append(anchor)
            self._mark(paragraph)
            style = self.document.styles[head if element.tag == "th" else text]
            for words in _paragraphs_of(element):
                paragraph = paragraph or cell.add_paragraph()
                paragraph.style = style
                self._words(paragraph, words)
                paragraph = None

    def _words(self, paragraph: Any, element: Any) -> None:
        self.plain.write_words(paragraph, _tidy(element))

    def _mark(self, paragraph: Any) -> None:
        """The places that links lead to, as soon as there is a paragraph that they can stand in."""
        for anchor in self.waiting:
            mark_place(paragraph, anchor, next(self.numbers))
        self.waiting.clear()


def _classes(element: Any) -> list[str]:
    return (element.get("class") or "").split()


def _style(classes: list[str]) -> str:
    return next((STYLES[name] for name in classes if name in STYLES), look.NOTE)


def _depth(element: Any) -> int:
    """How many lists of the contents stand around the one that the entry stands in."""
    return sum(above.tag == "ol" for above in element.iterancestors()) - 1


def _words(element: Any) -> str:
    return " ".join(element.text_content().split())


def _paragraphs_of(cell: Any) -> list[Any]:
    """The words of a cell by paragraph: what stands in none first."""
    inner = [each for each in cell.findall("p") if _words(each)]
    for each in cell.findall("p"):
        cell.remove(each)
    return [*([cell] if _words(cell) or not inner else []), *inner]


def _tidy(element: Any) -> Any:
    """The same words with single spaces, none at either end, and a dot before each further item."""
    for each in element.iter("*"):
        each.text = re.sub(r"\s+", " ", each.text or "")
        each.tail = re.sub(r"\s+", " ", each.tail or "")
        if "p-item" in _classes(each):
            each.text = f"· {each.text}"
    element.text = element.text.lstrip()
    last = element[-1] if len(element) else None
    if last is None:
        element.text = element.text.rstrip()
    else:
        last.tail = last.tail.rstrip()
    return element
