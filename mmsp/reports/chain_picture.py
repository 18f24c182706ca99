"""Where the links of a chain stand in its picture: columns of boxes, and curves between them."""

from dataclasses import dataclass
from itertools import pairwise
from textwrap import wrap

from mmsp.reports.chain import Chain, Link, kinds

COLUMNS = ("evidence", "finding", "conclusion", "recommendation", "response", "action")
# In units of the picture; the text in a box is 13 of them high.
WIDTH, HEIGHT, BETWEEN, BELOW, HEAD = 150, 42, 58, 12, 36
LETTERS = 19


@dataclass(frozen=True, slots=True)
class Box:
    link: Link
    x: int
    y: int

    @property
    def lines(self) -> tuple[str, str]:
        """The beginning of the title beside the label, and what follows in the line below it."""
        room = " " * (len(self.link.label) + 1)
        placed = wrap(room + self.link.title, LETTERS, max_lines=2, placeholder="…")
        first, second, *_rest = (*placed, "", "")
        return first.strip(), second


@dataclass(frozen=True, slots=True)
class Column:
    title: str
    x: int
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    width: int
    height: int
    columns: tuple[Column, ...]
    curves: tuple[str, ...]


def draw(chain: Chain) -> Picture:
    """Each column spread over the height of the longest; evidence stands beside its finding."""
    most = max((len(chain.of(kind)) for kind in COLUMNS), default=0)
    height = HEAD + most * (HEIGHT + BELOW)
    columns = tuple(_column(chain, place, height) for place in range(len(COLUMNS)))
    width = len(COLUMNS) * (WIDTH + BETWEEN) - BETWEEN
    return Picture(width, height, columns, _curves(columns))


def _column(chain: Chain, place: int, height: int) -> Column:
    kind, x = COLUMNS[place], place * (WIDTH + BETWEEN)
    links = chain.of(kind)
    beside = chain.of("finding") if kind == "evidence" else links
    where = dict(zip((_number(link) for link in beside), _spread(len(beside), height), strict=True))
    boxes = (Box(link, x, where[_number(link)]) for link in links)
    return Column(kinds()[kind], x, tuple(boxes))


def _number(link: Link) -> str:
    """What a finding shares with its evidence: all of the key but the kind."""
    return link.key.partition("-")[2]


def _spread(count: int, height: int) -> list[int]:
    """The tops of so many boxes, evenly over the height below the heads."""
    step = (height - HEAD) / max(count, 1)
    return [round(HEAD + step * place + (step - HEIGHT) / 2) for place in range(count)]


def _curves(columns: tuple[Column, ...]) -> tuple[str, ...]:
    """From the right side of a box to the left side of what rests on it, as paths of SVG. What rests
    on the next column needs no curve across it to the one before."""
    places = {box.link.key: box for column in columns for box in column.boxes}
    return tuple(
        _curve(start, box)
        for before, column in pairwise(columns)
        for box in column.boxes
        for start in _starts(box, places, before.x)
    )


def _starts(box: Box, places: dict[str, Box], nearest: int) -> list[Box]:
    known = [places[key] for key in box.link.rests_on if key in places]
    return [start for start in known if start.x == nearest] or known


def _curve(start: Box, end: Box) -> str:
    x1, y1, x2, y2 = start.x + WIDTH, start.y + HEIGHT // 2, end.x, end.y + HEIGHT // 2
    return f"M{x1} {y1}C{x1 + BETWEEN // 2} {y1} {x2 - BETWEEN // 2} {y2} {x2} {y2}"
