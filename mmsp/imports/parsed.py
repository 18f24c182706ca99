"""What was understood of a report, as plain frozen values that travel as JSON."""

import dataclasses
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Person:
    """A member of the evaluation team as the cover names them."""

    name: str
    role: str


@dataclass(frozen=True)
class Cover:
    """The facts of the cover page; whatever is empty was not found there. The date is ISO.

    `lines` is the page as printed.
    """

    title: str = ""
    reference: str = ""
    contract_number: str = ""
    report_date: str = ""
    team: tuple[Person, ...] = ()
    disclaimer: str = ""
    visibility_statement: str = ""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """A chapter that is text; `kind` is a value of ReportSection.kind."""

    kind: str
    title: str
    html: str


@dataclass(frozen=True)
class Abbreviation:
    short: str
    meaning: str


@dataclass(frozen=True)
class Question:
    """An evaluation question with its answer; `text` and `sub_questions` are plain text."""

    number: int
    text: str
    sub_questions: tuple[str, ...]
    finding: str


@dataclass(frozen=True)
class Finding:
    """A finding that the document tells by its number, and the number of its question; the short
    answer is plain."""

    number: int
    question: int
    html: str
    short_answer: str = ""


@dataclass(frozen=True)
class Criterion:
    """Questions by criterion; `standard` ones are known to every evaluation, others are its own."""

    code: str
    name: str
    standard: bool
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Statement:
    """A conclusion, lesson or recommendation; `heading` is its key phrase."""

    number: int
    heading: str
    html: str


@dataclass(frozen=True)
class Placed:
    """A piece of text and the place in the document where it stood."""

    place: str
    html: str


@dataclass(frozen=True)
class Heading:
    """A heading exactly as written, with its level."""

    level: int
    text: str


@dataclass(frozen=True)
class ParsedReport:
    """A whole report. Every word of the document is in here: `leftovers` found no place, and
    `set_aside` is not the report's own text (comments, running heads, table of contents)."""

    cover: Cover = Cover()
    outline: tuple[Heading, ...] = ()
    sections: tuple[Section, ...] = ()
    abbreviations: tuple[Abbreviation, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    findings: tuple[Finding, ...] = ()
    conclusions: tuple[Statement, ...] = ()
    lessons: tuple[Statement, ...] = ()
    recommendations: tuple[Statement, ...] = ()
    footnotes: int = 0
    leftovers: tuple[Placed, ...] = ()
    set_aside: tuple[Placed, ...] = ()
    remarks: tuple[str, ...] = ()
    is_ours: bool = False  # written by this application, and says itself what its parts are

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(question for criterion in self.criteria for question in criterion.questions)

    def to_json(self) -> str:
        return json.dumps(dataclasses.asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str | bytes) -> "ParsedReport":
        """Raises ValueError, TypeError or KeyError for what `to_json` cannot have written."""
        values = json.loads(text)
        cover = dict(values.pop("cover"))
        cover.update(team=_rows(Person, cover["team"]), lines=tuple(cover["lines"]))
        return cls(
            cover=Cover(**cover),
            outline=_rows(Heading, values.pop("outline")),
            sections=_rows(Section, values.pop("sections")),
            abbreviations=_rows(Abbreviation, values.pop("abbreviations")),
            criteria=tuple(_criteria(values.pop("criteria"))),
            findings=_rows(Finding, values.pop("findings")),
            conclusions=_rows(Statement, values.pop("conclusions")),
            lessons=_rows(Statement, values.pop("lessons")),
            recommendations=_rows(Statement, values.pop("recommendations")),
            leftovers=_rows(Placed, values.pop("leftovers")),
            set_aside=_rows(Placed, values.pop("set_aside")),
            remarks=tuple(values.pop("remarks")),
            **values,
        )


def _rows(kind: type, values: list[dict[str, Any]]) -> tuple[Any, ...]:
    return tuple(kind(**value) for value in values)


def _criteria(values: list[dict[str, Any]]) -> Iterator[Criterion]:
    for value in values:
        questions = (
            Question(**{**row, "sub_questions": tuple(row["sub_questions"])})
            for row in value["questions"]
        )
        yield Criterion(**{**value, "questions": tuple(questions)})
