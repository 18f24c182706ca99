"""Papers without a cover and chapters in Word, each made of the very HTML that is printed."""

import datetime
from dataclasses import dataclass
from typing import Any, Protocol

from django.utils import translation
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_BREAK
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from editing.richtext import parsed
from mmsp.reports import html
from mmsp.reports.houses import House, house_of
from mmsp.reports.letters import printable
from mmsp.reports.word import look
from mmsp.reports.word.cover import add_funding
from mmsp.reports.word.html_table import Grid
from mmsp.reports.word.paper import BLUE, bytes_of, dress, in_short, new_paper, set_font
from mmsp.reports.word.walk import Walk, anchors_of
from mmsp.reports.word.watermark import add_watermark

GUTTER = 8  # millimetres between two columns
CLOSE = 1.15  # lines at most
ROOM = 13  # millimetres to sign by hand


class Dated(Protocol):
    """Content of a paper; `lang` is a BCP 47 tag."""

    @property
    def lang(self) -> str: ...
    @property
    def as_of(self) -> datetime.date: ...


@dataclass(frozen=True, slots=True)
class Layout:
    """Of the pages; sizes in points, the margin in millimetres."""

    is_turned: bool = True
    margin: float = 20
    size: float = 10
    title: float = 19
    heading: float = 13

    @property
    def width(self) -> float:
        """Millimetres between the margins."""
        return (297 if self.is_turned else 210) - 2 * self.margin


WIDE = Layout()
BRIEF = Layout(is_turned=False, size=9.5, title=18, heading=12)


def as_docx(paper: html.Paper, content: Dated, *, author: str = "", layout: Layout = WIDE) -> bytes:
    """The paper that is printed of the content, to work on."""
    with translation.override(html.paper_language(content.lang)):
        return Plain(paper, content, author, layout).written()


class Plain(Walk):
    """One such paper under the pen."""

    def __init__(self, paper: html.Paper, content: Dated, author: str, layout: Layout) -> None:
        body = parsed(printable(paper.body))
        self.article, self.layout = body.find(".//article"), layout
        self.is_draft = html.WATERMARK in paper.assets
        document = new_paper(
            printable(paper.title), content.lang, content.as_of, landscape=layout.is_turned
        )
        document.core_properties.author = in_short(printable(author))
        document.core_properties.subject = in_short(self.article.get("data-head", ""))
        look.set_styles(document, house_of(content))
        _set_sizes(document, layout, house_of(content))
        super().__init__(document, anchors_of(body), width=layout.width, plain="Normal")
        self.by_tag |= {"h1": self._title}
        self.by_class |= {
            "p-brief-boxes": self._boxes, "p-brief-second": self._second, "p-points": self._points,
            "p-funding": self._funding, "p-signatures": self._signatures,
        }  # fmt: skip

    def written(self) -> bytes:
        section = self.document.sections[0]
        for side in ("left", "right", "top", "bottom"):
            setattr(section, f"{side}_margin", Mm(self.layout.margin))
        look.furnish_plain(section, self.article, self.layout.width)
        words = self.article.get("data-draft", "")
        if words and self.is_draft:
            add_watermark(section.header, words, 1)
        self.parts(self.article)
        self.footnotes.close()
        return bytes_of(self.document)

    def _title(self, element: Any) -> None:
        self._words(self.document.add_paragraph(style="Title"), element)

    def _boxes(self, element: Any) -> None:
        """Tables of facts side by side, in columns of the page, so that one is read after the other."""
        tables = element.findall("table")
        self._columns(len(tables))
        width = (self.layout.width - GUTTER * (len(tables) - 1)) / len(tables)
        for at, table in enumerate(tables):
            self._caption(table)
            self.document.paragraphs[-1].paragraph_format.space_before = 0
            grid = Grid(self.document, table, width)
            grid.table.style = self.document.styles["Normal Table"]
            self._cells(grid, look.QUIET_CELL, look.CELL)
            last = self.document.add_paragraph(style=look.GAP)
            if at + 1 < len(tables):
                last.add_run().add_break(WD_BREAK.COLUMN)
        self._columns(1)

    def _columns(self, number: int) -> None:
        """From here on, on the same page."""
        section = self.document.add_section(WD_SECTION.CONTINUOUS)
        columns = section._sectPr.find(qn("w:cols"))
        columns.set(qn("w:num"), str(number))
        columns.set(qn("w:space"), str(Mm(GUTTER).twips))

    def _second(self, element: Any) -> None:
        """What begins on a page of its own."""
        before = len(self.document.paragraphs)
        self.parts(element)
        look.break_page(self.document.paragraphs[before])

    def _points(self, element: Any) -> None:
        for each in element.iterchildren("li"):
            number = each.find("span[@class='p-number']")
            words = number.text_content()
            number.drop_tree()
            paragraph = self.document.add_paragraph(style=look.POINT)
            paragraph.add_run(f"{words}\t").font.color.rgb = BLUE
            self._words(paragraph, each)

    def _funding(self, element: Any) -> None:
        for each in element.find_class("p-cover-funding"):
            add_funding(self.document, each, above=6)
        for each in element.find_class("p-cover-disclaimer"):
            self._paragraph(each)

    def _signatures(self, element: Any) -> None:
        before = len(self.document.tables)
        self.parts(element)
        for table in self.document.tables[before:]:
            for row in table.rows[1:]:
                row.height = Mm(ROOM)


def _set_sizes(document: Any, layout: Layout, house: House) -> None:
    styles = document.styles
    text = styles["Normal"]
    text.font.size, text.paragraph_format.space_after = Pt(layout.size), Pt(4)
    text.paragraph_format.line_spacing = min(house.line_spacing, CLOSE)
    sizes = {"Heading 1": layout.heading, "Heading 2": layout.heading - 1, "Heading 3": 10.5}
    for name, size in sizes.items():
        styles[name].font.size = Pt(size)
        styles[name].paragraph_format.space_before = Pt(10)
        styles[name].paragraph_format.space_after = Pt(3)
    look.set_title(styles["Title"], layout.title)
    set_font(styles["Subtitle"], 11)
    dress(document, house)
