"""The document's body as a flat list of blocks, and everything anchored beside it."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from mmsp.imports.word.blocks import (
    ANSWER,
    CONTENTS,
    HEADING,
    ITEM,
    MADE,
    PARAGRAPH,
    QUOTE,
    TABLE,
    Block,
    Cell,
    Row,
    has_words,
)
from mmsp.imports.word.inline import Piece
from mmsp.imports.word.named import parts_of
from mmsp.imports.word.package import (
    Element,
    Package,
    attribute,
    child,
    name_of,
    value_of,
)
from mmsp.imports.word.runs import Line, NoteKey, Runs, one_line
from mmsp.imports.word.styles import (
    DEEPEST_LIST,
    Format,
    Numbering,
    Styles,
    outline_level,
    whole,
)

QUOTE_STYLES = {"quote", "intense quote", "block text"}
ANSWER_STYLE = "short answer"
MADE_STYLES = "mmsp "  # those of our own reports
CONTENTS_STYLES = ("toc ", "table of figures")
WIDEST_TABLE = 63  # Word's own limit of columns


@dataclass(frozen=True)
class Aside:
    """Something beside the text at block number `at`. What `is_own` belongs to the report but
    has no place in rich text; the rest (comments, running heads) is not the report's text."""

    at: int
    what: str
    text: str
    is_own: bool = False


@dataclass
class Reader:
    """One document, read once from top to bottom."""

    package: Package
    blocks: list[Block] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)

    def __post_init__(self) -> None:
        package = self.package
        self.styles = Styles(package.one("styles"))
        self.numbering = Numbering(package.one("numbering"))
        parts = parts_of(package)
        self.runs = Runs(package, self.styles, notes=_notes(package, self.styles), places=parts)
        self.comments = _comments(package, self.styles)
        self._unfinished: list[Piece] = []

    def read(self) -> "Reader":
        body = child(self.package.document, "body")
        if body is not None:
            for block in self._blocks_of(body):
                self.blocks.append(block)
        self._note_uncalled()
        self._note_running_heads()
        return self

    def _blocks_of(self, parent: Element) -> Iterator[Block]:
        for element in parent:
            name = name_of(element)
            if name == "p":
                yield from self._paragraph(element)
            elif name == "tbl":
                yield from self._table(element)
            elif name == "sdt":
                yield from self._content_control(element)
            elif name == "altChunk":
                self._aside(
                    _("Embedded document"), _("It was not read; insert its text in Word."), True
                )
            elif name == "AlternateContent":
                chosen = child(element, "Choice")
                yield from self._blocks_of(element if chosen is None else chosen)
            elif name not in ("del", "moveFrom", "sectPr", "tcPr", "trPr"):
                yield from self._blocks_of(element)

    def _content_control(self, element: Element) -> Iterator[Block]:
        gallery = value_of(element, "sdtPr", "docPartObj", "docPartGallery")
        is_contents = gallery.lower().startswith("table of")
        for block in self._blocks_of(element):
            yield replace(block, kind=CONTENTS) if is_contents and block.kind != TABLE else block

    def _paragraph(self, element: Element) -> Iterator[Block]:
        line = self.runs.read(element)
        properties = child(element, "pPr")
        pieces = [*self._unfinished, *line.pieces]
        # A paragraph whose mark was deleted runs on into the next one.
        self._unfinished = pieces if child(properties, "rPr", "del") is not None else []
        if not self._unfinished:
            places = tuple(attribute(each, "name") for each in element.iter("{*}bookmarkStart"))
            block = replace(self._shaped(properties).with_pieces(pieces), places=places)
            if block.kind == MADE:
                line.pictures.clear()
            if has_words(block):
                yield block
        yield from self._beside(line)

    def _shaped(self, properties: Element | None) -> Block:
        """What kind of paragraph this is; counts it if it belongs to a list."""
        style = self.styles.format(value_of(properties, "pStyle"))
        if self._is_contents(style):
            return Block(CONTENTS)
        if any(name.startswith(MADE_STYLES) for name in style.names):
            return Block(MADE)
        list_id, level = _list_of(properties, style)
        label = self.numbering.count(list_id, level) if list_id else ""
        if heading := outline_level(properties) or style.heading:
            self.runs.fields.clear()
            return Block(HEADING, level=heading, label=label)
        if list_id:
            is_ordered = self.numbering.is_ordered(list_id, level)
            return Block(ITEM, level=level, is_ordered=is_ordered, label=label, list_id=list_id)
        if ANSWER_STYLE in style.names:
            return Block(ANSWER)
        return Block(QUOTE if QUOTE_STYLES.intersection(style.names) else PARAGRAPH)

    def _is_contents(self, style: Format) -> bool:
        if any(name.startswith(CONTENTS_STYLES) for name in style.names):
            return True
        return self.runs.in_contents and not style.heading

    def _beside(self, line: Line) -> Iterator[Block]:
        """Text boxes go on as text; pictures, comments and hidden text are put aside."""
        for picture in line.pictures:
            boxes = [
                box for box in picture.iter("{*}txbxContent") if not _is_fallback(box, picture)
            ]
            for box in boxes:
                yield from self._blocks_of(box)
            if not boxes:
                self._aside(_("Picture"), self._described(picture), True)
        for key in line.comments:
            self._aside(_("Comment"), self.comments.get(key, ""))
        for words in line.hidden:
            self._aside(_("Hidden text"), words)

    def _described(self, picture: Element) -> str:
        """What a picture says in words: its description, and the text of a chart or diagram."""
        named = [
            attribute(each, "descr") or attribute(each, "title")
            for each in picture.iter("{*}docPr")
        ]
        keys = [
            v
            for each in picture.iter()
            for k, v in each.attrib.items()
            if k.endswith(("}id", "}dm"))
        ]
        trees = [picture, *(tree for tree in map(self.package.by_id, keys) if tree is not None)]
        drawn = [
            each.text
            for tree in trees
            for each in tree.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}t")
        ]
        words = " ".join(part for part in [*named, *drawn] if part)
        return words or _("It has no description; put it into the report by hand.")

    def _table(self, element: Element) -> Iterator[Block]:
        grid = [
            self._cells(row) for row in parts(element, "tr") if child(row, "trPr", "del") is None
        ]
        headers = [
            _is_header(row) for row in parts(element, "tr") if child(row, "trPr", "del") is None
        ]
        if len(grid) == 1 and len(grid[0]) == 1:
            # A frame around text, not a table.
            yield from grid[0][0].cell.blocks
            return
        rows = [
            Row(tuple(part.cell for part in _merged(grid, at)), is_header)
            for at, is_header in enumerate(headers)
        ]
        block = Block(TABLE, rows=tuple(rows))
        if has_words(block):
            yield _made_of(block) or block

    def _cells(self, row: Element) -> list["GridCell"]:
        column = whole(value_of(row, "trPr", "gridBefore"))
        cells = []
        for element in parts(row, "tc"):
            properties = child(element, "tcPr")
            columns = min(max(whole(value_of(properties, "gridSpan"), 1), 1), WIDEST_TABLE)
            merge = child(properties, "vMerge")
            goes_on = merge is not None and attribute(merge, "val", "continue") == "continue"
            blocks = tuple(self._blocks_of(element))
            cells.append(GridCell(Cell(blocks, columns), column, goes_on))
            column += columns
        return cells

    def _aside(self, what: str, text: str, is_own: bool = False) -> None:
        if text.strip():
            self.asides.append(Aside(len(self.blocks), what, text.strip(), is_own))

    def _note_uncalled(self) -> None:
        for key in sorted(self.runs.notes.keys() - self.runs.called):
            self._aside(_("Footnote that is not called in the text"), self.runs.notes[key], True)

    def _note_running_heads(self) -> None:
        runs = Runs(self.package, self.styles)
        parts = [*self.package.related("header"), *self.package.related("footer")]
        for words in dict.fromkeys(one_line(runs, part) for part in parts):
            self._aside(_("Running head or foot"), words)


def _made_of(table: Block) -> Block | None:
    """A table that was made of records throughout, as one block."""
    inner = [each for row in table.rows for cell in row.cells for each in cell.blocks]
    is_made = all(each.kind == MADE for each in inner)
    return Block(MADE, (Piece(table.words),)) if is_made else None


@dataclass(frozen=True)
class GridCell:
    """A cell with its first column, and whether it continues the cell above it."""

    cell: Cell
    column: int
    goes_on: bool


def _merged(grid: list[list[GridCell]], at: int) -> list[GridCell]:
    """The cells that start in this row, each stretched over those that continue it below."""
    return [_stretched(part, grid[at + 1 :]) for part in grid[at] if not part.goes_on or at == 0]


def _stretched(part: GridCell, below: list[list[GridCell]]) -> GridCell:
    blocks, rows = part.cell.blocks, 1
    for row in below:
        under = next((each for each in row if each.column == part.column and each.goes_on), None)
        if under is None:
            break
        blocks, rows = blocks + under.cell.blocks, rows + 1
    return replace(part, cell=replace(part.cell, blocks=blocks, rows=rows))


def parts(parent: Element, wanted: str) -> Iterator[Element]:
    """Rows or cells, also those wrapped in content controls and tracked insertions."""
    for element in parent:
        name = name_of(element)
        if name == wanted:
            yield element
        elif name in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            yield from parts(element, wanted)


def _is_header(row: Element) -> bool:
    mark = child(row, "trPr", "tblHeader")
    return mark is not None and attribute(mark, "val", "1") not in ("0", "false", "off")


def _list_of(properties: Element | None, style: Format) -> tuple[str, int]:
    """The list a paragraph belongs to, by itself or by its style, and its level; "0" is none."""
    number = child(properties, "numPr")
    list_id = value_of(number, "numId") or style.list_id
    level = whole(value_of(number, "ilvl"), style.list_level)
    return ("" if list_id == "0" else list_id), min(level, DEEPEST_LIST)


def _is_fallback(box: Element, picture: Element) -> bool:
    """Whether an older drawing of the same box, or a box inside another one."""
    for parent in box.iterancestors():
        if parent is picture:
            return False
        if name_of(parent) in ("Fallback", "txbxContent"):
            return True
    return False


def _notes(package: Package, styles: Styles) -> dict[NoteKey, str]:
    """The text of every footnote and endnote by kind and id; separators have none."""
    found = {}
    for kind in ("footnote", "endnote"):
        runs = Runs(package, styles, owner=package.part_of(f"{kind}s"))
        for part in package.related(f"{kind}s"):
            for note in part:
                found[kind, attribute(note, "id")] = one_line(runs, note)
    return {key: text for key, text in found.items() if text}


def _comments(package: Package, styles: Styles) -> dict[str, str]:
    runs = Runs(package, styles)
    return {
        attribute(comment, "id"): f"{attribute(comment, 'author')}: {one_line(runs, comment)}"
        for part in package.related("comments")
        for comment in part
    }
