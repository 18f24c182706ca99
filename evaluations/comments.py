"""Writes of a conversation about the draft."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import timezone

from editing import versions
from editing.versions import Row
from evaluations.anchors import Passage
from evaluations.commentable import passage_in
from evaluations.models import Comment, CommentThread, Evaluation
from evaluations.talk import members_of, mentioned_in

# How often a number is drawn again when somebody else took it in the same moment.
DRAWS = 5


def open_thread(
    *, evaluation: Evaluation, about: Any, text: str, by: Any, quote: str = "", author: Any = None,
    place: tuple[str, Passage] | None = None, request_key: UUID | None = None,
) -> CommentThread:  # fmt: skip
    """Begins a thread with its first comment; `by=None` is the system, which names the author.

    `place` is the field and the passage, where they are known; else the `quote` is looked for.
    Raises what `editing.versions.create` raises.
    """
    place = place or (passage_in(about, quote) if quote else None)
    fields = {"evaluation": evaluation, "about": about, "author": by or author}
    if place:
        field, passage = place
        fields |= {"field": field, **vars(passage)}
    with versions.together():
        siblings = CommentThread.everything.filter(evaluation=evaluation)
        thread = _numbered(CommentThread, siblings, fields, by, request_key)
        if not thread.comments.exists():  # the form was sent for the first time
            add_comment(thread=thread, text=text, by=by, author=author)
    return thread


def add_comment(
    *, thread: CommentThread, text: str, by: Any, author: Any = None,
    request_key: UUID | None = None,
) -> Comment:  # fmt: skip
    """Says something in the thread; members named with @ are mentioned."""
    fields = {
        "thread": thread, "text": text, "author": by or author,
        "mentions": mentioned_in(text, members_of(thread.evaluation)),
    }  # fmt: skip
    siblings = Comment.everything.filter(thread=thread)
    return _numbered(Comment, siblings, fields, by, request_key)


def answer_thread(
    *, thread: CommentThread, base_version: int, outcome: str, taken_up: str, by: Any,
    resolve: bool = False, reason: str = "", at: datetime | None = None, right: str = "answer",
) -> CommentThread:  # fmt: skip
    """Writes down what became of the comment, and where; `resolve` ends the thread."""
    now = at or timezone.now()
    fields: dict[str, Any] = {
        "outcome": outcome, "taken_up": taken_up, "answered_by": by, "answered_at": now,
    }  # fmt: skip
    if resolve and thread.is_open:
        fields |= {"resolved_by": by, "resolved_at": now}
    return versions.revise(
        thread, base_version=base_version, fields=fields, by=by, right=right, reason=reason
    )


def settle_thread(
    *, thread: CommentThread, base_version: int, resolved: bool, by: Any, at: datetime | None = None
) -> CommentThread:
    """Resolves the thread or opens it again. Raises as `editing.versions.revise` does."""
    settled: dict[str, Any] = {"resolved_by": by, "resolved_at": at or timezone.now()}
    fields = settled if resolved else dict.fromkeys(settled)
    return versions.revise(thread, base_version=base_version, fields=fields, by=by, right="resolve")


def _numbered(
    model: type[Row], siblings: Any, fields: dict[str, Any], by: Any, request_key: UUID | None,
    draws: int = DRAWS,
) -> Row:  # fmt: skip
    """Creates the row under the next number, drawing again when others took it meanwhile."""
    number = (siblings.aggregate(highest=Max("number"))["highest"] or 0) + 1
    try:
        return versions.create(
            model, fields=fields | {"number": number}, by=by, request_key=request_key
        )
    except ValidationError:
        if draws == 1:
            raise
        return _numbered(model, siblings, fields, by, request_key, draws - 1)
