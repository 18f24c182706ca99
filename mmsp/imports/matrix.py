"""Brings a response matrix in: adds what is missing here, and leaves alone what is here already.

The form is filled in once and lives on here. So what stands here stays, what the form says otherwise
is told, and the log alone grows. A second import of the same file finds everything in its place.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DataError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from editing import versions
from editing.models import Versioned
from editing.permissions import may
from evaluations.models import Evaluation
from mmsp.imports.completion import believed
from mmsp.imports.guard import Refused
from mmsp.imports.matching import addressed, is_said_in, key_of, matched, paired, says
from mmsp.imports.matrix_cells import Action, Answer, Cleaner, Mended, short
from mmsp.imports.parsed_matrix import (
    DEADLINE,
    STATUS,
    TEXT,
    UNIT,
    Note,
    ParsedMatrix,
    Place,
)
from mmsp.imports.places import at
from mmsp.imports.report import CHANGED, CREATED, UNCHANGED, Change, Changed
from recommendations.actions import complete_matrix, save_action, update_progress
from recommendations.models import (
    Decision,
    KeyAction,
    ManagementResponse,
    ProgressUpdate,
    Recommendation,
    Remark,
    ResponseMatrix,
)
from recommendations.proof import require_move
from recommendations.status import ActionStatus

REASON = "import of a response matrix"
# What a cell of the form is called, by the field that it fills.
CELLS = {"addressee_note": "addressee", "responsible_units": UNIT, "text": TEXT}
OF_THE_ANSWER = (ResponseMatrix, ManagementResponse, KeyAction)


@dataclass
class Done:
    """What became of the rows, in the order of the form, and the cleaning report."""

    changes: list[Change] = field(default_factory=list)
    mended: list[Mended] = field(default_factory=list)

    def of(self, what: str) -> list[Change]:
        return [change for change in self.changes if change.what == what]

    @property
    def fingerprint(self) -> str:
        """Equal for two imports that do and mend the same."""
        return hashlib.sha256(repr((self.changes, self.mended)).encode()).hexdigest()


def bring_in(
    *, paper: ParsedMatrix, evaluation: Evaluation, organisation: Organisation, by: User | None,
    is_rehearsal: bool = False, expected: str = "",
) -> Done:  # fmt: skip
    """Writes what is missing, all or nothing; a rehearsal does the same and takes it back.

    `expected` is the fingerprint of the rehearsal that the person has seen. Raises Refused, or Changed
    when it would now come out differently, and then nothing was written.
    """
    cleaner = Cleaner()
    answers = cleaner.clean(paper)
    try:
        with versions.together():
            desk = Desk(evaluation, organisation, by, _moment(paper), Done(mended=cleaner.mended))
            desk.write(paper, answers)
            if expected and desk.done.fingerprint != expected:
                raise Changed
            transaction.set_rollback(is_rehearsal)
            return desk.done
    except versions.Stale as error:
        said = _("Somebody changed “%(row)s” meanwhile. Nothing was imported; import again.")
        raise Refused(said % {"row": error.row}) from error
    except PermissionDenied as error:
        raise Refused(_(
            "%(who)s may not write everything that this form says. Nothing was imported; ask whoever "
            "manages the evaluation to import it."
        ) % {"who": by}) from error  # fmt: skip
    except DataError as error:
        raise Refused(
            _("A number or name in this form is larger than the database holds.")
        ) from error
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error


@dataclass
class Desk:
    """One evaluation, and the answer of one organisation, as they are and as they become."""

    evaluation: Evaluation
    organisation: Organisation
    by: User | None
    moment: datetime
    done: Done

    def write(self, paper: ParsedMatrix, answers: list[Answer]) -> None:
        recommendations = self._recommendations(answers)
        matrix = self._matrix(paper)
        for answer, recommendation in zip(answers, recommendations, strict=True):
            response = self._response(matrix, recommendation, answer)
            actions = list(response.actions.order_by("number"))
            for action, row in zip(answer.actions, paired(answer.actions, actions), strict=True):
                self._action(response, row, action)
            self._remarks(response, answer)
        self._require_open(matrix)
        if not matrix.submitted_at and (added := complete_matrix(matrix=matrix)):
            done = _("recommendations that the form does not answer; pending")
            self._mend(Place(0, 0), "", added, done)

    def _say(self, row: Versioned, what: str) -> None:
        self.done.changes.append(Change(type(row), _named(row), what))

    def _mend(self, place: Place, name: str, found: Any, done: str) -> None:
        self.done.mended.append(Mended(place, name, str(found), done))

    def _recommendations(self, answers: list[Answer]) -> list[Recommendation]:
        known = list(self.evaluation.recommendations.order_by("number"))
        found = matched(answers, known)
        return [
            self._fill_in(found[answer.number], answer) if answer.number in found
            else self._recommend(answer)
            for answer in answers
        ]  # fmt: skip

    def _recommend(self, answer: Answer) -> Recommendation:
        if self.evaluation.is_frozen:
            raise Refused(at(answer.place, _(
                "recommendation %(number)s is not among those of the final report. Give it the number "
                "or the words that it has there."
            ) % {"number": answer.number}))  # fmt: skip
        if not answer.html:
            raise Refused(at(answer.place, _(
                "recommendation %(number)s has no text. Write it behind its number."
            ) % {"number": answer.number}, "recommended"))  # fmt: skip
        fields = {
            "evaluation": self.evaluation, "number": self._free_number(answer),
            "heading": answer.heading, "text": answer.html, "priority": answer.priority,
            "addressee_note": answer.addressee,
        }  # fmt: skip
        row = versions.create(Recommendation, fields=fields, by=self.by, reason=REASON)
        self._say(row, CREATED)
        return row

    def _free_number(self, answer: Answer) -> int:
        taken = set(self.evaluation.recommendations.values_list("number", flat=True))
        if answer.number and answer.number not in taken:
            return answer.number
        number = max(taken, default=0) + 1
        self._mend(answer.place, "number", answer.number, _("taken; numbered %s") % number)
        return number

    def _fill_in(self, row: Recommendation, answer: Answer) -> Recommendation:
        if row.number != answer.number:
            done = _("found by its words as recommendation %s") % row.number
            self._mend(answer.place, "number", answer.number, done)
        elif answer.html and not says(row, answer):
            done = _("worded differently in the report, which stands")
            self._mend(answer.place, "recommended", answer.heading, done)
        said: dict[str, Any] = {"priority": answer.priority}
        if key_of(answer.addressee) != key_of(addressed(row)):
            said["addressee_note"] = answer.addressee
        # Who answers does not write the report: what it does not say is told to those who do.
        is_closed = self.evaluation.is_frozen or not self._may_change(row)
        return self._filled(row, said, answer.place, is_closed=is_closed)

    def _may_change(self, row: Recommendation) -> bool:
        return self.by is None or may(self.by, "change", row)

    def _filled(
        self, row: Any, said: dict[str, Any], place: Place, *, is_closed: bool = False
    ) -> Any:
        """Fills in what is empty here; tells what is said differently."""
        empty: dict[str, Any] = {}
        for name, value in said.items():
            have = getattr(row, name)
            if not value or key_of(str(have)) == key_of(str(value)):
                continue
            if not have and not is_closed:
                empty[name] = value
                continue
            done = _("here it is “%s”, which stands") % (have or "–")
            self._mend(place, CELLS.get(name, name), value, done)
        if empty:
            row = versions.revise(
                row, base_version=row.version, fields=empty, by=self.by, reason=REASON
            )
        self._say(row, CHANGED if empty else UNCHANGED)
        return row

    def _matrix(self, paper: ParsedMatrix) -> ResponseMatrix:
        most = ResponseMatrix._meta.get_field("completed_by").max_length or 0
        said = {
            "completed_by": short(paper.completed_by, most, Place(0, 0)),
            "overall_comment": paper.overall_comment,
        }
        ours = {"evaluation": self.evaluation, "organisation": self.organisation}
        if row := ResponseMatrix.objects.filter(**ours).first():
            return self._filled(row, said, Place(0, 0))
        row = versions.create(ResponseMatrix, fields=ours | said, by=self.by, reason=REASON)
        self._say(row, CREATED)
        return row

    def _response(
        self, matrix: ResponseMatrix, recommendation: Recommendation, answer: Answer
    ) -> ManagementResponse:
        said = {"decision": answer.decision, "reason": answer.reason}
        row = matrix.responses.filter(recommendation=recommendation).first()
        if row is None:
            new = {"matrix": matrix, "recommendation": recommendation, **said}
            row = versions.create(ManagementResponse, fields=new, by=self.by, reason=REASON)
            self._say(row, CREATED)
            return row
        if row.decision != Decision.PENDING or answer.decision == Decision.PENDING:
            if answer.decision not in (row.decision, Decision.PENDING):
                done = _("here it is “%s”, which stands") % row.get_decision_display()
                found = Decision(answer.decision).label
                self._mend(answer.place, "decision", found, done)
            return self._filled(row, {"reason": answer.reason}, answer.place)
        row = versions.revise(row, base_version=row.version, fields=said, by=self.by, reason=REASON)
        self._say(row, CHANGED)
        return row

    def _action(self, response: ManagementResponse, row: KeyAction | None, action: Action) -> None:
        if row is None:
            self._promise(response, action)
            return
        if (row.due_on, row.no_date_reason) != (action.due_on, action.no_date_reason):
            have = row.due_on or row.get_no_date_reason_display()
            done = _("here it is “%s”, which stands; a new date is given with an update") % have
            found = action.due_on or action.no_date_reason
            self._mend(action.place, DEADLINE, found, done)
        said = {"text": action.text}
        if key_of(action.units) != key_of(row.in_charge):
            said["responsible_units"] = action.units
        self._log(self._filled(row, said, action.place), action)

    def _promise(self, response: ManagementResponse, action: Action) -> None:
        """A new action with its status, and the log entry in which the form said so."""
        units, person = self._in_charge(action)
        status = self._status(action)
        fields = {
            "text": action.text, "responsible_units": units, "due_on": action.due_on,
            "no_date_reason": action.no_date_reason, "no_date_note": action.no_date_note,
            "status": status, "responsible_person": person, **_money(action, status),
        }  # fmt: skip
        row = save_action(action=None, response=response, fields=fields, by=self.by)
        self._say(row, CREATED)
        entry = {
            "key_action": row, "by": self.by, "made_at": self.moment,
            "what_was_done": action.done, "status": status, "evidence": action.evidence,
        }  # fmt: skip
        self._say(versions.create(ProgressUpdate, fields=entry, by=self.by, reason=REASON), CREATED)

    def _status(self, action: Action) -> str:
        """What is completed says what proves it; what waits for money how much is missing, and without
        an amount it is on hold."""
        if action.status == ActionStatus.COMPLETED:
            said = f"{action.done} {action.evidence}".strip()
            status, done = believed(said, self.evaluation, self.by)
            self._mend(action.place, STATUS, ActionStatus.COMPLETED.label, done)
            return status
        if action.status != ActionStatus.FUNDING_BLOCKED or action.gap:
            return action.status
        done = _("no missing amount is given; taken as “%s”") % ActionStatus.ON_HOLD.label
        self._mend(action.place, STATUS, ActionStatus.FUNDING_BLOCKED.label, done)
        return ActionStatus.ON_HOLD

    def _in_charge(self, action: Action) -> tuple[str, User | None]:
        """The units, and the one of the organisation whose name stands alone or behind them."""
        units, _semicolon, name = action.units.rpartition(";")
        people = User.objects.filter(organisation=self.organisation, name__iexact=name.strip())
        if not name.strip() or people.count() != 1:
            return action.units, None
        return units.strip() or action.units, people.get()

    def _log(self, row: KeyAction, action: Action) -> None:
        """A word that the log does not hold yet, under the rules of the day."""
        told = row.updates.words().filter(status=action.status)
        same = next(
            (each for each in told if key_of(each.what_was_done) == key_of(action.done)), None
        )
        if same or (row.status == action.status and not action.done):
            if same:
                self._say(same, UNCHANGED)
            return
        fields = {
            "status": action.status, "what_was_done": action.done, "evidence": action.evidence,
            **_money(action, action.status),
        }  # fmt: skip
        try:
            require_move(row, fields)
        except ValidationError as error:
            found = f"{action.status}: {action.done}"
            self._mend(action.place, STATUS, found, _("left out: %s") % " ".join(error.messages))
            return
        update = update_progress(
            action=row, base_version=row.version, fields=fields, by=self.by, at=self.moment
        )
        self._say(update, CREATED)

    def _remarks(self, response: ManagementResponse, answer: Answer) -> None:
        """Word's comments, each after the one that it replies to."""
        known = list(response.remarks.order_by("position", "pk"))
        written: dict[str, Remark] = {}
        position = max((row.position for row in known), default=0)
        for note in sorted(answer.notes, key=lambda note: bool(note.answers)):
            first = written.get(note.answers)
            row = next((each for each in known if is_said_in(each, note, first)), None)
            if row is None:
                position += 1
                row = self._remark(response, note, position, first, answer.place)
            else:
                known.remove(row)
                self._say(row, UNCHANGED)
            written[note.key] = row

    def _remark(
        self, response: ManagementResponse, note: Note, position: int, first: Remark | None,
        place: Place,
    ) -> Remark:  # fmt: skip
        most = Remark._meta.get_field("author_name").max_length or 0
        fields = {
            "response": response, "position": position, "text": note.text, "answers": first,
            "author_name": short(note.author, most, place),
        }  # fmt: skip
        row = versions.create(Remark, fields=fields, by=self.by, reason=REASON)
        self._say(row, CREATED)
        return row

    def _require_open(self, matrix: ResponseMatrix) -> None:
        """What was handed over is not answered again by a file."""
        touched = [c for c in self.done.changes if c.what != UNCHANGED and c.model in OF_THE_ANSWER]
        if matrix.submitted_at and touched:
            raise Refused(_(
                "The response of %(who)s was submitted and stands as it is: the form would change "
                "%(row)s. Send it back first, then import again."
            ) % {"who": self.organisation, "row": touched[0].label})  # fmt: skip


def _moment(paper: ParsedMatrix) -> datetime:
    """When the form was last written on, as far as it says so; never in the future."""
    now = timezone.now()
    return min(datetime.fromisoformat(paper.written_at), now) if paper.written_at else now


def _money(action: Action, status: str) -> dict[str, Any]:
    if status != ActionStatus.FUNDING_BLOCKED:
        return {}
    return {"funding_gap": action.gap, "possible_donor": action.donor}


def _named(row: Any) -> str:
    """How a person names the row, in a line."""
    about = f"{row.key_action.label} " if isinstance(row, ProgressUpdate) else ""
    words = " ".join(f"{about}{row}".split())
    return words if len(words) <= 80 else f"{words[:79]}…"
