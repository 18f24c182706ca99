"""From the cells of a response matrix to what they mean here, with a remark on all that was mended."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mmsp import matrix_words
from mmsp.imports.deadlines import read_deadline, says_nothing
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
    Note,
    ParsedMatrix,
    Place,
)
from mmsp.imports.places import at, where
from recommendations.models import Decision, KeyAction, Recommendation
from recommendations.models.response import NEEDS_REASON
from recommendations.status import ActionStatus

MOST_MONEY = Decimal(10) ** 10
# What the cleaning report calls a cell.
NAMES: dict[str, Any] = {
    "number": gettext_lazy("number"),
    "recommended": gettext_lazy("recommendation"),
    "addressee": gettext_lazy("addressed to, in detail"),
    "priority": gettext_lazy("priority"),
    "decision": gettext_lazy("management response"),
    "reason": gettext_lazy("reason"),
    TEXT: gettext_lazy("key action"),
    DEADLINE: gettext_lazy("deadline"),
    UNIT: gettext_lazy("responsible"),
    DONE: gettext_lazy("what was done"),
    STATUS: gettext_lazy("status"),
    GAP: gettext_lazy("missing amount in EUR"),
    "completed_by": gettext_lazy("completed by"),
    "overall_comment": gettext_lazy("overall comment on the evaluation process"),
}


@dataclass(frozen=True)
class Mended:
    """Something in the form that could not be taken as it stands, and what was done about it."""

    place: Place
    name: str
    found: str
    done: str

    @property
    def column(self) -> str:
        return str(NAMES.get(self.name, ""))

    @property
    def where(self) -> str:
        """As a person would look it up in the form."""
        return where(self.place, self.name)


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
    number: int = 0
    evidence: str = ""
    gap: Decimal | None = None
    donor: str = ""


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
            self._mend(place, "", words, _("has no place in a response matrix; left out"))
        for note in paper.aside:
            said = f"{note.author}: {note.text}"
            done = _("a comment that hangs on no recommendation; left out")
            self._mend(Place(0, 0), "", said, done)
        return [self._answer(block) for block in paper.answers]

    def _mend(self, place: Place, name: str, found: str, done: str) -> None:
        self.mended.append(Mended(place, name, found, done))

    def _answer(self, block: AnswerBlock) -> Answer:
        decision, reason = self._decision(block)
        addressee = "" if says_nothing(block.addressee) else " ".join(block.addressee.split())
        return Answer(
            block.place, block.number,
            _cut(block.heading.rstrip(" :."), _most(Recommendation, "heading")), block.html,
            short(addressee, _most(Recommendation, "addressee_note"), block.place, "addressee"),
            self._priority(block), decision, reason,
            tuple(self._action(row) for row in block.actions if self._is_action(row)),
            block.all_notes,
        )  # fmt: skip

    def _priority(self, block: AnswerBlock) -> int | None:
        words = block.priority.strip(" .")
        named = matrix_words.meant("priority", words)
        if not named:
            is_said = not says_nothing(words)
            done = (
                _("no priority of the scale; left empty") if is_said else _("missing; left empty")
            )
            self._mend(block.place, "priority", block.priority, done)
        return int(named) if named else None

    def _decision(self, block: AnswerBlock) -> tuple[str, str]:
        """The decision, and the reason that stands behind it."""
        words = "" if says_nothing(block.decision) else block.decision.strip()
        if not (known := matrix_words.begun("decision", words)):
            done = _("not understood; left pending") if words else _("missing; left pending")
            self._mend(block.place, "decision", words, done)
            return Decision.PENDING, words
        reason = matrix_words.without("decision", known, words).lstrip(" .:;,–-").strip()
        if known in NEEDS_REASON and not reason:
            done = _("no reason is given; left pending until somebody gives one")
            self._mend(block.place, "decision", words, done)
            return Decision.PENDING, ""
        return known, reason

    def _is_action(self, row: ActionRow) -> bool:
        if not says_nothing(row.cells.get(TEXT, "")):
            return True
        others = [words for name, words in row.cells.items() if name != TEXT]
        if all(map(says_nothing, others)):
            self._mend(row.place, TEXT, row.cells.get(TEXT, ""), _("no action; left out"))
            return False
        raise Refused(at(row.place, _(
            "there is no key action, but other cells are filled in. Write the action, or empty the row."
        ), TEXT))  # fmt: skip

    def _action(self, row: ActionRow) -> Action:
        deadline = read_deadline(row.cells.get(DEADLINE, ""), _said_about(row))
        if deadline.done:
            self._mend(row.place, DEADLINE, row.cells.get(DEADLINE, ""), deadline.done)
        status, done = self._status(row)
        done, evidence = _parted(done)
        evidence = row.cells.get(EVIDENCE, "") or evidence
        note = _cut(deadline.note, _most(KeyAction, "no_date_note"))
        donor = short(row.cells.get(DONOR, ""), _most(KeyAction, "possible_donor"), row.place)
        return Action(
            row.place, row.cells[TEXT], self._units(row), deadline.due_on, deadline.reason, note,
            status, done, row.number, evidence, self._gap(row), donor,
        )  # fmt: skip

    def _gap(self, row: ActionRow) -> Decimal | None:
        """The missing amount, where it is one."""
        words = row.cells.get(GAP, "").replace(" ", "").replace(",", "")
        if not words:
            return None
        try:
            amount = Decimal(words).quantize(Decimal("0.01"))
        except InvalidOperation:
            amount = Decimal(0)
        if 0 < amount < MOST_MONEY:
            return amount
        self._mend(row.place, GAP, row.cells[GAP], _("no amount of money; left empty"))
        return None

    def _units(self, row: ActionRow) -> str:
        words = " ".join(row.cells.get(UNIT, "").split())
        if says_nothing(words):
            self._mend(row.place, UNIT, words, _("names nobody; left empty"))
            return ""
        return short(words.rstrip(" ."), _most(KeyAction, "responsible_units"), row.place, UNIT)

    def _status(self, row: ActionRow) -> tuple[str, str]:
        """The status, and what was done; a status that is no status is kept among the words."""
        words, done = row.cells.get(STATUS, ""), row.cells.get(DONE, "").strip()
        bare = " ".join(words.split()).strip(" .")
        if known := matrix_words.meant("status", bare):
            status = ActionStatus(known)
            if bare != words or not matrix_words.is_ours("status", known, bare):
                self._mend(row.place, STATUS, words, _("read as “%s”") % status.label)
            return status, done
        first = ActionStatus.NOT_INITIATED.label
        if says_nothing(bare):
            self._mend(row.place, STATUS, words, _("missing; taken as “%s”") % first)
            return ActionStatus.NOT_INITIATED, done
        self._mend(row.place, STATUS, words, _(
            "unknown; taken as “%s”, its words are kept in the log"
        ) % first)  # fmt: skip
        kept = _("Status in the form: %s") % words
        return ActionStatus.NOT_INITIATED, f"{done}\n{kept}".strip()


def short(words: str, most: int, place: Place, name: str = "") -> str:
    """The words, if there is room for them. Raises Refused with the place."""
    if len(words) <= most:
        return words
    raise Refused(at(place, _(
        "“%(words)s…” has more than %(most)s characters. Shorten it in this cell."
    ) % {"words": words[:40], "most": most}, name))  # fmt: skip


def _parted(words: str) -> tuple[str, str]:
    """What was done, and the lines that say what proves it."""
    lines = words.split("\n")
    proof = [line for line in lines if matrix_words.match("before", "evidence", line)]
    done = "\n".join(line for line in lines if line not in proof)
    said = (matrix_words.without("before", "evidence", line) for line in proof)
    return done, "\n".join(said)


def _most(model: type, name: str) -> int:
    return model._meta.get_field(name).max_length  # type: ignore[attr-defined]


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[: most - 1]}…"


def _said_about(row: ActionRow) -> str:
    """The comments on the deadline; where it has none, all of the row's."""
    own = [note.text for note in row.notes if note.column == DEADLINE]
    return "\n".join(own or [note.text for note in row.notes])
