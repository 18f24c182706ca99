"""The changes in a report as values; the builder fills them, the paper prints them."""

import datetime
from dataclasses import dataclass

from mmsp.reports.shapes import Audience


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a part, as HTML with <ins> and <del>."""

    label: str
    html: str


@dataclass(frozen=True, slots=True)
class ChangedPart:
    """A part of the report that is no longer as it was; without `changes` it is too long to print."""

    chapter: str
    noun: str
    name: str
    what: str
    hands: tuple[str, ...]
    reasons: tuple[str, ...]
    changes: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangesContent:
    """What changed in a report since a moment, for those who follow the draft."""

    slug: str
    lang: str
    audience: Audience
    as_of: datetime.date
    title: str
    short_title: str
    since: str
    parts: tuple[ChangedPart, ...] = ()
    house: str = "plain"
