"""A text as the pieces that people compare: paragraphs, list items, headings, and whole tables."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import html as lxml_html

from editing import richtext

Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph by its words; `tag` is the element it stands in, a table is known by its `rows`."""

    text: str
    tag: str = "p"
    rows: Rows = ()

    @property
    def said(self) -> str | Rows:
        """What makes two pieces the same, whatever their form."""
        return self.rows or self.text


def of_plain(text: str) -> list[Piece]:
    return [Piece(line) for line in text.splitlines()]


def of_rich(source: str) -> list[Piece]:
    """Top-level elements one by one; words outside of any are a paragraph."""
    if not source.strip():
        return []
    root = richtext.parsed(source)
    for table in root.iter("table"):
        if table.getparent() is not root:  # in a quotation: its words, as of any other part
            table.tag = "div"
    return [piece for block in _blocks(root) for piece in _pieces_of(block)]


def _blocks(root: lxml_html.HtmlElement) -> Iterator[lxml_html.HtmlElement]:
    """The children of the text; those that belong into one paragraph are put into one."""
    loose = lxml_html.Element("p")
    loose.text = root.text
    for child in list(root):
        if child.tag in richtext.INLINE:
            loose.append(child)  # takes its tail along
            continue
        yield loose
        loose = lxml_html.Element("p")
        loose.text, child.tail = child.tail, None
        yield child
    yield loose


def _pieces_of(block: lxml_html.HtmlElement) -> Iterator[Piece]:
    if block.tag == "table":
        rows = tuple(_cells(row) for row in block.iter("tr"))
        yield Piece("\n".join(" ".join(row) for row in rows), "table", rows)
        return
    for line in _lines(block):
        yield Piece(line, block.tag)


def _lines(block: lxml_html.HtmlElement) -> list[str]:
    """As `richtext.lines_of`, which takes longer, where there is nothing but words."""
    if len(block):
        return richtext.lines_of(block)
    words = " ".join((block.text or "").split())
    return [words] if words else []


def _cells(row: lxml_html.HtmlElement) -> tuple[str, ...]:
    return tuple("\n".join(_lines(cell)) for cell in row.iterchildren("td", "th"))
