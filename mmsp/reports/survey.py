"""One quick look over a paper before it is printed: too many cells, nested too deeply, and where."""

from collections import Counter
from dataclasses import dataclass
from html.parser import HTMLParser

from django.utils.translation import gettext_noop

HEADINGS = {"h1", "h2", "h3", "h4", "caption"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr"}
BEGINNING = gettext_noop("the beginning")
# What an element weighs beside its words, where the heaviest part of a paper is looked for.
ELEMENT = 20

Attributes = list[tuple[str, str | None]]


@dataclass(frozen=True, slots=True)
class Place:
    """The heading above something, and the last element before it that has a name of its own."""

    heading: str = BEGINNING
    anchor: str = ""

    def __str__(self) -> str:
        return self.heading


class _Enough(Exception):
    """Nothing that follows can change what was found."""


class Reader(HTMLParser):
    """Goes through a paper and knows where it is. It reads HTML whose elements are all closed, as our
    templates and the sanitiser leave it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.level = 0
        self.heading, self.in_heading, self.anchor = "", False, ""

    @property
    def place(self) -> Place:
        return Place(self.heading or BEGINNING, self.anchor)

    def read(self, html: str) -> None:
        try:
            self.feed(html)
        except _Enough:
            return

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        found = dict(attrs)
        self.anchor = found.get("id") or self.anchor
        if tag in HEADINGS:
            self.heading, self.in_heading = "", True
        self.level += tag not in VOID
        self.look(tag, found)

    def handle_endtag(self, tag: str) -> None:
        self.level -= tag not in VOID
        if tag in HEADINGS:
            self.in_heading = False

    def handle_data(self, data: str) -> None:
        if self.in_heading:
            self.heading = " ".join(f"{self.heading} {data}".split())

    def look(self, tag: str, attributes: dict[str, str | None]) -> None:
        """What a reader looks for at each element."""


class Survey(Reader):
    """`too_many`, `too_wide` and `too_deep` say where a limit was passed, if one was. A cell over several
    columns counts as so many; a row counts as a cell at least."""

    def __init__(self, *, cells: int, columns: int, depth: int) -> None:
        super().__init__()
        self.most_cells, self.most_columns, self.most_depth = cells, columns, depth
        self.cells = self.rows = self.in_row = 0
        self.too_many: Place | None = None
        self.too_wide: Place | None = None
        self.too_deep: Place | None = None

    def look(self, tag: str, attributes: dict[str, str | None]) -> None:
        if tag == "tr":
            self.rows, self.in_row = self.rows + 1, 0
        elif tag in ("td", "th"):
            across = span(attributes.get("colspan"))
            self.cells, self.in_row = self.cells + across, self.in_row + across
        elif tag == "col":
            self.in_row = max(self.in_row, span(attributes.get("span")))
        if self.level > self.most_depth:
            self.too_deep = self.place
        elif self.in_row > self.most_columns:
            self.too_wide = self.place
        elif max(self.cells, self.rows) > self.most_cells:
            self.too_many = self.place
        else:
            return
        raise _Enough


def span(value: str | None) -> int:
    """How many columns or rows a cell covers by its attribute; what is no number is one."""
    digits = (value or "").strip()[:9]
    return max(1, int(digits)) if digits.isascii() and digits.isdigit() else 1


def survey(html: str, *, cells: int, columns: int, depth: int) -> Survey:
    found = Survey(cells=cells, columns=columns, depth=depth)
    found.read(html)
    return found


class Finder(Reader):
    """Looks for the first element that names an address in any of its attributes."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address, self.found = address, Place()

    def look(self, tag: str, attributes: dict[str, str | None]) -> None:
        if any(self.address in (value or "") for value in attributes.values()):
            self.found = self.place
            raise _Enough


def place_of(html: str, address: str) -> Place:
    """Where an address is asked for; the beginning, where that is not an element's doing."""
    finder = Finder(address)
    finder.read(html)
    return finder.found


class Weigher(Reader):
    """How much stands under each heading."""

    def __init__(self) -> None:
        super().__init__()
        self.weights: Counter[Place] = Counter()
        self.under = Place()

    def look(self, tag: str, attributes: dict[str, str | None]) -> None:
        self.weights[self.under] += ELEMENT

    def handle_endtag(self, tag: str) -> None:
        super().handle_endtag(tag)
        if tag in HEADINGS:
            self.under = self.place

    def handle_data(self, data: str) -> None:
        super().handle_data(data)
        self.weights[self.under] += len(data)


def heaviest(html: str) -> Place:
    """The part of a paper with the most to set."""
    weigher = Weigher()
    weigher.read(html)
    return max(weigher.weights, key=lambda place: weigher.weights[place], default=Place())
