"""Too much, too deep, too wide: what elements alone can do."""

from tests.hostile.bombs.bomb import Bomb

WORDS = "What was found in the provinces is told in the annex. "


def _within(start: str, end: str, depth: int, inner: str = "x") -> str:
    return start * depth + inner + end * depth


def _rows(count: int, row: str) -> str:
    return f"<table>{row * count}</table>"


def _marks() -> str:
    return "<p>" + "a" + "\u0301\u0316\u0359" * 20_000 + "</p>"


def _turns() -> str:
    return "<p>" + "\u202eab\u202dcd" * 20_000 + "</p>"


def _points_at_itself() -> str:
    return "".join(f'<p id="p{n}"><a href="#p{5000 - n}">x</a></p>' for n in range(5000))


BOMBS = (
    Bomb("deep-divs", "100,000 elements within each other", lambda: _within("<div>", "</div>", 100_000)),
    Bomb("deep-open", "the same, and none is closed", lambda: "<div>" * 50_000),
    Bomb("deep-lists", "lists within lists", lambda: _within("<ul><li>", "</li></ul>", 45)),
    Bomb("deep-tables", "tables within tables, measured again at each depth",
         lambda: _within("<table><tr><td>", "</td></tr></table>", 30)),
    Bomb("deep-inline", "words within words", lambda: _within("<b>", "</b>", 90, WORDS * 200) * 30),
    Bomb("million-rows", "a table of a million rows", lambda: _rows(1_000_000, "<tr><td>1</td></tr>")),
    Bomb("empty-rows", "rows without cells, which no count of cells sees", lambda: _rows(200_000, "<tr></tr>")),
    Bomb("wide-cells", "8,000 cells that each claim 1,000 columns and all rows",
         lambda: _rows(80, "<tr>" + '<td colspan="1000" rowspan="65534">1</td>' * 100 + "</tr>")),
    Bomb("wide-cell", "one cell of a thousand million columns",
         lambda: _rows(3, '<tr><td colspan="1000000000">1</td></tr>')),
    Bomb("tall-cells", "cells that reach over everything below",
         lambda: _rows(300, '<tr><td rowspan="65534">1</td><td rowspan="65534">1</td></tr>')),
    Bomb("wide-columns", "columns that are declared by the million", lambda: '<table><col span="1000000000">'
         "<tr><td>1</td></tr></table>"),
    Bomb("one-row", "a row of 15,000 cells", lambda: "<table><tr>" + "<td>1</td>" * 15_000 + "</tr></table>"),
    Bomb("long-word", "a word of a million letters", lambda: f"<p>{'a' * 1_000_000}</p>"),
    Bomb("long-number", "a list that begins at a number without end",
         lambda: f'<ol start="{"9" * 5000}"><li>x</li></ol>'),
    Bomb("long-text", "a text of five million letters", lambda: f"<p>{WORDS * 90_000}</p>"),
    Bomb("soft-hyphens", "a word that can be parted everywhere", lambda: f"<p>{chr(0xAD).join('a' * 100_000)}</p>"),
    Bomb("marks", "60,000 marks over one letter", _marks),
    Bomb("turns", "40,000 changes of direction", _turns),
    Bomb("links", "5,000 links to one another", _points_at_itself),
    Bomb("headings", "100,000 bookmarks", lambda: "<h2>x</h2>" * 100_000),
)  # fmt: skip
