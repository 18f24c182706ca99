"""What the sheet of lessons for the next phase is made of: plain values, like `shapes`."""

import datetime
from dataclasses import dataclass
from operator import attrgetter

from django.utils.translation import gettext_lazy as _

from editing.tables import Column
from mmsp.reports.shapes import Audience


@dataclass(frozen=True, slots=True)
class Line:
    """A lesson with what is made of it; all but the lesson is empty until that is decided."""

    number: int
    heading: str
    text: str
    decision: str = ""
    explanation: str = ""
    phase: str = ""
    decided_on: datetime.date | None = None
    decided_by: str = ""


@dataclass(frozen=True, slots=True)
class LessonsAhead:
    slug: str
    lang: str
    audience: Audience
    as_of: datetime.date
    title: str
    short_title: str
    lines: tuple[Line, ...] = ()
    house: str = "plain"


COLUMNS = (
    Column("number", _("No."), attrgetter("number"), width=14, is_number=True),
    Column("lesson", _("Lesson"), attrgetter("heading"), width=60),
    Column("text", _("In full"), attrgetter("text"), width=120),
    Column("decision", _("Decision"), attrgetter("decision"), width=30),
    Column("explanation", _("How or why"), attrgetter("explanation"), width=80),
    Column("phase", _("Next phase or project"), attrgetter("phase"), width=50),
    Column("decided_on", _("Decided on"), attrgetter("decided_on"), width=28),
    Column("decided_by", _("Decided by"), attrgetter("decided_by"), width=40),
)
