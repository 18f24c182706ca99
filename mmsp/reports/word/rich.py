"""Rich text of the closed tag set as Word: paragraphs, headings, lists, quotations, tables, links, notes."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import _Cell
from docx.text.run import Run

from editing.richtext import BLOCKS, FOOTNOTE, parsed
from mmsp.reports.spacing import one_line
from mmsp.reports.word.lists import Lists
from mmsp.reports.word.notes import Footnotes
from mmsp.reports.word.paper import QUIET, place_name
from mmsp.reports.word.tables import repeat

MARKS = {"strong": "bold", "em": "italic", "sub": "subscript", "sup": "superscript"}
TONES = {"p-plain-text": "plain", "p-again": "plain", "p-quiet": "quiet"}
HEADINGS = {"h3": 0, "h4": 1, "h5": 2, "h6": 3}
BREAKING = {*BLOCKS, *HEADINGS}
DEEPEST_HEADING = 9
HIGHEST = 2**31 - 1
# Word opens no table of more columns; and each place of a table costs time, also one that is empty.
MOST_COLUMNS, MOST_PLACES = 63, 16_000


@dataclass(frozen=True)
class Place:
    """Where text goes on: the style of its paragraphs, the list it belongs to and how deep."""

    container: Any
    style: str = "Normal"
    list_id: int = 0
    level: int = -1


@dataclass
class RichText:
    """Writes rich texts into one document. `anchors` are the places that its links may lead to;
    without `with_tables` a table becomes a paragraph a row, which a cell can hold."""

    document: Any
    footnotes: Footnotes
    anchors: Collection[str] = ()
    headings_from: int = 3
    with_tables: bool = True
    link_style: str = "Hyperlink"

    def __post_init__(self) -> None:
        self.lists = Lists(self.document)
        self.made: list[Any] = []

    def write(self, container: Any, html: str) -> None:
        """Adds the text at the end of a document or a cell."""
        if html.strip():
            self._blocks(parsed(html), Place(container))

    def write_element(self, element: Any, place: Place) -> None:
        """Adds what stands in an element that is parsed already."""
        self._blocks(element, place)

    def write_words(self, paragraph: Any, element: Any) -> None:
        """Adds the words of an element, with their marks and links, to a paragraph."""
        for piece in _pieces(element):
            self._inline(paragraph, piece, frozenset())

    def _blocks(self, parent: Any, place: Place) -> None:
        """Blocks one after the other; words outside of any become a paragraph."""
        loose: Any = None
        for piece in _pieces(parent):
            if isinstance(piece, str) or piece.tag not in BREAKING:
                if loose is None and (not isinstance(piece, str) or piece.strip()):
                    loose = self._paragraph(place)
                if loose is not None:
                    self._inline(loose, piece, frozenset())
                continue
            loose = None
            self._block(piece, place)

    def _block(self, element: Any, place: Place) -> None:
        tag = element.tag
        if tag in ("ul", "ol"):
            self._list(element, place)
        elif tag == "blockquote":
            self._blocks(element, replace(place, style="Quote"))
        elif tag == "table":
            self._table(element, place)
        elif tag in HEADINGS:
            level = min(self.headings_from + HEADINGS[tag], DEEPEST_HEADING)
            self._words(element, replace(place, style=f"Heading {level}", list_id=0))
        else:
            self._words(element, place)

    def _words(self, element: Any, place: Place) -> None:
        self.write_words(self._paragraph(place), element)

    def _list(self, element: Any, place: Place) -> None:
        level = place.level + 1
        list_id = self.lists.begin(ordered=element.tag == "ol", level=level, start=_start(element))
        before = len(self.made)
        for item in element.iterchildren("li"):
            self._item(item, replace(place, list_id=list_id, level=level))
        if level == 0 and len(self.made) > before and not isinstance(place.container, _Cell):
            # Items stand close together; what follows them stands off as after any paragraph.
            self.made[-1].paragraph_format.space_after = None

    def _item(self, item: Any, place: Place) -> None:
        """The first paragraph carries the mark, further ones stand under it."""
        before = len(self.made)
        self._blocks(item, place)
        items = [each for each in self.made[before:] if _list_of(each) == place.list_id]
        for paragraph in items[1:]:
            paragraph._p.pPr.remove(paragraph._p.pPr.numPr)
            paragraph.style = self.document.styles["List Continue"]

    def _paragraph(self, place: Place) -> Any:
        paragraph = _next_paragraph(place.container)
        paragraph.style = self.document.styles[place.style]
        if place.list_id:
            self.lists.enter(paragraph, place.list_id, place.level)
        self.made.append(paragraph)
        return paragraph

    def _inline(self, paragraph: Any, piece: Any, marks: frozenset[str]) -> None:
        if isinstance(piece, str):
            _add_run(paragraph, paragraph._p, piece, marks)
        elif piece.tag == "br":
            paragraph.add_run().add_break()
        elif piece.get("class") == FOOTNOTE:
            self.footnotes.call(paragraph, _note(piece))
        elif piece.tag == "a":
            self._link(paragraph, piece, marks)
        else:
            more = {MARKS[piece.tag]} if piece.tag in MARKS else _tone(piece)
            for each in _pieces(piece):
                self._inline(paragraph, each, marks | more)

    def _link(self, paragraph: Any, element: Any, marks: frozenset[str]) -> None:
        """A link to the web, or to a place in this document; to any other place it is words."""
        address = element.get("href", "")
        words = one_line(element.text_content())
        if not words or (address.startswith("#") and address[1:] not in self.anchors):
            _add_run(paragraph, paragraph._p, words, marks)
            return
        link = OxmlElement("w:hyperlink")
        if address.startswith("#"):
            link.set(qn("w:anchor"), place_name(address[1:]))
        else:
            kind = RELATIONSHIP_TYPE.HYPERLINK
            link.set(qn("r:id"), paragraph.part.relate_to(address, kind, is_external=True))
        paragraph._p.append(link)
        run = _add_run(paragraph, link, words, marks)
        if self.link_style:
            run.style = self.document.styles[self.link_style]

    def _table(self, element: Any, place: Place) -> None:
        rows = rows_of(element)
        spans = spans_of(rows) if rows and self.with_tables and _places(rows) <= MOST_PLACES else []
        width = max((column + columns for _row, column, _rows, columns, _cell in spans), default=0)
        if not spans or width > MOST_COLUMNS or width * len(rows) > MOST_PLACES:
            for row in rows:
                self._row_as_words(row, place)
            return
        table = _new_table(place.container, len(rows), width)
        places = table._cells  # counted once: python-docx does so again for each `table.cell`
        for row, column, down, across, cell in spans:
            target = places[row * width + column]
            if down > 1 or across > 1:
                last = min(row + down, len(rows)) - 1
                target = target.merge(places[last * width + column + across - 1])
            self._blocks(cell, Place(target))
            if cell.tag == "th":
                _embolden(target)
        for number in range(_heads(rows)):
            repeat(table.rows[number])

    def _row_as_words(self, row: Any, place: Place) -> None:
        paragraph = self._paragraph(place)
        for number, cell in enumerate(row.iterchildren("td", "th")):
            _add_run(paragraph, paragraph._p, " | " if number else "", frozenset())
            for each in _pieces_below(cell):
                self._inline(paragraph, each, frozenset())


def _note(element: Any) -> str:
    """The words of a footnote, with the address of a link that they do not say."""
    said = "".join(each if isinstance(each, str) else _addressed(each) for each in _pieces(element))
    return " ".join(said.split())


def _addressed(element: Any) -> str:
    words, address = one_line(element.text_content()), element.get("href", "")
    is_said = address.startswith("#") or not address or words.rstrip("/") in address
    return words if is_said else f"{words} ({address})"


def _pieces(element: Any) -> Iterator[Any]:
    """The text and the elements in an element, in order."""
    if element.text:
        yield element.text
    for child in element:
        yield child
        if child.tail:
            yield child.tail


def _pieces_below(element: Any) -> Iterator[Any]:
    """The same without the blocks around them."""
    for piece in _pieces(element):
        if isinstance(piece, str) or piece.tag not in BREAKING:
            yield piece
        else:
            yield from _pieces_below(piece)
            yield " "


def _add_run(paragraph: Any, parent: Any, text: str, marks: frozenset[str]) -> Run:
    """Line ends of HTML are spaces, and mean nothing."""
    element: Any = OxmlElement("w:r")
    parent.append(element)
    run = Run(element, paragraph)
    run.text = text.replace("\r", "").replace("\n", " ").replace("\t", " ")
    for mark in marks:
        if mark == "plain":
            run.font.bold = False
        elif mark == "quiet":
            run.font.color.rgb = QUIET
        else:
            setattr(run.font, mark, True)
    return run


def _tone(element: Any) -> set[str]:
    """How a part of a paper stands back, as print.css has it."""
    return {TONES[name] for name in (element.get("class") or "").split() if name in TONES}


def _next_paragraph(container: Any) -> Any:
    """A new paragraph at the end; the empty one that a new cell begins with is used up first."""
    if isinstance(container, _Cell):
        last = container.paragraphs[-1]
        if len(container._tc) <= 2 and last._p is container._tc[-1] and not last.runs:
            return last
    return container.add_paragraph()


def _new_table(container: Any, rows: int, columns: int) -> Any:
    table = container.add_table(rows, columns)
    table.style = "Table Grid"
    return table


def rows_of(table: Any) -> list[Any]:
    """Its own rows, without those of tables within its cells."""
    return [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]


def _places(rows: list[Any]) -> int:
    """How many places the cells cover, if they do not overlap."""
    cells = (cell for row in rows for cell in row.iterchildren("td", "th"))
    return sum(min(_count(each, "rowspan"), len(rows)) * _count(each, "colspan") for each in cells)


def spans_of(rows: list[Any]) -> list[tuple[int, int, int, int, Any]]:
    """Each cell with its row, its column, and how many of both it covers."""
    taken: set[tuple[int, int]] = set()
    found = []
    for at, row in enumerate(rows):
        column = 0
        for cell in row.iterchildren("td", "th"):
            while (at, column) in taken:
                column += 1
            down, across = _count(cell, "rowspan"), _count(cell, "colspan")
            down = min(down, len(rows) - at)
            taken |= {(at + y, column + x) for y in range(down) for x in range(across)}
            found.append((at, column, down, across, cell))
            column += across
    return found or [(0, 0, 1, 1, rows[0])]


def _start(element: Any) -> int:
    """The first number of a list, if it is one that Word can count to."""
    words = element.get("start", "1")
    is_number = words.isascii() and words.isdigit() and len(words) < len(str(HIGHEST))
    return int(words) if is_number else 1


def _count(cell: Any, name: str) -> int:
    words = cell.get(name, "1")
    return min(max(int(words), 1), 60) if words.isascii() and words.isdigit() else 1


def _heads(rows: list[Any]) -> int:
    """How many rows at the top are headings throughout."""
    bodies = (at for at, row in enumerate(rows) if any(True for _cell in row.iterchildren("td")))
    return next(bodies, 0)


def _embolden(cell: Any) -> None:
    for paragraph in cell.paragraphs:
        for run in paragraph.runs:
            run.font.bold = True


def _list_of(paragraph: Any) -> int:
    properties = paragraph._p.pPr
    number = properties.numPr if properties is not None else None
    return number.numId.val if number is not None else 0
