"""From the cells of a response matrix to what they mean here, with a remark on all that was mended."""

import re
from dataclasses import dataclass, field
from datetime import date
from html import escape

from django.utils.translation import gettext as _

from mmsp.imports.deadlines import read_deadline, says_nothing
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
from recommendations.models import Decision, KeyAction, Recommendation
from recommendations.models.response import NEEDS_REASON
from recommendations.status import ActionStatus

_DECISIONS = (
    (Decision.PARTIALLY_ACCEPTED, r"part(?:ial|ially|ly)[ -](?:accept|agree)\w*|"
     r"(?:accept|agree)\w* (?:in part|partially|partly)"),
    (Decision.REJECTED, r"reject\w*|not (?:accept|agree)\w*|disagree\w*|declined?"),
    (Decision.ACCEPTED, r"(?:fully )?(?:accept|agree)\w*"),
)  # fmt: skip
_STATUSES = (
    (ActionStatus.NOT_INITIATED, r"not (?:yet )?(?:initiated|started)|pending|planned"),
    (ActionStatus.NO_LONGER_APPLICABLE, r"(?:no longer|not) applicable|cancelled|dropped"),
    (ActionStatus.COMPLETED, r"(?:fully )?(?:completed?|implemented|done|closed)"),
    (ActionStatus.ON_HOLD, r"on hold|suspended|postponed|waiting for fund(?:s|ing)"),
    (ActionStatus.INITIATED, r"initiated|started|on-?going|in progress|under ?way"),
)
_PRIORITIES = {"1": 1, "2": 2, "3": 3, "high": 1, "medium": 2, "low": 3}


@dataclass(frozen=True)
class Mended:
    """Something in the form that could not be taken as it stands, and what was done about it."""

    place: Place
    column: str
    found: str
    done: str

    @property
    def where(self) -> str:
        """As a person would look it up in the form."""
        if not self.place.table:
            return _("Above the tables")
        place = {"table": self.place.table, "row": self.place.row}
        return _("Table %(table)s, row %(row)s") % place


@dataclass(frozen=True)
class Action:
    place: Place
    text: str
    units: str
    due_on: date | None
    no_date_reason: str
    no_date_note: str
    status: str
    done: str


@dataclass(frozen=True)
class Answer:
    """A recommendation of the form and what is answered to it; `html` is its text."""

    place: Place
    number: int
    heading: str
    html: str
    addressee: str
    priority: int | None
    decision: str
    reason: str
    actions: tuple[Action, ...]
    notes: tuple[Note, ...]


@dataclass
class Cleaner:
    """Cleans one form; `mended` is the cleaning report."""

    mended: list[Mended] = field(default_factory=list)

    def clean(self, paper: ParsedMatrix) -> list[Answer]:
        for place, words in paper.unread:
            self._mend(place, "", words, _("belongs to no recommendation; left out"))
        for note in paper.aside:
            said = f"{note.author}: {note.text}"
            done = _("a comment that hangs on no recommendation; left out")
            self._mend(Place(0, 0), "", said, done)
        return [self._answer(block) for block in paper.answers]

    def _mend(self, place: Place, column: str, found: str, done: str) -> None:
        self.mended.append(Mended(place, column, found, done))

    def _answer(self, block: AnswerBlock) -> Answer:
        if not block.lines:
            raise Refused(at(block.place, _(
                "recommendation %(number)s has no text. Write it behind its number."
            ) % {"number": block.number}))  # fmt: skip
        decision, reason = self._decision(block)
        addressee = short(block.addressee, _most(Recommendation, "addressee_note"), block.place)
        return Answer(
            block.place, block.number, _heading(block.lines), _html(block.lines), addressee,
            self._priority(block), decision, reason,
            tuple(self._action(row) for row in block.actions if self._is_action(row)),
            block.all_notes,
        )  # fmt: skip

    def _priority(self, block: AnswerBlock) -> int | None:
        words = block.priority.strip(" .").casefold()
        named = _PRIORITIES.get(words) or _PRIORITIES.get(words.partition(" ")[0])
        if named is None:
            done = _("no priority of the scale; left empty") if words else _("missing; left empty")
            self._mend(block.place, _("priority"), block.priority, done)
        return named

    def _decision(self, block: AnswerBlock) -> tuple[str, str]:
        words = block.decision.strip()
        for decision, said in _DECISIONS:
            if found := re.match(rf"(?:{said})\b[ .:;,–-]*", words, re.I):
                reason = words[found.end() :].strip()
                if decision in NEEDS_REASON and not reason:
                    done = _("no reason is given; left pending until somebody gives one")
                    self._mend(block.place, _("management response"), words, done)
                    return Decision.PENDING, ""
                return decision, reason
        done = _("not understood; left pending") if words else _("missing; left pending")
        self._mend(block.place, _("management response"), words, done)
        return Decision.PENDING, words

    def _is_action(self, row: ActionRow) -> bool:
        if not says_nothing(row.cells.get(TEXT, "")):
            return True
        others = [words for name, words in row.cells.items() if name != TEXT]
        if all(map(says_nothing, others)):
            self._mend(
                row.place, _("key action"), row.cells.get(TEXT, ""), _("no action; left out")
            )
            return False
        raise Refused(at(row.place, _(
            "there is no key action, but other cells are filled in. Write the action, or empty the row."
        )))  # fmt: skip

    def _action(self, row: ActionRow) -> Action:
        deadline = read_deadline(row.cells.get(DEADLINE, ""), _said_about(row))
        if deadline.done:
            self._mend(row.place, _("deadline"), row.cells.get(DEADLINE, ""), deadline.done)
        status, done = self._status(row)
        note = _cut(deadline.note, _most(KeyAction, "no_date_note"))
        return Action(
            row.place, row.cells[TEXT], self._units(row), deadline.due_on, deadline.reason, note,
            status, done,
        )  # fmt: skip

    def _units(self, row: ActionRow) -> str:
        words = " ".join(row.cells.get(UNIT, "").split())
        if says_nothing(words):
            self._mend(row.place, _("responsible"), words, _("names nobody; left empty"))
            return ""
        return short(words.rstrip(" ."), _most(KeyAction, "responsible_units"), row.place)

    def _status(self, row: ActionRow) -> tuple[str, str]:
        """The status, and what was done; a status that is no status is kept among the words."""
        words, done = row.cells.get(STATUS, ""), row.cells.get(DONE, "").strip()
        bare = " ".join(words.split()).strip(" .")
        meant = (status for status, said in _STATUSES if re.fullmatch(said, bare, re.I))
        if status := next(meant, None):
            if bare != words or bare.casefold() != status.label.casefold():
                self._mend(row.place, _("status"), words, _("read as “%s”") % status.label)
            return status, done
        first = ActionStatus.NOT_INITIATED.label
        if says_nothing(bare):
            self._mend(row.place, _("status"), words, _("missing; taken as “%s”") % first)
            return ActionStatus.NOT_INITIATED, done
        self._mend(row.place, _("status"), words, _(
            "unknown; taken as “%s”, its words are kept in the log"
        ) % first)  # fmt: skip
        kept = _("Status in the form: %s") % words
        return ActionStatus.NOT_INITIATED, f"{done}\n{kept}".strip()


def at(place: Place, what: str) -> str:
    return _("Table %(table)s, row %(row)s: %(what)s") % {
        "table": place.table, "row": place.row, "what": what,
    }  # fmt: skip


def short(words: str, most: int, place: Place) -> str:
    """The words, if there is room for them. Raises Refused with the place."""
    if len(words) <= most:
        return words
    raise Refused(at(place, _(
        "“%(words)s…” has more than %(most)s characters. Shorten it in this cell."
    ) % {"words": words[:40], "most": most}))  # fmt: skip


def _most(model: type, name: str) -> int:
    return model._meta.get_field(name).max_length  # type: ignore[attr-defined]


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[: most - 1]}…"


def _said_about(row: ActionRow) -> str:
    """The comments on the deadline; where it has none, all of the row's."""
    own = [note.text for note in row.notes if note.column == DEADLINE]
    return "\n".join(own or [note.text for note in row.notes])


def _heading(lines: tuple[str, ...]) -> str:
    """The short line before the text; without one, the beginning of the text."""
    return _cut(lines[0].rstrip(" :."), _most(Recommendation, "heading"))


def _html(lines: tuple[str, ...]) -> str:
    text = lines[1:] if len(lines) > 1 else lines
    return "".join(f"<p>{escape(line)}</p>" for line in text)
