"""Comments as pages show them: what they are about, what was said, and what one may do there."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from accounts.models import User
from editing.diff import Rest, changed_rich, excerpt
from editing.placing import Placed
from evaluations.commentable import Noun, content_types, noun_of, reads_now
from evaluations.models import Comment, CommentThread, Evaluation, Role, Suggestion
from evaluations.paragraphs import paragraphs_of, placed_now
from evaluations.permissions import can_read_comments, can_talk, can_write_report

NEWLINE = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True)
class State:
    """What became of a thread, as its pill says it."""

    label: str
    tone: str


TONES = {
    "accepted": "done", "partly_accepted": "attention", "not_accepted": "late",
    "withdrawn": "waiting",
}  # fmt: skip


class ThreadView:
    """A thread with its part at hand; asks the database nothing when its rows were fetched here."""

    def __init__(self, thread: CommentThread, members_url: str) -> None:
        self.thread, self.members_url = thread, members_url
        self.comments = list(thread.comments.all())
        self.part: Any = thread.about
        if self.part is not None:
            self.part.evaluation = thread.evaluation

    @property
    def first(self) -> Comment | None:
        return self.comments[0] if self.comments else None

    @property
    def gist(self) -> str:
        """The first words of the thread; who suggests an edit need not say any."""
        text = self.first.text if self.first else ""
        return text or (_("Suggested edit") if self.suggestion else "")

    @property
    def said(self) -> list[tuple[Comment, SafeString]]:
        """Every comment with its text as HTML, people mentioned as links."""
        return [(comment, self._as_html(comment)) for comment in self.comments]

    @property
    def about(self) -> str:
        """The part as people call it: “Finding F4”, or the title of a section."""
        if self.part is None:
            return ""
        called = f"{self.part._meta.verbose_name} {self.part}"
        return called[:1].upper() + called[1:]

    @property
    def is_removed(self) -> bool:
        return self.part is None or self.part.deleted_at is not None

    @property
    def part_url(self) -> str:
        return "" if self.is_removed else self.part.get_absolute_url()

    @cached_property
    def reads_now(self) -> str | None:
        return reads_now(self.part, self.thread)

    @cached_property
    def suggestion(self) -> Suggestion | None:
        return getattr(self.thread, "suggestion", None)

    @cached_property
    def placed(self) -> Placed:
        """What the suggestion would make of the part as it stands."""
        return placed_now(self.suggestion, self.part) if self.suggestion else Placed()

    @property
    def suggested_changes(self) -> SafeString | str:
        """The suggested words, marked where they leave the paragraph: as it reads now where both
        fit together, else as it read."""
        if not self.suggestion:
            return ""
        if self.suggestion.can_be_accepted and self.placed.then is not None:
            return changed_rich(self.placed.now, self.placed.then, Rest.SHOWN)
        return changed_rich(self.suggestion.before, self.suggestion.after, Rest.SHOWN)

    @property
    def suggested_in_short(self) -> SafeString:
        return excerpt(self.suggested_changes)

    @property
    def is_gone(self) -> bool:
        return bool(self.thread.quote) and self.reads_now is None

    @property
    def was_edited(self) -> bool:
        return bool(self.reads_now) and self.reads_now != self.thread.quote

    @property
    def states(self) -> list[State]:
        """Whether it is open, and what was answered."""
        is_open, outcome = self.thread.is_open, self.thread.outcome
        first = State(_("Open"), "waiting") if is_open else State(_("Resolved"), "done")
        if not outcome:
            return [first, State(_("Not answered"), "attention")] if is_open else [first]
        return [first, State(str(self.thread.get_outcome_display()), TONES[outcome])]

    def _as_html(self, comment: Comment) -> SafeString:
        """Escaped first; only the links and line breaks put in here are markup."""
        text = str(escape(comment.text))
        for person in sorted(comment.mentions.all(), key=lambda one: -len(one.name)):
            name = re.escape(str(escape(f"@{person.name}")))
            link = f'<a class="mention" href="{escape(self.members_url)}">\\g<0></a>'
            text = re.sub(rf"{name}(?![^<]*</a>)", link, text)
        return mark_safe(NEWLINE.sub("<br>", text))  # noqa: S308 - escaped above


def views_of(threads: QuerySet, evaluation: Evaluation) -> list[ThreadView]:
    """The threads ready to be shown, in four queries and one a kind of part."""
    members_url = reverse("evaluations:membership-list", args=[evaluation.slug])
    said = Comment.objects.select_related("author__organisation").prefetch_related("mentions")
    rows: Any = threads.select_related(
        "author__organisation", "answered_by", "resolved_by", "suggestion"
    ).prefetch_related(Prefetch("comments", said.order_by("number")), "about")
    return [ThreadView(_in(row, evaluation), members_url) for row in rows]


def _in(thread: CommentThread, evaluation: Evaluation) -> CommentThread:
    thread.evaluation = evaluation
    return thread


@dataclass(frozen=True)
class Talk:
    """The comments on one part, and where to write a new one or to suggest an edit ("" for who may
    not); `may_decide` says whether the person writes the report."""

    threads: list[ThreadView]
    new_url: str
    suggest_url: str
    may_decide: bool


def talk_about(part: Any, user: Any) -> Talk | None:
    """What is said about the part; None for who takes no part in the draft."""
    noun, evaluation = noun_of(part), part.evaluation
    if noun is None or not can_read_comments(user, evaluation):
        return None
    threads = CommentThread.objects.visible_to(user).filter(
        content_type__in=content_types(noun.key), object_id=part.pk
    )
    may_write = can_talk(user, evaluation)
    return Talk(
        views_of(threads, evaluation),
        new_url=_url("thread-new", part, noun) if may_write else "",
        suggest_url=suggest_url(part) if may_write else "",
        may_decide=can_write_report(user, evaluation),
    )


def suggest_url(part: Any) -> str:
    """Where to suggest an edit; "" where there is no paragraph to change."""
    noun = noun_of(part)
    return _url("suggestion-new", part, noun) if noun and paragraphs_of(part) else ""


def _url(name: str, part: Any, noun: Noun) -> str:
    place = getattr(part, noun.place)
    return reverse(f"evaluations:{name}", args=[part.evaluation.slug, noun.key, place])


def members_of(evaluation: Evaluation) -> QuerySet[User]:
    """Everybody who may be mentioned: people who talk about the draft, alone or by organisation."""
    talking = evaluation.memberships.reading_now().exclude(role=Role.READER)
    by_person = Q(pk__in=talking.filter(user__isnull=False).values("user"))
    by_home = Q(organisation__in=talking.filter(organisation__isnull=False).values("organisation"))
    return User.objects.filter(by_person | by_home, is_active=True)


def mentioned_in(text: str, members: Iterable[User]) -> list[User]:
    """The members whose name stands in the text after an @; the longer name wins."""
    found = []
    for person in sorted(members, key=lambda one: -len(one.name)):
        name = re.compile(rf"@{re.escape(person.name)}(?!\w)", re.IGNORECASE)
        if person.name and name.search(text):
            found.append(person)
            text = name.sub("", text)
    return found
