"""The summary report of a workshop in Word, made of the very HTML that is printed."""

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from mmsp.reports import html
from mmsp.reports.word import contents, look
from mmsp.reports.word.cover import add_funding
from mmsp.reports.word.paper import QUIET
from mmsp.reports.word.papers import Layout, Plain
from mmsp.reports.word.walk import classes_of, entries_of, words_of
from mmsp.reports.workshop_shapes import WorkshopContent

PAGES = Layout(is_turned=False, margin=25, size=11, title=22, heading=15)
# Size, space before and after in points, and whether it stands out.
LINES: dict[str, tuple[float, float, float, bool]] = {
    "p-event-makers": (10, 6, 10, False), "p-event-project": (12, 0, 0, True),
    "p-event-when": (12, 0, 16, False), "p-cover-other": (14, 0, 4, False),
    "p-cover-kind": (13, 22, 2, False),
}  # fmt: skip
BOX = Mm(4)


def as_docx(content: WorkshopContent) -> bytes:
    """For the audience that the content was built for."""
    with translation.override(html.paper_language(content.lang)):
        return _Event(html.workshop(content), content).written()


class _Event(Plain):
    """One such report under the pen."""

    def __init__(self, paper: html.Paper, content: WorkshopContent) -> None:
        author = ", ".join(each.name for each in content.cover.authors)
        super().__init__(paper, content, author, PAGES)
        self.rich.headings_from = 2
        self.by_class |= {
            "p-event": self._head, "p-contents": self._contents, "p-observed": self._observed,
            "p-annexes": self._second,
        }  # fmt: skip

    def _style(self, classes: list[str]) -> str:
        return look.NOTE if "p-byline" in classes else super()._style(classes)

    def _head(self, element: Any) -> None:
        for each in element.iterchildren("*"):
            if "p-cover-funding" in classes_of(each):
                add_funding(self.document, each, above=0)
            elif each.tag == "h1":
                self._title(each)
            else:
                self._line(each)

    def _line(self, element: Any) -> None:
        paragraph = self.document.add_paragraph()
        self._words(paragraph, element)
        size, before, after, stands_out = LINES[classes_of(element)[0]]
        shape = paragraph.paragraph_format
        shape.space_before, shape.space_after, shape.keep_with_next = Pt(before), Pt(after), True
        for run in paragraph.runs:
            run.font.size, run.bold = Pt(size), stands_out
            if not stands_out:
                run.font.color.rgb = QUIET
            _speak(run, element.get("lang", ""))

    def _contents(self, element: Any) -> None:
        """Below the head; what follows begins on a page of its own."""
        self.document.add_paragraph(_("Contents"), style=look.CONTENTS)
        contents.add_contents(self.document, entries_of(element))
        self.waiting.clear()
        self.document.add_page_break()

    def _observed(self, element: Any) -> None:
        """The key observations of a session in a box, which is a tint of their paragraphs."""
        label, said = element
        before = len(self.document.paragraphs)
        head = self.document.add_paragraph()
        head.add_run(words_of(label), style=look.SMALL).bold = True
        head.paragraph_format.keep_with_next = True
        self._prose(said)
        for paragraph in self.document.paragraphs[before:]:
            look.box(paragraph._p.get_or_add_pPr())
            shape = paragraph.paragraph_format
            shape.space_before = shape.space_after = Pt(0)
        self.document.add_paragraph(style=look.GAP)


def _speak(run: Any, lang: str) -> None:
    """What the spelling of the words is checked by."""
    if lang.startswith("zh"):
        tag = OxmlElement("w:lang")
        tag.set(qn("w:eastAsia"), lang)
        run._r.get_or_add_rPr().append(tag)
