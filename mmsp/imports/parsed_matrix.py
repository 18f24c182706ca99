"""What stands in a response matrix, cell by cell, as plain frozen values that travel as JSON."""

import dataclasses
import json
from dataclasses import dataclass, field
from typing import Any

TEXT, DEADLINE, UNIT, DONE, STATUS = "text", "deadline", "unit", "done", "status"
# Said by a sheet alone, which has a column for each.
EVIDENCE, GAP, DONOR = "evidence", "gap", "donor"


@dataclass(frozen=True)
class Place:
    """Where something stands, as Word or a sheet counts it, from 1; `cells` are the letters of the
    columns of a sheet, by what they say."""

    table: int
    row: int
    sheet: str = ""
    cells: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Note:
    """A comment in Word; `answers` is the key of the one it replies to, `column` where it hangs."""

    key: str
    author: str
    text: str
    answers: str = ""
    column: str = ""


@dataclass(frozen=True)
class ActionRow:
    """A key action with its cells exactly as they are written; `number` is the one that the form
    refers to it by, 0 where it gives none."""

    place: Place
    cells: dict[str, str]
    notes: tuple[Note, ...] = ()
    number: int = 0


@dataclass(frozen=True)
class AnswerBlock:
    """A recommendation, what is answered to it and the rows of its key actions; `html` is its text in
    the closed tag set."""

    place: Place
    number: int
    heading: str
    html: str
    addressee: str
    priority: str
    decision: str
    actions: tuple[ActionRow, ...]
    notes: tuple[Note, ...] = ()

    @property
    def all_notes(self) -> tuple[Note, ...]:
        return (*self.notes, *(note for row in self.actions for note in row.notes))


@dataclass(frozen=True)
class ParsedMatrix:
    """A whole form. `written_at` is ISO, empty where the document does not say; `aside` are comments
    that hang on no recommendation, `unread` rows that belong to none."""

    completed_by: str
    overall_comment: str
    written_at: str
    answers: tuple[AnswerBlock, ...]
    aside: tuple[Note, ...] = ()
    unread: tuple[tuple[Place, str], ...] = ()

    def to_json(self) -> str:
        return json.dumps(dataclasses.asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str | bytes) -> "ParsedMatrix":
        """Raises ValueError, TypeError or KeyError for what `to_json` cannot have written."""
        values = json.loads(text)
        return cls(
            answers=tuple(map(_answer, values.pop("answers"))),
            aside=_notes(values.pop("aside")),
            unread=tuple((Place(**place), words) for place, words in values.pop("unread")),
            **values,
        )


def _notes(values: list[dict[str, Any]]) -> tuple[Note, ...]:
    return tuple(Note(**value) for value in values)


def _answer(value: dict[str, Any]) -> AnswerBlock:
    known = {
        "place": Place(**value["place"]),
        "actions": tuple(map(_action, value["actions"])),
        "notes": _notes(value["notes"]),
    }
    return AnswerBlock(**{**value, **known})


def _action(value: dict[str, Any]) -> ActionRow:
    place, notes = Place(**value["place"]), _notes(value["notes"])
    return ActionRow(place, value["cells"], notes, value["number"])
