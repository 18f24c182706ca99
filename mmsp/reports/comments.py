"""The comment-response table: who said what about which part, and what became of it. Internal."""

import datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from editing.richtext import plain_text
from evaluations.models import CommentThread, Evaluation, ReportSection
from evaluations.permissions import can_read_comments
from evaluations.talk import ThreadView, views_of
from mmsp.reports import comment_shapes as shapes
from mmsp.reports.letters import printable
from mmsp.reports.shapes import Audience
from mmsp.reports.titles import cover, running_title, written_in

NOUNS = {"evaluationquestion": "question"}


class CommentsStayInside(Exception):
    """Comments on a draft are for those who work on it; no other paper may hold them."""


def audience_of_comments(user: Any, evaluation: Evaluation) -> Audience:
    """Who reads the comments on their pages reads them on paper; nobody else does."""
    return Audience.INTERNAL if can_read_comments(user, evaluation) else Audience.PUBLIC


def build_comments(
    evaluation: Evaluation, *, audience: Audience, as_of: datetime.date
) -> shapes.CommentsContent:
    """All comments in the order of their numbers. Raises CommentsStayInside unless internal."""
    if audience != Audience.INTERNAL:
        raise CommentsStayInside
    with translation.override(evaluation.language):
        title_page = cover(evaluation)
        rows = CommentThread.objects.filter(evaluation=evaluation).order_by("number")
        return shapes.CommentsContent(
            slug=evaluation.slug,
            lang=written_in(evaluation),
            audience=audience,
            as_of=as_of,
            title=printable(evaluation.title),
            short_title=running_title(title_page),
            house=title_page.house,
            comments=tuple(_comment(view) for view in views_of(rows, evaluation)),
            funding_line=title_page.funding_line,
            is_eu_funded=title_page.is_eu_funded,
            disclaimer=title_page.disclaimer,
        )


def _comment(view: ThreadView) -> shapes.Comment:
    said, author = view.comments, view.thread.author
    return shapes.Comment(
        number=view.thread.number,
        organisation=str(author.organisation or "") if author else "",
        author=str(author or ""),
        part=printable(view.about),
        passage=printable(view.thread.quote),
        text=printable(said[0].text) if said else "",
        replies=tuple(
            shapes.Reply(str(each.author or ""), printable(each.text), each.said_at)
            for each in said[1:]
        ),
        suggested=_suggested(view),
        outcome=view.thread.outcome,
        outcome_label=str(view.thread.get_outcome_display()) if view.thread.outcome else "",
        taken_up=printable(view.thread.taken_up),
        place=_place(view.part),
        said_at=said[0].said_at if said else None,
        answered_by=str(view.thread.answered_by or ""),
        answered_at=view.thread.answered_at,
    )


def _place(part: Any) -> str:
    """Where the report holds the part: section-3, finding-4."""
    if part is None or part.deleted_at is not None:
        return ""
    if isinstance(part, ReportSection):
        return f"section-{part.position}"
    return f"{NOUNS.get(part._meta.model_name, part._meta.model_name)}-{part.number}"


def _suggested(view: ThreadView) -> str:
    if not view.suggestion:
        return ""
    return printable(plain_text(view.suggestion.after)) or _("(to be left out)")
