"""The summary report of a workshop, or of what else people gather for, as plain values.

The texts are rich (HTML of the closed tag set); everything else is plain.
"""

import datetime
from dataclasses import dataclass

from mmsp.reports.shapes import Audience, Cover, Source, Title

LONG = 24_000  # letters, about eight pages: what is longer begins with contents


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on the agenda, with function and organisation as it tells them."""

    name: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Session:
    number: int
    title: str
    kind_label: str
    is_discussion: bool = False
    held_on: datetime.date | None = None
    starts_at: datetime.time | None = None
    ends_at: datetime.time | None = None
    people: tuple[Person, ...] = ()
    text: str = ""
    key_observations: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """What stands together on the agenda; `label` is empty where no day is known."""

    label: str
    sessions: tuple[Session, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Participants; women and men are None where nobody counted them."""

    name: str
    note: str = ""
    women: int | None = None
    men: int | None = None
    total: int = 0


@dataclass(frozen=True, slots=True)
class Participants:
    """`uncounted` are those whose sex is not known; `experts` are those who are not on the agenda, as far
    as the audience may know them, `unnamed` says how many are not named."""

    groups: tuple[Group, ...] = ()
    women: int | None = None
    men: int | None = None
    total: int = 0
    uncounted: int = 0
    experts: tuple[Person, ...] = ()
    unnamed: int = 0

    def __bool__(self) -> bool:
        return bool(self.groups or self.experts or self.unnamed)


@dataclass(frozen=True, slots=True)
class Texts:
    summary: str = ""
    opening_remarks: str = ""
    key_observations: str = ""
    final_findings: str = ""
    challenges: str = ""
    way_forward: str = ""
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class WorkshopContent:
    """Everything an audience may read of an activity on one day. `held` and `where` are said in words;
    `is_over` tells its writers whether it was implemented, and `days` between which it was held."""

    code: str
    number: int
    lang: str
    audience: Audience
    as_of: datetime.date
    cover: Cover
    short_title: str
    local_title: Title | None = None
    held: str = ""
    where: str = ""
    days_held: tuple[datetime.date | None, datetime.date | None] = (None, None)
    is_over: bool = False
    is_marked_final: bool = False
    texts: Texts = Texts()
    days: tuple[Day, ...] = ()
    participants: Participants = Participants()
    sources: tuple[Source, ...] = ()

    @property
    def slug(self) -> str:
        """What its files are named by."""
        return f"{self.code.lower()}-activity-{self.number}"

    @property
    def sessions(self) -> tuple[Session, ...]:
        return tuple(session for day in self.days for session in day.sessions)

    @property
    def rich_texts(self) -> tuple[str, ...]:
        texts, sessions = self.texts, self.sessions
        return (
            texts.summary, texts.opening_remarks, texts.key_observations, texts.final_findings,
            texts.challenges, texts.way_forward, texts.feedback,
            *(each.text for each in sessions), *(each.key_observations for each in sessions),
        )  # fmt: skip

    @property
    def is_long(self) -> bool:
        return sum(map(len, self.rich_texts)) > LONG
