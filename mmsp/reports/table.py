"""The comment-response table as rows of plain words, for Word and for sheets. Knows no model."""

import csv
import io

from django.utils import translation
from django.utils.translation import gettext as _

from mmsp.reports import html
from mmsp.reports.comment_shapes import Comment, CommentsContent
from mmsp.reports.html import paper_language
from mmsp.reports.word import papers
from mmsp.text_table import harmless

WIDTHS = (10, 30, 45, 75, 25, 72)  # millimetres of the columns on A4 landscape


def heads() -> tuple[str, ...]:
    return (
        _("No."), _("From"), _("Part and passage"), _("Comment"), _("Response"),
        _("How and where it was taken up"),
    )  # fmt: skip


def cells(comment: Comment) -> tuple[str, ...]:
    """One row; paragraphs of a cell are parted by line breaks."""
    replies = (f"{reply.author}{_(': ')}{reply.text}" for reply in comment.replies)
    passage = _("“%(passage)s”") % {"passage": comment.passage} if comment.passage else ""
    proposal = f"{_('Proposed wording: ')}{comment.suggested}" if comment.suggested else ""
    return (
        str(comment.number),
        _lines(comment.organisation, comment.author),
        _lines(comment.part, passage),
        _lines(proposal, comment.text, *replies),
        comment.outcome_label or _("Not answered"),
        comment.taken_up,
    )


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def as_csv(content: CommentsContent) -> bytes:
    """UTF-8 with a mark that spreadsheet programs know it by; no cell becomes a formula."""
    page = io.StringIO()
    writer = csv.writer(page)
    with translation.override(paper_language(content.lang)):
        writer.writerow(heads())
        writer.writerows([harmless(cell) for cell in cells(row)] for row in content.comments)
    return page.getvalue().encode("utf-8-sig")


def as_docx(content: CommentsContent) -> bytes:
    """The table in a Word document."""
    return papers.as_docx(html.comments(content), content)
