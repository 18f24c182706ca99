"""The texts of a report with the places where they are mended, and remarks that lead there."""

import enum
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from editing.richtext import plain_text
from mmsp.reports.places import Places
from mmsp.reports.shapes import ReportContent

# While people write, most texts of a report stay as they are from one look to the next.
TEXTS_KEPT = 256
words_of = lru_cache(TEXTS_KEPT)(plain_text)


class Level(enum.StrEnum):
    """Blocking: the report should not leave the house like this. Doubtful: somebody should look."""

    BLOCKING = "blocking"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class Remark:
    level: Level
    message: str
    url: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A rich text of the report, what people call its place, and where it is mended."""

    label: str
    url: str
    text: str
    field: str
    kind: str = ""


def passages(content: ReportContent) -> Iterator[Passage]:
    """Every rich text in the order of the report."""
    to = Places(content.slug)
    for part in content.sections:
        place = part.title or part.kind, to.section(part.position)
        yield Passage(*place, part.text, "evaluations.reportsection.text", part.kind)
    for finding in content.findings:
        place = f"F{finding.number}", to.finding(finding.number)
        yield Passage(*place, finding.text, "evaluations.finding.text")
    for conclusion in content.conclusions:
        place = f"C{conclusion.number}", to.conclusion(conclusion.number)
        yield Passage(*place, conclusion.text, "evaluations.conclusion.text")
    for lesson in content.lessons:
        place = f"L{lesson.number}", to.lesson(lesson.number)
        yield Passage(*place, lesson.text, "evaluations.lesson.text")
    for each in content.recommendations:
        place = f"R{each.number}", to.recommendation(each.number)
        yield Passage(*place, each.text, "recommendations.recommendation.text")
