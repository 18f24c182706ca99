"""The rows of a sheet as recommendations, their answers and their key actions."""

import re
from dataclasses import dataclass, field
from html import escape

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from mmsp import matrix_words
from mmsp.imports.guard import Refused
from mmsp.imports.parsed_matrix import (
    DEADLINE,
    DONE,
    DONOR,
    EVIDENCE,
    GAP,
    STATUS,
    TEXT,
    UNIT,
    ActionRow,
    AnswerBlock,
    Place,
)
from mmsp.imports.places import at

OF_THE_ANSWER = ("heading", "recommended", "addressee", "priority", "decision", "reason")
OF_THE_ACTION = (
    TEXT, DEADLINE, "no_date", "no_date_note", UNIT, "person", DONE, EVIDENCE, STATUS, GAP, DONOR,
)  # fmt: skip
# Columns whose cells say one of a few things.
CLOSED = ("decision", "priority", STATUS)
_REFERENCE = re.compile(r"R?\.? ?(\d{1,3})(?:[.,](\d{1,3}))?", re.I)
Said = dict[str, str]


@dataclass
class Draft:
    """A recommendation whose rows are still being read."""

    place: Place
    number: int
    said: Said = field(default_factory=dict)
    actions: list[ActionRow] = field(default_factory=list)

    def done(self) -> AnswerBlock:
        said = {name: self.said.get(name, "") for name in OF_THE_ANSWER}
        lines = [line.strip() for line in said["recommended"].split("\n") if line.strip()]
        heading = said["heading"] or "".join(lines[:1])
        text = lines or [heading] if heading else []
        return AnswerBlock(
            self.place, self.number, heading, "".join(f"<p>{escape(line)}</p>" for line in text),
            said["addressee"], said["priority"], _lines(said["decision"], said["reason"]),
            tuple(self.actions),
        )  # fmt: skip


@dataclass
class Scribe:
    """Goes through a sheet row by row, once its columns are known; `strangers` are columns that have
    a heading which is none of ours."""

    sheet: str
    columns: dict[int, str] = field(default_factory=dict)
    strangers: dict[int, str] = field(default_factory=dict)
    drafts: dict[int, Draft] = field(default_factory=dict)
    unread: list[tuple[Place, str]] = field(default_factory=list)
    last: Draft | None = None

    def set_columns(self, row: int, heads: dict[int, str], strangers: dict[int, str]) -> None:
        for column, name in heads.items():
            if name in self.columns.values():
                raise Refused(at(self._cell(row, column), _(
                    "a column with this heading stands there already. Delete one of the two."
                )))  # fmt: skip
            if name != "monitoring":
                self.columns[column] = name
        for column, words in strangers.items():
            self.strangers[column] = words
            if not matrix_words.meant("heads", words):
                self.unread.append((self._cell(row, column), words))

    def read_row(self, row: int, words: dict[int, str]) -> None:
        place = Place(0, row, self.sheet, self._letters())
        self._require_headings(row, words)
        said = {
            self.columns[column]: text for column, text in words.items() if column in self.columns
        }
        if not said:
            return
        self._require_in_line(row, words)
        number, action = _numbers(place, said)
        draft = self._draft(place, number, said)
        _answer(draft, place, said)
        if any(said.get(name) for name in OF_THE_ACTION):
            draft.actions.append(ActionRow(place, _action(said), number=action))

    def answers(self) -> tuple[AnswerBlock, ...]:
        return tuple(draft.done() for draft in self.drafts.values())

    def _letters(self) -> dict[str, str]:
        return {name: get_column_letter(column + 1) for column, name in self.columns.items()}

    def _cell(self, row: int, column: int) -> Place:
        return Place(0, row, self.sheet, {"": get_column_letter(column + 1)})

    def _draft(self, place: Place, number: int, said: Said) -> Draft:
        """The recommendation of the row; a row that names none goes on with the one above."""
        if not number and self.last and not any(said.get(name) for name in OF_THE_ANSWER):
            return self.last
        if not number:
            raise Refused(at(place, _(
                "the recommendation has no number. Write the one that it has in the report."
            ), "number"))  # fmt: skip
        self.last = self.drafts.setdefault(number, Draft(place, number))
        return self.last

    def _require_headings(self, row: int, words: dict[int, str]) -> None:
        known = self.columns | self.strangers
        for column, text in words.items():
            if column not in known:
                raise Refused(at(self._cell(row, column), _(
                    "“%(words)s” stands under no heading. Move it into the column it belongs to."
                ) % {"words": text[:60]}))  # fmt: skip

    def _require_in_line(self, row: int, words: dict[int, str]) -> None:
        """Refuses a row whose cells have moved: what one of a few words belongs to stands beside it."""
        for column, name in self.columns.items():
            if name not in CLOSED or _is_of(name, words.get(column, "")):
                continue
            for beside in (column - 1, column + 1):
                text = words.get(beside, "")
                if _is_of(name, text) and self.columns.get(beside) not in (*CLOSED, "number"):
                    raise Refused(at(self._cell(row, beside), _(
                        "“%(words)s” belongs into column %(letter)s: the cells of this row are shifted. "
                        "Move them back under their headings."
                    ) % {"words": text[:60], "letter": get_column_letter(column + 1)}))  # fmt: skip


def _is_of(name: str, words: str) -> bool:
    return bool(words) and bool(matrix_words.meant(name, words))


def _numbers(place: Place, said: Said) -> tuple[int, int]:
    """The numbers of the recommendation and of the action, 0 for what is not said."""
    written = _reference(place, said, "number")
    kept = _reference(place, said, "reference")
    if written[0] and kept[0] and written[0] != kept[0]:
        raise Refused(at(place, _(
            "this is recommendation %(number)s, but the hidden reference says %(kept)s. Correct the "
            "number, or empty the reference for a new row."
        ) % {"number": written[0], "kept": said["reference"]}, "number"))  # fmt: skip
    return written[0] or kept[0], kept[1] or written[1]


def _reference(place: Place, said: Said, name: str) -> tuple[int, int]:
    if not (words := said.get(name, "")):
        return 0, 0
    if not (found := _REFERENCE.fullmatch(words)):
        raise Refused(at(place, _(
            "“%(words)s” is no number of a recommendation. Look whether the columns are shifted, and "
            "write the number that it has in the report."
        ) % {"words": words[:60]}, name))  # fmt: skip
    return int(found[1]), int(found[2] or 0)


def _answer(draft: Draft, place: Place, said: Said) -> None:
    """What the row says of the recommendation; rows of several actions may say it again."""
    for name in OF_THE_ANSWER:
        words, known = said.get(name, ""), draft.said.get(name, "")
        if words and known and words != known:
            raise Refused(at(place, _(
                "“%(words)s” differs from “%(known)s” in row %(row)s, which speaks of the same "
                "recommendation. Keep one of them."
            ) % {"words": words[:60], "known": known[:60], "row": draft.place.row}, name))  # fmt: skip
        if words and not known:
            draft.said[name] = words


def _action(said: Said) -> Said:
    """The cells of a key action as the Word form would say them."""
    deadline = said.get(DEADLINE, "")
    if not deadline and (reason := said.get("no_date", "")):
        note = said.get("no_date_note", "")
        deadline = matrix_words.said("before", "no_date", "en").format(what=f"{reason}. {note}")
    return {
        TEXT: said.get(TEXT, ""), DEADLINE: deadline or said.get("no_date_note", ""),
        UNIT: "; ".join(filter(None, (said.get(UNIT), said.get("person")))),
        DONE: said.get(DONE, ""), STATUS: said.get(STATUS, ""),
        **{name: said[name] for name in (EVIDENCE, GAP, DONOR) if name in said},
    }  # fmt: skip


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)
