"""What the comment-response table is made of, as frozen values."""

import datetime
from dataclasses import dataclass

from mmsp.reports.shapes import Audience


@dataclass(frozen=True, slots=True)
class Reply:
    author: str
    text: str
    said_at: datetime.datetime | None = None


@dataclass(frozen=True, slots=True)
class Comment:
    """A line of the comment-response table; `suggested` is the wording that was proposed instead of
    the passage, `outcome_label` is empty until somebody answers. `place` is the anchor of the part in
    the report, "" where it is in none."""

    number: int
    organisation: str
    author: str
    part: str
    passage: str
    text: str
    replies: tuple[Reply, ...] = ()
    suggested: str = ""
    outcome: str = ""
    outcome_label: str = ""
    taken_up: str = ""
    place: str = ""
    said_at: datetime.datetime | None = None
    answered_by: str = ""
    answered_at: datetime.datetime | None = None


@dataclass(frozen=True, slots=True)
class CommentsContent:
    """The comments on a draft and what was answered, for those who work on it."""

    slug: str
    lang: str
    audience: Audience
    as_of: datetime.date
    title: str
    short_title: str
    comments: tuple[Comment, ...] = ()
    house: str = "plain"
    funding_line: str = ""
    is_eu_funded: bool = False
    disclaimer: str = ""
