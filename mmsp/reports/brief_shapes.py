"""The evaluation brief as values, already short enough for its two pages."""

import datetime
from dataclasses import dataclass

from mmsp.reports.preflight import Remark
from mmsp.reports.shapes import Audience, Cover


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading with plain paragraphs, one a line."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Point:
    """A finding, conclusion or recommendation by its number; the heading is empty for a finding."""

    number: str
    heading: str
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class BriefContent:
    """Two pages; `left_out` says what the report has beyond them, and is printed nowhere."""

    slug: str
    lang: str
    audience: Audience
    as_of: datetime.date
    cover: Cover
    short_title: str
    title: str
    introduction: str
    disclaimer: str
    evaluation: tuple[Fact, ...] = ()
    project: tuple[Fact, ...] = ()
    passages: tuple[Passage, ...] = ()
    findings: tuple[Point, ...] = ()
    conclusions: tuple[Point, ...] = ()
    recommendations: tuple[Point, ...] = ()
    left_out: tuple[Remark, ...] = ()
