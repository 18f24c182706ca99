"""The follow-up in figures as it is printed: plain values, like `shapes`."""

import datetime
from dataclasses import dataclass, replace

MOST_LINES = 500  # key actions on paper; the sheet has all of them


@dataclass(frozen=True, slots=True)
class Number:
    """A figure in words, such as `73 %`, and what it is made of."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """`length` is in units of the picture; `colour` what SVG takes for one."""

    label: str
    count: int
    length: int
    colour: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart; `address` is where the press finds it."""

    key: str
    title: str
    what: str
    bars: tuple[Bar, ...]
    in_words: str

    @property
    def address(self) -> str:
        return f"asset:{self.key}.svg"


@dataclass(frozen=True, slots=True)
class Table:
    by: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A key action as it stood; `last_word` is what was reported last, with its day before it."""

    number: str
    text: str
    in_charge: str
    status: str
    status_label: str
    promised_on: datetime.date | None = None
    due_on: datetime.date | None = None
    days_late: int = 0
    is_overdue: bool = False
    is_stale: bool = False
    last_word: str = ""
    last_on: datetime.date | None = None
    has_proof: bool = False


@dataclass(frozen=True, slots=True)
class Answered:
    """What an organisation answered to a recommendation, and what it promised."""

    evaluation: str
    number: int
    heading: str
    organisation: str
    decision: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class FollowUpContent:
    """`asked` says in words what the figures were narrowed to; `reader` whose sight they are, "" where
    they are those of an audience. `answers` hold all key actions that are counted."""

    lang: str
    as_of: datetime.date
    title: str
    subject: str
    reader: str
    asked: tuple[tuple[str, str], ...]
    numbers: tuple[Number, ...]
    pictures: tuple[Picture, ...]
    tables: tuple[Table, ...]
    formulas: tuple[tuple[str, str], ...]
    answers: tuple[Answered, ...] = ()
    short_title: str = ""
    house: str = "plain"
    funding_line: str = ""
    is_eu_funded: bool = False
    disclaimer: str = ""

    @property
    def printed(self) -> tuple[Answered, ...]:
        """As many as a paper holds."""
        room, found = MOST_LINES, []
        for each in self.answers:
            if room <= 0:
                break
            found.append(replace(each, lines=each.lines[:room]))
            room -= len(each.lines)
        return tuple(found)

    @property
    def left_out(self) -> int:
        return max(0, sum(len(each.lines) for each in self.answers) - MOST_LINES)
