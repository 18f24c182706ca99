"""The follow-up in figures as it is printed: plain values, like `shapes`."""

import datetime
from dataclasses import dataclass


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
class FollowUpContent:
    """`asked` says in words what the figures were narrowed to; `reader` whose sight they are."""

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
