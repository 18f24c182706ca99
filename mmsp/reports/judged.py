"""What the printed quality grid is made of: plain values, like `shapes`."""

import datetime
from dataclasses import dataclass

from mmsp.reports.shapes import Audience, Cover


@dataclass(frozen=True, slots=True)
class Assessed:
    """Who assessed which report and when; without a day it is not handed over yet."""

    report: str
    by: str
    on: datetime.date | None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one report got, in a word of the scale and in words: `said` by what kind they are."""

    report: str
    level: str
    said: tuple[str, ...]
    reply: str


@dataclass(frozen=True, slots=True)
class Criterion:
    name: str
    guidance: str
    judgements: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class QualityContent:
    """The quality grid of an evaluation, for those who follow its draft."""

    slug: str
    lang: str
    audience: Audience
    as_of: datetime.date
    cover: Cover
    short_title: str
    standard: str
    managed_by: tuple[str, ...] = ()
    assessed: tuple[Assessed, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    overall: tuple[Judgement, ...] = ()
