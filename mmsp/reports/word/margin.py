"""Comments on a draft in the margin of its Word file: each hangs on the passage that it quotes, or on the
beginning of its part; replies and the answer stand in its thread."""

from collections.abc import Sequence
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from mmsp.reports.comment_shapes import Comment
from mmsp.reports.word.paper import place_name
from mmsp.reports.word.threads import Threads

FARTHEST = 400  # paragraphs behind the beginning of a part in which its passage is looked for
QUOTED = 60  # letters by which a passage is known


def add_comments(document: Any, comments: Sequence[Comment]) -> None:
    """Those of which the part is not in the document hang on its first words."""
    paragraphs = [
        Paragraph(each, document._body)
        for each in document.element.body.iter(qn("w:p"))
        if each.find(qn("w:r")) is not None
    ]
    begins = {
        mark.get(qn("w:name")): number
        for number, each in enumerate(paragraphs)
        for mark in each._p.iter(qn("w:bookmarkStart"))
    }
    threads = Threads(document)
    for comment in comments:
        start = begins.get(place_name(comment.place)) if comment.place else None
        runs = _passage(paragraphs, start, comment.passage)
        _say(threads, runs, comment, is_placed=start is not None)
    threads.close()


def _passage(paragraphs: list[Paragraph], start: int | None, quoted: str) -> list[Any]:
    """The runs of the paragraph that holds the quoted words, or of the first one."""
    known = " ".join(quoted.split())[:QUOTED]
    if start is None:
        return paragraphs[0].runs
    for paragraph in islice(paragraphs, start, start + FARTHEST) if known else ():
        if known in " ".join(paragraph.text.split()) and paragraph.runs:
            return paragraph.runs
    return next(each.runs for each in paragraphs[start:] if each.runs)


def _say(threads: Threads, runs: list[Any], comment: Comment, *, is_placed: bool) -> None:
    about = "" if is_placed else comment.part
    proposal = f"{_('Proposed wording: ')}{comment.suggested}" if comment.suggested else ""
    said = "\n".join(filter(None, (about, proposal, comment.text)))
    threads.comment(runs, comment.author, said, comment.said_at, key=(comment.number, 0))
    for number, reply in enumerate(comment.replies, 1):
        threads.comment(
            runs, reply.author, reply.text, reply.said_at,
            key=(comment.number, number), answers=(comment.number, 0),
        )  # fmt: skip
    if comment.outcome_label:
        answer = ". ".join(filter(None, (comment.outcome_label, comment.taken_up)))
        threads.comment(
            runs, comment.answered_by or _("Evaluators"), answer, comment.answered_at,
            key=(comment.number, "answer"), answers=(comment.number, 0),
        )  # fmt: skip
