"""The IOM management follow-up response matrix: which cell says what, and which comment hangs where."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from mmsp import matrix_words
from mmsp.imports.guard import Refused
from mmsp.imports.parsed_matrix import (
    DEADLINE,
    STATUS,
    TEXT,
    ActionRow,
    AnswerBlock,
    Note,
    ParsedMatrix,
    Place,
)
from mmsp.imports.places import at
from mmsp.imports.word.blocks import HEADING, PARAGRAPH, Block, html_of_blocks
from mmsp.imports.word.comments import notes_of, written_at
from mmsp.imports.word.inline import Piece, cut, text_of, trimmed
from mmsp.imports.word.package import Element, child
from mmsp.imports.word.reader import GridCell, Reader, parts
from mmsp.imports.word.runs import Line

COMMENT = "comment"
LABELS = ("addressee", "priority", "decision")
COVER = ("title", "completed_by", "overall_comment")
MONITORING = "monitoring"
# Headings in a cell stand where our own papers put those of a rich text.
HEADINGS_FROM = 2


class MatrixReader(Reader):
    """Reads tables as grids, and leaves a mark in the text where a comment is called."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.tables: list[list[tuple[Place, list[GridCell]]]] = []
        self._place = Place(0, 0)

    def _beside(self, line: Line) -> Iterator[Block]:
        yield from (Block(COMMENT, (Piece(key),)) for key in line.comments)
        yield from super()._beside(replace(line, comments=[]))

    def _table(self, element: Element) -> Iterator[Block]:
        if self._place.row:
            raise Refused(at(self._place, _(
                "there is a table within a table. Move its text into the cell itself and delete "
                "the inner table."
            )))  # fmt: skip
        rows = []
        for number, row in enumerate(parts(element, "tr"), start=1):
            self._place = Place(len(self.tables) + 1, number)
            if child(row, "trPr", "del") is None:
                rows.append((self._place, self._cells(row)))
        self.tables.append(rows)
        self._place = Place(0, 0)
        return iter(())


@dataclass
class Draft:
    """A recommendation whose rows are still being read; `columns` is where its actions say what."""

    place: Place
    number: int
    heading: str
    html: str
    said: dict[str, str] = field(default_factory=dict)
    columns: dict[int, str] = field(default_factory=dict)
    actions: list[ActionRow] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def done(self) -> AnswerBlock:
        said = {name: self.said.get(name, "") for name in LABELS}
        return AnswerBlock(
            self.place, self.number, self.heading, self.html, **said,
            actions=tuple(self.actions), notes=tuple(self.notes),
        )  # fmt: skip


@dataclass
class Scribe:
    """Goes through the tables row by row."""

    notes: dict[str, Note]
    drafts: list[Draft] = field(default_factory=list)
    unread: list[tuple[Place, str]] = field(default_factory=list)
    above: dict[int, GridCell] = field(default_factory=dict)

    def read_table(self, rows: list[tuple[Place, list[GridCell]]]) -> None:
        """A table that does not open with a recommendation goes on with the one before it; signatures
        are read by people."""
        self.above = {}
        if _is_signed(rows):
            return
        for place, cells in rows:
            self._read_row(place, cells)
            self.above |= {cell.column: cell for cell in cells if not cell.goes_on}

    def _read_row(self, place: Place, cells: list[GridCell]) -> None:
        own = [cell for cell in cells if not cell.goes_on and words_of(cell)]
        numbered = _opens(own)
        if numbered:
            self._open(place, own[0])
        self._hang(cells)
        if not own:
            return
        if not self.drafts:
            self.unread.append((place, " ".join(map(words_of, own))))
        elif heads := _heads(own):
            self.drafts[-1].columns |= {
                at: name for at, name in heads.items() if name != MONITORING
            }
        elif not self._labels(own) and not numbered:
            self._action(place, cells)

    def _open(self, place: Place, cell: GridCell) -> None:
        number, blocks = _numbered(cell)
        if number in {draft.number for draft in self.drafts}:
            raise Refused(at(place, _(
                "recommendation %(number)s is here a second time. Give it its own number."
            ) % {"number": number}))  # fmt: skip
        heading = " ".join(f"{blocks[0].label} {blocks[0].line}".split()) if blocks else ""
        html = html_of_blocks(blocks[1:] or blocks, base=HEADINGS_FROM)
        self.drafts.append(Draft(place, number, heading, html))

    def _hang(self, cells: list[GridCell]) -> None:
        """Hangs the comments of rows that are no actions on the recommendation."""
        if self.drafts and not self._is_action(cells):
            self.drafts[-1].notes += self._called(cells, {})

    def _is_action(self, cells: list[GridCell]) -> bool:
        own = [cell for cell in cells if not cell.goes_on and words_of(cell)]
        if not self.drafts or not self.drafts[-1].columns or _heads(own):
            return False
        return not _opens(own) and not any(map(_label, own))

    def _labels(self, own: list[GridCell]) -> bool:
        """Takes what stands behind “Priority level:” and its like, there or in the cell after it."""
        found = False
        for place, cell in enumerate(own):
            if name := _label(cell):
                found = True
                said = _behind(name, cell)
                after = own[place + 1] if place + 1 < len(own) else None
                if not said and after is not None and not _label(after):
                    said = "\n".join(lines_of(after))
                self.drafts[-1].said.setdefault(name, said)
        return found

    def _action(self, place: Place, cells: list[GridCell]) -> None:
        draft = self.drafts[-1]
        _require_columns(place, draft.columns)
        columns = _columns_here(cells, draft.columns)
        beyond = [cell for cell in cells if cell.column not in columns and words_of(cell)]
        if beyond:
            raise Refused(at(place, _(
                "“%(words)s” stands under no heading. Move it into the column it belongs to."
            ) % {"words": words_of(beyond[0])[:60]}))  # fmt: skip
        if goes_on := any(c.goes_on and columns.get(c.column) == TEXT for c in cells):
            cells = [cell for cell in cells if not cell.goes_on]
        said = {columns[c.column]: self._words(c) for c in cells if c.column in columns}
        row = ActionRow(place, said, tuple(self._called(cells, columns)))
        if goes_on and draft.actions:
            row = _joined(draft.actions.pop(), row)
        draft.actions.append(row)

    def _words(self, cell: GridCell) -> str:
        over = self.above.get(cell.column)
        return "\n".join(lines_of(over if cell.goes_on and over else cell))

    def _called(self, cells: list[GridCell], columns: dict[int, str]) -> list[Note]:
        return [
            replace(self.notes[key], column=columns.get(cell.column, ""))
            for cell in cells
            for key in comments_of(cell)
            if key in self.notes
        ]


def understood(reader: MatrixReader) -> ParsedMatrix:
    """The form as it is filled in. Raises Refused where the table cannot be made out."""
    scribe = Scribe(notes_of(reader.package, reader.styles))
    for rows in reader.tables:
        scribe.read_table(rows)
    if not scribe.drafts:
        raise Refused(_(
            "No response matrix was recognised: no table has a row that begins “Evaluation "
            "recommendation 1:”. Use the headings of the IOM form in English, French or Chinese, or "
            "choose another file."
        ))  # fmt: skip
    answers = _with_replies([draft.done() for draft in scribe.drafts], scribe.notes)
    placed = {note.key for answer in answers for note in answer.all_notes}
    cover = _cover(reader.blocks)
    return ParsedMatrix(
        completed_by="; ".join(cover["completed_by"]),
        overall_comment="\n".join(cover["overall_comment"]),
        written_at=written_at(reader.package),
        answers=answers,
        aside=tuple(note for key, note in scribe.notes.items() if key not in placed),
        unread=tuple(scribe.unread),
    )


def lines_of(cell: GridCell) -> list[str]:
    texts = (
        f"{block.label} {text_of(block.pieces)}"
        for block in cell.cell.blocks
        if block.kind != COMMENT
    )
    lines = (" ".join(line.split()) for text in texts for line in text.split("\n"))
    return [line for line in lines if line]


def words_of(cell: GridCell) -> str:
    return " ".join(lines_of(cell))


def comments_of(cell: GridCell) -> list[str]:
    return [block.line for block in cell.cell.blocks if block.kind == COMMENT]


def _numbered(cell: GridCell) -> tuple[int, list[Block]]:
    """The number of the recommendation that a cell opens, and what stands behind it."""
    blocks = [each for block in cell.cell.blocks for each in _single_lines(block)]
    found = matrix_words.match("labels", "numbered", blocks[0].line)
    if not found:
        # The label is spread over two lines.
        blocks = [Block(PARAGRAPH, (Piece(words_of(cell)),))]
        found = matrix_words.match("labels", "numbered", blocks[0].line)
    rest = Block(PARAGRAPH, (Piece(blocks[0].line[found.end() if found else 0 :].strip()),))
    return int(found["number"]) if found else 0, [*([rest] if rest.line else []), *blocks[1:]]


def _single_lines(block: Block) -> Iterator[Block]:
    """A paragraph that was broken by hand as several; marks of comments are left out."""
    if block.kind not in (PARAGRAPH, HEADING):
        yield from [block] if block.kind != COMMENT else []
        return
    pieces, words = block.pieces, text_of(block.pieces)
    while (end := words.find("\n")) >= 0:
        line, pieces = cut(pieces, end)
        yield from [replace(block, pieces=trimmed(line))] if text_of(line).strip() else []
        pieces = cut(pieces, 1)[1]
        words = text_of(pieces)
    yield from [replace(block, pieces=trimmed(pieces))] if words.strip() else []


def _is_signed(rows: list[tuple[Place, list[GridCell]]]) -> bool:
    words = [words_of(cell) for _place, cells in rows[:1] for cell in cells]
    return any(matrix_words.match("signed", "heading", each) for each in words)


def _opens(own: list[GridCell]) -> bool:
    """Whether a row opens a recommendation: it stands alone, or beside its priority or addressee. In
    a full row the words are those of an action that speaks of one."""
    others = (cell for cell in own[1:] if not _label(cell))
    return bool(own) and _begun(own[0]) == "numbered" and not any(others)


def _begun(cell: GridCell) -> str:
    return matrix_words.begun("labels", words_of(cell))


def _label(cell: GridCell) -> str:
    name = _begun(cell)
    return name if name in LABELS else ""


def _behind(name: str, cell: GridCell) -> str:
    """What stands behind a label in its own cell; the label itself may run over two lines."""
    found = matrix_words.match("labels", name, words_of(cell))
    return "\n".join(lines_of(cell))[found.end() if found else 0 :].strip()


def _heads(own: list[GridCell]) -> dict[int, str]:
    """The columns that a row of headings names; nothing for any other row."""
    named = {cell.column: matrix_words.meant("heads", words_of(cell)) for cell in own}
    # A status may stand alone in a row, a row of headings has two.
    return named if all(named.values()) and len(named) > 1 else {}


def _columns_here(cells: list[GridCell], columns: dict[int, str]) -> dict[int, str]:
    """Headings by the first column of this row's cells, which Word may have cut differently."""
    if len(cells) == len(columns):
        names = [columns[column] for column in sorted(columns)]
        return {cell.column: name for cell, name in zip(cells, names, strict=True)}
    return columns


def _require_columns(place: Place, columns: dict[int, str]) -> None:
    names = {
        TEXT: "Key action",
        DEADLINE: "Time frame or deadline",
        STATUS: "Status",
    }
    missing = [title for name, title in names.items() if name not in columns.values()]
    if missing:
        raise Refused(at(place, _(
            "no column is headed %(names)s. Give the table the headings of the IOM form above this row."
        ) % {"names": ", ".join(f"“{name}”" for name in missing)}))  # fmt: skip


def _joined(first: ActionRow, more: ActionRow) -> ActionRow:
    """One action over several rows: its cells one after the other."""
    said = {
        name: "\n".join(filter(None, (first.cells.get(name, ""), more.cells.get(name, ""))))
        for name in {**first.cells, **more.cells}
    }
    return ActionRow(first.place, said, (*first.notes, *more.notes))


def _with_replies(answers: list[AnswerBlock], notes: dict[str, Note]) -> tuple[AnswerBlock, ...]:
    """Comments in the order in which they were written, and replies that Word called nowhere."""
    order = list(notes)

    def sorted_notes(placed: tuple[Note, ...]) -> tuple[Note, ...]:
        known = {note.key: note for note in placed}
        for key, note in notes.items():
            if key not in everywhere and note.answers in known:
                known[key] = replace(note, column=known[note.answers].column)
        return tuple(sorted(known.values(), key=lambda note: order.index(note.key)))

    everywhere = {note.key for answer in answers for note in answer.all_notes}
    return tuple(
        replace(
            answer,
            notes=sorted_notes(answer.notes),
            actions=tuple(replace(row, notes=sorted_notes(row.notes)) for row in answer.actions),
        )
        for answer in answers
    )


def _cover(blocks: list[Block]) -> dict[str, list[str]]:
    """What stands behind the labels above the tables; further lines belong to the label before."""
    said: dict[str, list[str]] = {name: [] for name in ("", *COVER)}
    current = ""
    for block in blocks:
        if block.kind == COMMENT:
            continue
        for line in text_of(block.pieces).split("\n"):
            words = " ".join(line.split())
            if name := matrix_words.begun("cover", words):
                current, words = name, matrix_words.without("cover", name, words)
            said[current] += [words] if words else []
    return said
