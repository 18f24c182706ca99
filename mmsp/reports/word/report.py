"""The final report in Word, made of the very HTML that is printed: what one says, the other says.

Texts that people wrote stand as they are. What the report makes itself of its records (tables, short
answers, evidence) stands in styles that say so, by which the way back will know it.
"""

from collections.abc import Sequence
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from editing.richtext import parsed
from mmsp.reports import html
from mmsp.reports.comment_shapes import Comment
from mmsp.reports.houses import house_of
from mmsp.reports.letters import all_printable
from mmsp.reports.shapes import ReportContent
from mmsp.reports.word import contents, look
from mmsp.reports.word.cover import add_cover
from mmsp.reports.word.heading_numbers import HeadingNumbers
from mmsp.reports.word.margin import add_comments
from mmsp.reports.word.paper import bytes_of, new_paper, new_section
from mmsp.reports.word.parts import add_parts
from mmsp.reports.word.walk import Walk, anchors_of, classes_of, entries_of, words_of
from mmsp.reports.word.watermark import add_watermark

TURNED = {"p-on-landscape", "p-on-matrix"}


def as_docx(content: ReportContent, comments: Sequence[Comment] = ()) -> bytes:
    """The report for the audience that the content was built for, with those comments in its margin."""
    with translation.override(html.paper_language(content.lang)):
        content = all_printable(content)
        return _Report(content, parsed(html.report(content).body)).written(comments)


class _Report(Walk):
    """One report under the pen."""

    def __init__(self, content: ReportContent, body: Any) -> None:
        self.content, self.article = content, body.find(".//article")
        document = new_paper(content.cover.title, content.lang, content.as_of)
        look.describe(document, content)
        look.set_styles(document, house_of(content))
        super().__init__(document, anchors_of(body), width=look.WIDTH)
        self.is_turned = False
        annex = _("Annex %(number)s") % {"number": "%1"}
        self.heading_numbers = HeadingNumbers(document, annex)
        self.by_class |= {
            "p-cover": self._cover, "p-contents": self._contents, "p-chapter": self._chapter,
            "p-follows": self._chapter,
        }  # fmt: skip

    def written(self, comments: Sequence[Comment]) -> bytes:
        first = self.document.sections[0]
        look.furnish(first, self.article, turned=False)
        self._mark_draft(first)
        self.parts(self.article)
        self.footnotes.close()
        add_parts(self.document, self.content)
        if comments:
            add_comments(self.document, comments)
        return bytes_of(self.document)

    def _mark_draft(self, section: Any) -> None:
        """Across every page of a draft, the cover too."""
        headers = [section.header]
        if section.different_first_page_header_footer:
            headers.append(section.first_page_header)
        words = self.article.get("data-draft", "")
        for header in headers if words and self.content.cover.is_draft else ():
            add_watermark(header, words, next(self.numbers))

    def _cover(self, element: Any) -> None:
        add_cover(self.document, element)
        self.breaks = True

    def _contents(self, element: Any) -> None:
        """The heading of the contents is none of them."""
        look.break_page(self.document.add_paragraph(_("Contents"), style=look.CONTENTS))
        contents.add_contents(self.document, entries_of(element))
        self.waiting.clear()

    def _heading(self, element: Any) -> None:
        """With the number that Word counts, where the paper prints it in words."""
        paragraph = self._begun(element)
        number = next(iter(element.find_class("p-number")), None)
        if number is not None and self.heading_numbers.take_over(paragraph, words_of(number)):
            number.text = ""
        self._words(paragraph, element)

    def _chapter(self, element: Any) -> None:
        """From a page of its own, turned where the table is wide."""
        if "p-contents" in classes_of(element):
            self._contents(element)
            return
        turned = bool(TURNED & set(classes_of(element)))
        self.breaks = turned == self.is_turned
        if not self.breaks:
            section = new_section(self.document, landscape=turned)
            look.furnish(section, self.article, turned=turned)
            self._mark_draft(section)
        self.is_turned, self.width = turned, look.width(turned=turned)
        self.parts(element)
