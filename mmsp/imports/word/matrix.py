"""The IOM management follow-up response matrix: which cell says what, and which comment hangs where."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from mmsp.imports.guard import Refused
from mmsp.imports.parsed_matrix import (
    DEADLINE,
    DONE,
    STATUS,
    TEXT,
    UNIT,
    ActionRow,
    AnswerBlock,
    Note,
    ParsedMatrix,
    Place,
)
from mmsp.imports.word.blocks import Block
from mmsp.imports.word.comments import notes_of, written_at
from mmsp.imports.word.inline import Piece, text_of
from mmsp.imports.word.package import Element, child
from mmsp.imports.word.reader import GridCell, Reader, parts
from mmsp.imports.word.runs import Line

COMMENT = "comment"
_NUMBERED = re.compile(
    r"(?:evaluation )?recommendation (?:no\.? ?|n° ?|# ?)?(\d{1,3})\b ?[:.)–-]*", re.I
)
_LABELS = {
    "addressee": re.compile(r"recommendation (?:is )?(?:addressed )?to\b ?:?", re.I),
    "priority": re.compile(r"priority(?: level)? ?(?:\([^)]*\))? ?:?", re.I),
    "decision": re.compile(r"management response ?(?:\([^)]*\))? ?:?", re.I),
}
_HEADS = {
    TEXT: re.compile(r"(?:key )?actions?(?: planned)?", re.I),
    DEADLINE: re.compile(r"time[ -]?frame(?: or deadline)?|deadline|due(?: date| on)?", re.I),
    UNIT: re.compile(r"responsib\w+(?: individual| person| unit| party| or|\W|s\b)*", re.I),
    DONE: re.compile(r"comments?(?: or actions? taken)?|actions? taken", re.I),
    STATUS: re.compile(r"(?:implementation )?status", re.I),
    "": re.compile(r"implementation monitoring|monitoring", re.I),
}
_COVER = {
    "title": re.compile(r"evaluation title[^:]*:", re.I),
    "completed_by": re.compile(r"person or entity responsible[^:]*:", re.I),
    "overall_comment": re.compile(r"overall comments?[^:]*:", re.I),
}


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
            raise Refused(_at(self._place, _(
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
    lines: tuple[str, ...]
    said: dict[str, str] = field(default_factory=dict)
    columns: dict[int, str] = field(default_factory=dict)
    actions: list[ActionRow] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def done(self) -> AnswerBlock:
        said = {name: self.said.get(name, "") for name in _LABELS}
        return AnswerBlock(
            self.place, self.number, self.lines, **said, actions=tuple(self.actions),
            notes=tuple(self.notes),
        )  # fmt: skip


@dataclass
class Scribe:
    """Goes through the tables row by row."""

    notes: dict[str, Note]
    drafts: list[Draft] = field(default_factory=list)
    unread: list[tuple[Place, str]] = field(default_factory=list)
    above: dict[int, GridCell] = field(default_factory=dict)

    def read_table(self, rows: list[tuple[Place, list[GridCell]]]) -> None:
        """A table that does not open with a recommendation goes on with the one before it."""
        self.above = {}
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
            self.drafts[-1].columns |= heads
        elif not self._labels(own) and not numbered:
            self._action(place, cells)

    def _open(self, place: Place, cell: GridCell) -> None:
        first, *others = lines_of(cell)
        found = _NUMBERED.match(first)
        if not found:
            # The label is spread over two lines.
            first, others = words_of(cell), []
            found = _NUMBERED.match(first)
        number = int(found[1]) if found else 0
        if number in {draft.number for draft in self.drafts}:
            raise Refused(_at(place, _(
                "recommendation %(number)s is here a second time. Give it its own number."
            ) % {"number": number}))  # fmt: skip
        rest = first[found.end() :].strip() if found else ""
        self.drafts.append(Draft(place, number, tuple(filter(None, [rest, *others]))))

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
        for at, cell in enumerate(own):
            if name := _label(cell):
                found = True
                said = _LABELS[name].sub("", words_of(cell), count=1).strip()
                after = own[at + 1] if at + 1 < len(own) else None
                if not said and after is not None and not _label(after):
                    said = words_of(after)
                self.drafts[-1].said.setdefault(name, said)
        return found

    def _action(self, place: Place, cells: list[GridCell]) -> None:
        draft = self.drafts[-1]
        _require_columns(place, draft.columns)
        columns = _columns_here(cells, draft.columns)
        beyond = [cell for cell in cells if cell.column not in columns and words_of(cell)]
        if beyond:
            raise Refused(_at(place, _(
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
            "recommendation 1:”. Use the headings of the IOM form in English, or choose another file."
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


def _opens(own: list[GridCell]) -> bool:
    """Whether a row opens a recommendation: it stands alone, or beside its priority or addressee. In
    a full row the words are those of an action that speaks of one."""
    others = (cell for cell in own[1:] if not _label(cell))
    return bool(own) and bool(_NUMBERED.match(words_of(own[0]))) and not any(others)


def _label(cell: GridCell) -> str:
    words = words_of(cell)
    return next((name for name, pattern in _LABELS.items() if pattern.match(words)), "")


def _head(cell: GridCell) -> str | None:
    words = words_of(cell).strip(" :.")
    return next((name for name, pattern in _HEADS.items() if pattern.fullmatch(words)), None)


def _heads(own: list[GridCell]) -> dict[int, str]:
    """The columns that a row of headings names; nothing for any other row."""
    named = {cell.column: _head(cell) for cell in own}
    if any(name is None for name in named.values()):
        return {}
    # A status may stand alone in a row, a row of headings has two.
    return {column: name for column, name in named.items() if name} if len(named) > 1 else {}


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
        raise Refused(_at(place, _(
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
    said: dict[str, list[str]] = {name: [] for name in ("", *_COVER)}
    current = ""
    for block in blocks:
        if block.kind == COMMENT:
            continue
        for line in text_of(block.pieces).split("\n"):
            words = " ".join(line.split())
            name = next((name for name, label in _COVER.items() if label.match(words)), "")
            if name:
                current, words = name, _COVER[name].sub("", words, count=1).strip()
            said[current] += [words] if words else []
    return said


def _at(place: Place, what: str) -> str:
    return _("Table %(table)s, row %(row)s: %(what)s") % {
        "table": place.table, "row": place.row, "what": what,
    }  # fmt: skip
