"""Suggested edits: a paragraph in other words, which its part takes up or not."""

from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import translation
from django.utils.translation import gettext as _

from editing import versions
from editing.permissions import may
from evaluations.anchors import Passage, quoted
from evaluations.commentable import texts_of
from evaluations.comments import answer_thread, open_thread
from evaluations.models import CommentThread, Outcome, Suggestion
from evaluations.paragraphs import Paragraph, placed_now


class MovedOn(Exception):
    """Others have changed the same words since, so that a person must decide."""


def suggest(
    *, about: Any, paragraph: Paragraph, after: str, by: Any, why: str = "", author: Any = None,
    request_key: UUID | None = None,
) -> CommentThread:  # fmt: skip
    """Proposes other words for the paragraph; `why` opens the talk about them. Raises what
    `editing.versions.create` raises."""
    passage = quoted(texts_of(about).get(paragraph.field, ""), paragraph.words)
    with versions.together():
        thread = open_thread(
            evaluation=about.evaluation, about=about, text=why, by=by, author=author,
            place=(paragraph.field, passage or Passage(paragraph.words)), request_key=request_key,
        )  # fmt: skip
        if not hasattr(thread, "suggestion"):  # the form was sent for the first time
            fields = {"position": paragraph.position, "before": paragraph.html, "after": after}
            versions.create(Suggestion, fields={"thread": thread, **fields}, by=by)
    return thread


def accept_suggestion(
    *, thread: CommentThread, base_version: int, part_version: int, by: Any, word: str = "",
    at: datetime | None = None,
) -> Any:  # fmt: skip
    """Writes the suggested words into their part, by both people, and returns the part.

    `part_version` is what the person looked at: where others touched the paragraph since, nothing is
    written. Raises MovedOn, ValidationError for what was decided before, and what `versions.revise`
    raises.
    """
    suggestion, about = thread.suggestion, cast(Any, thread.about)
    part = versions.current(about)
    if not may(by, "accept", thread):
        raise PermissionDenied
    _require(suggestion.can_be_accepted)
    place = placed_now(suggestion, part)
    if place.text is None:
        raise MovedOn
    with versions.together():
        part = versions.revise(
            part, base_version=part.version if place.is_untouched else part_version,
            fields={thread.field: place.text}, by=by, suggested_by=thread.author,
            reason=f"{thread}: {word}" if word else str(thread),
        )  # fmt: skip
        answer = word or _said_of(thread, Outcome.ACCEPTED)
        answer_thread(
            thread=thread, base_version=base_version, outcome=Outcome.ACCEPTED, taken_up=answer,
            by=by, resolve=True, right="accept", at=at,
        )  # fmt: skip
    return part


def reject_suggestion(
    *, thread: CommentThread, base_version: int, by: Any, word: str = "", at: datetime | None = None
) -> CommentThread:
    """Leaves the paragraph as it is. Raises as `accept_suggestion` does."""
    _require(thread.suggestion.can_be_accepted)
    return _decided(thread, Outcome.NOT_ACCEPTED, "answer", word, base_version, by, at)


def withdraw_suggestion(
    *, thread: CommentThread, base_version: int, by: Any, word: str = "", at: datetime | None = None
) -> CommentThread:
    """Takes one's own suggestion back. Raises as `accept_suggestion` does."""
    _require(thread.suggestion.can_be_withdrawn)
    return _decided(thread, Outcome.WITHDRAWN, "withdraw", word, base_version, by, at)


def _require(undecided: bool) -> None:
    if not undecided:
        raise ValidationError(_("This suggestion was decided before."))


def _decided(
    thread: CommentThread, outcome: Outcome, right: str, word: str, base_version: int, by: Any,
    at: datetime | None,
) -> CommentThread:  # fmt: skip
    return answer_thread(
        thread=thread, base_version=base_version, outcome=outcome, by=by, resolve=True, at=at,
        taken_up=word or _said_of(thread, outcome), right=right,
    )  # fmt: skip


def _said_of(thread: CommentThread, outcome: Outcome) -> str:
    """What the comment-response table says where nobody said more, in the words of the report."""
    with translation.override(thread.evaluation.language):
        return {
            Outcome.ACCEPTED: _("The suggested wording was taken over."),
            Outcome.NOT_ACCEPTED: _("The wording stays as it is."),
            Outcome.WITHDRAWN: _("Taken back by who suggested it."),
        }[outcome]
