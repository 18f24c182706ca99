"""What the forms of OPSYS are filled with, field by field, with what each takes (`mmsp/text_limits.toml`)."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import translation

from editing import limits
from editing.richtext import characters, plain_text, words
from mmsp.reports import html
from mmsp.reports.html import paper_language
from mmsp.reports.letters import printable
from mmsp.reports.preflight import passages
from mmsp.reports.shapes import ReportContent
from mmsp.reports.word import papers


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form: `used` of what is allowed in words, `complaint` where that is too much, and
    `url` the place where the text is mended."""

    key: str
    name: str
    text: str
    used: str
    complaint: str
    url: str


def fields(content: ReportContent) -> Iterator[Field]:
    """Every text of the report for which an institution sets a limit, in the order of the report."""
    titles = _titles(content)
    for number, each in enumerate(passages(content), 1):
        for limit in limits.on(each.field, each.kind)[:1]:
            text = printable(plain_text(each.text))
            count = words(text) if limit.counts_words else characters(text)
            over = limit.over(text)
            yield Field(
                key=f"field-{number}", name=titles.get(each.label, each.label), text=text,
                used=limit.allowance(count), url=each.url,
                complaint=limit.complaint(over, over) if over else "",
            )  # fmt: skip


def _titles(content: ReportContent) -> dict[str, str]:
    """The headings of what people call C1, L1 and R1."""
    rows = (("C", content.conclusions), ("L", content.lessons), ("R", content.recommendations))
    return {
        f"{letter}{each.number}": f"{letter}{each.number} {each.heading}"
        for letter, found in rows
        for each in found
    }


def as_docx(content: ReportContent) -> bytes:
    """The sheet as one table in Word, in the language of the report."""
    with translation.override(paper_language(content.lang)):
        paper = html.form_sheet(content, tuple(fields(content)))
    return papers.as_docx(paper, content)
