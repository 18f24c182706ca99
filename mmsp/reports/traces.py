"""The chain from question to recommendation, as rows of a table."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mmsp.reports.shapes import Conclusion, Lesson, Recommendation, ReportContent


@dataclass(frozen=True, slots=True)
class Trace:
    """One question, one of its findings (or none), and the numbers of what rests on it."""

    question: int
    finding: int | None
    strength: str
    conclusions: tuple[int, ...]
    lessons: tuple[int, ...]
    recommendations: tuple[int, ...]


def traces(content: ReportContent) -> Iterator[Trace]:
    """A row a finding, in the order of the questions; a question without finding has a row as well."""
    for question in content.questions:
        for finding in question.findings:
            yield _trace(content, question.number, finding.number, finding.strength_label)
        if not question.findings:
            yield Trace(question.number, None, "", (), (), ())


def _trace(content: ReportContent, question: int, finding: int, strength: str) -> Trace:
    conclusions = _resting_on(finding, content.conclusions)
    return Trace(
        question,
        finding,
        strength,
        conclusions,
        _resting_on(finding, content.lessons),
        _recommended(content.recommendations, finding, set(conclusions)),
    )


def _resting_on(finding: int, claims: Iterable[Conclusion | Lesson]) -> tuple[int, ...]:
    return tuple(claim.number for claim in claims if finding in claim.findings)


def _recommended(
    recommendations: Iterable[Recommendation], finding: int, conclusions: set[int]
) -> tuple[int, ...]:
    """Those that name the finding itself, or a conclusion drawn from it."""
    return tuple(
        each.number
        for each in recommendations
        if finding in each.findings or conclusions & set(each.conclusions)
    )
