"""What a style sheet can ask for in a few words."""

from tests.hostile.bombs.bomb import Bomb
from tests.hostile.bombs.markup import WORDS


def _laughs(levels: int, start: str = "url(x)") -> str:
    """Each property says the one before it ten times."""
    steps = "".join(f"--l{n}: " + f"var(--l{n - 1}) " * 10 + ";" for n in range(1, levels))
    return f"p {{ --l0: {start}; {steps} font-family: var(--l{levels - 1}) }}"


def _growing() -> str:
    """Each element says the counters of all around it."""
    return (
        "div { counter-reset: n; counter-increment: n } div::before { content: counters(n, '"
        + "." * 9000
        + "') }"
    )


def _selectors() -> str:
    return "".join(
        f"div:has(p ~ p ~ p:not(.x{n})) div ~ div > p:nth-last-child({n}n+1) {{ color: red }}"
        for n in range(300)
    )


def _long_sum() -> str:
    return f"p {{ width: {'calc(1px + ' * 20_000}1px{')' * 20_000} }}"


def _stops() -> str:
    return f"p {{ background: linear-gradient({', '.join(f'#{n % 4096:03x}' for n in range(50_000))}) }}"


def _words() -> str:
    return f"<p>{WORDS * 300}</p>"


def _many() -> str:
    return "<p>text</p>" * 3000


BOMBS = (
    Bomb("tiny-pages", "pages of one millimetre", _words, lambda: "@page { size: 1mm; margin: 0 }"),
    Bomb("no-room", "margins larger than the page", _words, lambda: "@page { margin: 500mm }"),
    Bomb("tall-box", "a box of three million pages", style=lambda: "p { height: 1000000000mm }"),
    Bomb("tall-margin", "a gap of three million pages", style=lambda: "p { padding-top: 900000000mm }"),
    Bomb("page-breaks", "a page for every word", lambda: "<p>x</p>" * 30_000, lambda: "p { break-after: page }"),
    Bomb("huge-numbers", "numbers beyond all numbers", _words,
         lambda: "p { font-size: 1e30pt; letter-spacing: 1e300px; margin: -1e308px; width: 1e999px }"),
    Bomb("tiny-letters", "letters that are almost nothing", lambda: f"<p>{WORDS * 3000}</p>",
         lambda: "p { font-size: 0.0001pt; line-height: 0 }"),
    Bomb("columns", "a hundred thousand columns", _words, lambda: "body { columns: 100000; column-gap: 0 }"),
    Bomb("thin-columns", "columns thinner than a hair", _words, lambda: "body { column-width: 0.001px }"),
    Bomb("floats", "3,000 floats that give way to one another", _many,
         lambda: "p { float: left; width: 33.3%; margin: 3px -1px } p:nth-child(2n) { float: right; clear: left }"),
    Bomb("notes", "3,000 footnotes at the foot of one page", lambda: f"<div>{'<p>x</p>' * 3000}</div>",
         lambda: "p { float: footnote }"),
    Bomb("flex", "boxes that stretch one another", lambda: "<div>" * 20 + "<p>text</p>" * 200 + "</div>" * 20,
         lambda: "div { display: flex; flex-wrap: wrap }"),
    Bomb("tracks", "a grid of a hundred million tracks", style=lambda:
         "body { display: grid; grid-template: repeat(10000, 1px) / repeat(10000, 1px) }"),
    Bomb("far-line", "a cell at line one thousand million", style=lambda:
         "body { display: grid } p { grid-area: 1000000000 / 1000000000 }"),
    Bomb("wide-span", "a cell over a million tracks", _many, lambda:
         "body { display: grid } p { grid-column: span 1000000 }"),
    Bomb("laughs", "ten thousand million words out of ten lines", style=lambda: _laughs(11)),
    Bomb("laughs-around", "properties that name each other",
         style=lambda: "p { --a: var(--b); --b: var(--a); color: var(--a) }"),
    Bomb("counters", "a text that doubles with every element", lambda: "<div>" * 90 + "x" + "</div>" * 90, _growing),
    Bomb("quoted", "content without end", _many, lambda: f"p::before {{ content: '{'x' * 100_000}' }}"),
    Bomb("selectors", "rules that look at everything for each element",
         lambda: f"<div>{'<div><p>x</p><p>y</p></div>' * 2000}</div>", _selectors),
    Bomb("long-sum", "a sum within a sum", style=_long_sum),
    Bomb("open-brackets", "a hundred thousand brackets", style=lambda: "(" * 100_000 + "{" * 100_000),
    Bomb("gradient", "a gradient of 50,000 colours", style=_stops),
    Bomb("tiles", "a pattern of the smallest tiles", _words,
         lambda: "body { background: repeating-linear-gradient(red, blue 0.0001px) 0 0 / 0.01px 0.01px }"),
    Bomb("layers", "3,000 layers seen through one another", _many,
         lambda: "p { opacity: 0.9; z-index: 2147483647; position: relative; transform: rotate(1deg) scale(1e9) }"),
    Bomb("never-settled", "page numbers that change the pages they count", lambda:
         "".join(f'<p id="p{n}"><a href="#p{n}">x</a></p>' for n in range(400)),
         lambda: "a::after { content: target-counter(attr(href), page, upper-roman) ' ' counter(pages, lower-roman);"
         " font-size: 40pt }"),
)  # fmt: skip
