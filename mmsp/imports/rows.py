"""What a parsed report asks to stand in the database: rows by the numbers people know them by."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from html import escape
from typing import Any

from editing.models import Versioned
from evaluations.models import (
    Abbreviation,
    Conclusion,
    Criterion,
    EvaluationQuestion,
    Finding,
    Lesson,
    ReportSection,
    TeamMember,
)
from mmsp.imports.parsed import Cover, ParsedReport, Placed, Section, Statement
from recommendations.models import Recommendation

LEFTOVERS_TITLE = "Text that found no place"
Key = tuple[Any, ...]


@dataclass(frozen=True)
class Wanted:
    """One row of an evaluation. `key` finds it again; `fields` are what the document says.

    `links` names rows wanted earlier, by field; `first` holds what only a new row is given, and
    a `place` names the field that takes the next free position in a new row.
    """

    model: Any  # a Versioned model that hangs on an evaluation
    key: dict[str, Any]
    fields: dict[str, Any]
    links: dict[str, tuple[type[Versioned], Key]] = field(default_factory=dict)
    first: dict[str, Any] = field(default_factory=dict)
    place: str = ""

    @property
    def identity(self) -> tuple[type[Versioned], Key]:
        return self.model, tuple(self.key.values())


def evaluation_fields(cover: Cover) -> dict[str, Any]:
    """The facts of the cover that an evaluation keeps; what the cover does not say stays as it is."""
    said = {
        "reference": cover.reference,
        "contract_number": cover.contract_number,
        "report_date": date.fromisoformat(cover.report_date) if cover.report_date else None,
        "disclaimer": cover.disclaimer,
        "visibility_statement": cover.visibility_statement,
    }
    return {name: value for name, value in said.items() if value}


def wanted(report: ParsedReport, title: str) -> Iterator[Wanted]:
    """All rows of the report, each after those it links to."""
    for person in report.cover.team:
        yield Wanted(TeamMember, {"name": person.name}, {"role": person.role}, place="position")
    for pair in report.abbreviations:
        yield Wanted(Abbreviation, {"short": pair.short}, {"meaning": pair.meaning})
    yield from _sections(report, title)
    yield from _questions(report)
    for model, statements in (
        (Conclusion, report.conclusions),
        (Lesson, report.lessons),
        (Recommendation, report.recommendations),
    ):
        yield from (_statement(model, statement) for statement in statements)


def _sections(report: ParsedReport, title: str) -> Iterator[Wanted]:
    """Chapters in their order, annexes behind them, and at the end whatever found no place."""
    chapters = sorted(report.sections, key=lambda section: section.kind == "annex")
    if leftovers := [*_unsaid_title(report.cover, title), *report.leftovers]:
        html = "".join(f"<h3>{escape(row.place)}</h3>{row.html}" for row in leftovers)
        chapters.append(Section("leftovers", LEFTOVERS_TITLE, html))
    seen: dict[tuple[str, str], int] = {}
    for section in chapters:
        count = seen[section.kind, section.title] = seen.get((section.kind, section.title), 0) + 1
        name = section.title if count == 1 else f"{section.title[:290]} ({count})"
        yield Wanted(
            ReportSection,
            {"kind": section.kind, "title": name},
            {"text": section.html},
            place="position",
        )


def _unsaid_title(cover: Cover, title: str) -> list[Placed]:
    """The printed title, where the one chosen by the importer leaves out some of its words."""
    is_said = set(cover.title.lower().split()) <= set(title.lower().split())
    return [] if is_said else [Placed("Cover page", f"<p>{escape(cover.title)}</p>")]


def _questions(report: ParsedReport) -> Iterator[Wanted]:
    for position, criterion in enumerate(report.criteria, start=1):
        if not criterion.standard:
            own = {"name": criterion.name}
            yield Wanted(Criterion, {"code": criterion.code}, own, first={"position": position})
        for question in criterion.questions:
            yield Wanted(
                EvaluationQuestion,
                {"number": question.number},
                {"text": question.text, "sub_questions": list(question.sub_questions)},
                links={"criterion": (Criterion, (criterion.code,))},
            )
            if question.finding or not report.is_ours:
                yield _finding(question.number, question.number, question.finding)
    for each in report.findings:
        yield _finding(each.number, each.question, each.html, each.short_answer)


def _finding(number: int, question: int, html: str, short_answer: str = "") -> Wanted:
    """A short answer that the document does not hold stays as it is here."""
    return Wanted(
        Finding,
        {"number": number},
        {"text": html, **({"short_answer": short_answer} if short_answer else {})},
        links={"question": (EvaluationQuestion, (question,))},
    )


def _statement(model: type[Versioned], statement: Statement) -> Wanted:
    fields = {"heading": statement.heading, "text": statement.html}
    return Wanted(model, {"number": statement.number}, fields)
