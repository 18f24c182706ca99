"""The project factsheet and the newsletter as plain values.

`text` is rich (HTML of the closed tag set); everything else is plain.
"""

import datetime
from dataclasses import dataclass

from mmsp.reports.shapes import Audience, Cover, Title

LONG = 1_500  # letters of a cell, a third of a page


@dataclass(frozen=True, slots=True)
class Cell:
    """A passage in one language; the heading is empty where it goes on from the row above."""

    lang: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """What stands side by side; one cell alone where the other language has no such text."""

    cells: tuple[Cell, ...]

    @property
    def is_long(self) -> bool:
        """Whether it may be broken between two pages."""
        return any(len(cell.text) > LONG for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what it counts, in each language of the paper."""

    value: str
    labels: tuple[Title, ...]


@dataclass(frozen=True, slots=True)
class Lack:
    """What a language has no words for: a key of `outreach_remarks.LACKING`, and which one of them."""

    lang: str
    what: str
    which: str = ""


@dataclass(frozen=True, slots=True)
class FactsheetContent:
    """`languages` are those of the columns, by their own names; `second` is the code under which the
    texts of the other column are kept."""

    code: str
    lang: str
    audience: Audience
    as_of: datetime.date
    cover: Cover
    short_title: str
    kickers: tuple[Title, ...]
    titles: tuple[Title, ...]
    languages: tuple[Title, ...]
    funding_lines: tuple[Title, ...]
    rows: tuple[Row, ...] = ()
    glance: tuple[Title, ...] = ()
    figures: tuple[Figure, ...] = ()
    contacts: tuple[Cell, ...] = ()
    disclaimers: tuple[Title, ...] = ()
    second: str = ""
    lacks: tuple[Lack, ...] = ()

    @property
    def slug(self) -> str:
        """What its files are named by."""
        return self.code.lower()


@dataclass(frozen=True, slots=True)
class Picture:
    """`address` is where the press finds it, `url` where a browser does; `is_upright` is higher than
    wide, `is_panorama` twice as wide as high."""

    address: str
    url: str
    body: bytes
    alt: str
    caption: str = ""
    credit: str = ""
    is_upright: bool = False
    is_panorama: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """One item: `facts` is a line from the register, `href` where more can be read. `is_plain` tells
    whether its text may stand in a column: it has neither tables nor footnotes. `part` is the heading of
    the part that begins with it; `is_brief` is what stands in such a part."""

    number: int
    kind: str
    title: str
    facts: str = ""
    text: str = ""
    href: str = ""
    picture: Picture | None = None
    is_plain: bool = False
    part: str = ""
    is_brief: bool = False

    @property
    def anchor(self) -> str:
        return f"item-{self.number}"

    @property
    def is_wide(self) -> bool:
        """Whether it goes across both columns."""
        is_panorama = self.kind == "picture" and self.picture and self.picture.is_panorama
        return not self.is_plain or bool(is_panorama)


@dataclass(frozen=True, slots=True)
class Count:
    """A line of the box "at a glance"; a dash where nobody counted."""

    label: str
    in_period: str
    in_all: str


@dataclass(frozen=True, slots=True)
class NewsletterContent:
    """`lost` are the numbers of items whose picture file is gone, `left_out` how many pieces the
    audience may not read."""

    code: str
    number: int
    lang: str
    audience: Audience
    as_of: datetime.date
    cover: Cover
    short_title: str
    titles: tuple[Title, ...]
    month: str
    period: str
    issued_on: datetime.date
    foreword: str = ""
    foreword_by: str = ""
    is_plain: bool = False
    stories: tuple[Piece, ...] = ()
    studies: tuple[Piece, ...] = ()
    notices: tuple[Piece, ...] = ()
    glance: tuple[Count, ...] = ()
    contact: str = ""
    lost: tuple[int, ...] = ()
    left_out: int = 0

    @property
    def slug(self) -> str:
        return f"{self.code.lower()}-newsletter-{self.number}"

    @property
    def pieces(self) -> tuple[Piece, ...]:
        return (*self.stories, *self.studies, *self.notices)

    @property
    def pictures(self) -> tuple[Picture, ...]:
        return tuple(piece.picture for piece in self.pieces if piece.picture)
