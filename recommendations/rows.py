"""What pages show of the follow-up: each row with its state on a given day and what the reader may do."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from activities.models import Activity, Document
from editing.permissions import may
from recommendations import hints
from recommendations.models import (
    Decision,
    Degree,
    KeyAction,
    ManagementResponse,
    PartAnswer,
    ProgressUpdate,
    Recommendation,
    Remark,
    ResponseMatrix,
    SignOff,
    Verification,
)
from recommendations.status import CLOSED, ActionStatus, tone_of

SMART = (
    "text", "responsible_units", "responsible_person", "due_on", "no_date_reason", "no_date_note",
)  # fmt: skip
DECISION_TONES = {
    Decision.PENDING: "waiting",
    Decision.ACCEPTED: "done",
    Decision.PARTIALLY_ACCEPTED: "attention",
    Decision.REJECTED: "late",
}


@dataclass(frozen=True)
class State:
    """A word with its tone, as the pill shows it."""

    label: str
    tone: str


def decision_state(response: ManagementResponse | PartAnswer) -> State:
    return State(response.get_decision_display(), DECISION_TONES[Decision(response.decision)])


@dataclass(frozen=True)
class LogEntry:
    """A dated word of the log with the status it left the action in."""

    update: ProgressUpdate

    @property
    def is_withdrawn(self) -> bool:
        return self.update.withdrawn_at is not None

    @property
    def state(self) -> State:
        return State(self.update.get_status_display(), tone_of(self.update.status))


@dataclass(frozen=True)
class VerificationEntry:
    """What the commissioning side found, as a pill and its words."""

    verification: Verification

    @property
    def made_at(self) -> datetime:
        return self.verification.made_at

    @property
    def says_done(self) -> bool:
        return self.verification.is_adequate and self.verification.degree == Degree.COMPLETE

    @property
    def state(self) -> State:
        tone = (
            "done" if self.says_done else "attention" if self.verification.is_adequate else "late"
        )
        adequate = _("Adequate") if self.verification.is_adequate else _("Not adequate")
        return State(f"{adequate}: {self.verification.get_degree_display()}", tone)


@dataclass(frozen=True)
class ActionRow:
    """A key action as it stands on a day."""

    action: KeyAction
    on: date
    may_edit: bool = False
    may_update: bool = False
    may_verify: bool = False
    is_stale: bool = False

    @property
    def anchor(self) -> str:
        """Tells the action from all others on a page that shows several evaluations."""
        matrix = self.action.response.matrix
        numbers = self.action.response.recommendation.number, self.action.number
        return "_".join(map(str, ("a", matrix.evaluation.slug, matrix.organisation.slug, *numbers)))

    @property
    def is_open(self) -> bool:
        return self.action.status not in CLOSED

    @property
    def is_overdue(self) -> bool:
        return self.action.is_overdue(self.on)

    @property
    def hints(self) -> list[str]:
        """For who may still write the action: what would make it easier to follow up."""
        said = {name: getattr(self.action, name) for name in SMART}
        return hints.flat(hints.of_action(said)) if self.may_edit else []

    @property
    def word_hints(self) -> list[str]:
        """For who reports on it: whether the last word says only what is to come."""
        if self.last is None or not (self.may_update and self.is_open):
            return []
        return hints.flat(hints.of_progress({"what_was_done": self.last.update.what_was_done}))

    @property
    def state(self) -> State:
        label = self.action.get_status_display()
        if self.is_overdue:
            return State(_("%(status)s, overdue") % {"status": label}, "late")
        return State(label, tone_of(self.action.status))

    @property
    def staleness(self) -> State:
        return State(_("Stale"), "attention")

    @property
    def late_days(self) -> int:
        return self.action.days_late(self.on)

    @property
    def no_date(self) -> str:
        """Why there is no date, in words; nothing where there is one."""
        reason = self.action.get_no_date_reason_display()
        return _("No date: %(why)s") % {"why": reason[:1].lower() + reason[1:]} if reason else ""

    @cached_property
    def log(self) -> list[LogEntry]:
        """Newest first."""
        return [LogEntry(update) for update in self.action.updates.all()]

    @property
    def last(self) -> LogEntry | None:
        """The last word about progress that stands."""
        return next((entry for entry in self.log if entry.update.is_word), None)

    @property
    def silent_days(self) -> int | None:
        """Days since the last word; None where nothing was said yet."""
        if self.last is None:
            return None
        return (self.on - timezone.localdate(self.last.update.made_at)).days

    @cached_property
    def verified(self) -> VerificationEntry | None:
        """The latest second view."""
        entries = [VerificationEntry(each) for each in self.action.verifications.all()]
        return entries[0] if entries else None

    @property
    def views_differ(self) -> bool:
        """Whether the owner says it is done and the verifier that it is not, or the other way round."""
        if self.verified is None or self.verified.made_at < self.last_move_at:
            return False
        said_done = self.action.status == ActionStatus.COMPLETED
        return said_done != self.verified.says_done

    @property
    def last_move_at(self) -> datetime:
        """When the owner last moved the action; a verification before that judged something else."""
        words = [entry.update for entry in self.log if entry.update.is_word]
        moves = [update for update in words if update.status == self.action.status]
        return moves[-1].made_at if moves else self.action.created_at

    @property
    def verify_url(self) -> str:
        return self.action.url_for("verify")

    @property
    def update_url(self) -> str:
        return self.action.url_for("update")

    @property
    def edit_url(self) -> str:
        return self.action.url_for("edit")


@dataclass(frozen=True)
class ResponseRow:
    """One organisation's answer to one recommendation, with what is done about it."""

    response: ManagementResponse
    actions: list[ActionRow]
    remarks: list[Remark]
    may_edit: bool = False
    may_remark: bool = False

    @property
    def state(self) -> State:
        return decision_state(self.response)

    @property
    def is_answered(self) -> bool:
        return self.response.decision != Decision.PENDING

    @property
    def hints(self) -> list[str]:
        """For who may still write the answer."""
        said = {
            "decision": self.response.decision, "reason": self.response.reason,
            "actions": len(self.actions),
        }  # fmt: skip
        return hints.flat(hints.of_response(said)) if self.may_edit else []

    @property
    def is_editable(self) -> bool:
        """Whether the reader may change anything in the block."""
        return self.may_edit or any(row.may_update or row.may_verify for row in self.actions)

    @property
    def parts(self) -> list[tuple[PartAnswer, State]]:
        """The answers to the parts, where the recommendation has any."""
        return [(each, decision_state(each)) for each in self.response.part_answers.all()]

    @property
    def edit_url(self) -> str:
        return self.response.url_for("response-edit")

    @property
    def new_action_url(self) -> str:
        return self.response.url_for("action-new")

    @property
    def remark_url(self) -> str:
        return self.response.url_for("remark-new")


@dataclass(frozen=True)
class MatrixRow:
    """A matrix as the list of an evaluation's responses shows it; of `with_progress()`."""

    matrix: ResponseMatrix
    on: date

    @property
    def state(self) -> State:
        step = self.matrix.sign_off
        if step != SignOff.DRAFT:
            return State(str(step.label), "done" if step == SignOff.AGREED else "info")
        if self.matrix.due_on and self.matrix.due_on < self.on:
            return State(_("Overdue"), "late")
        return State(_("Awaited"), "waiting")

    @property
    def days_off(self) -> int | None:
        """Days between due and handed over, negative where it was early; None while it is awaited."""
        if not (self.matrix.submitted_at and self.matrix.due_on):
            return None
        return (timezone.localdate(self.matrix.submitted_at) - self.matrix.due_on).days


@dataclass(frozen=True)
class SignOffLine:
    """The steps of a response with who took each and when."""

    matrix: ResponseMatrix

    @property
    def steps(self) -> list[tuple[str, Any]]:
        return SignOff.choices

    @property
    def current(self) -> str:
        return self.matrix.sign_off.value

    @property
    def signatures(self) -> list[tuple[str, Any, datetime]]:
        """(step, who, when) of the steps taken; nobody where a response was carried over."""
        taken = [
            (step, getattr(self.matrix, f"{step}_at")) for step in SignOff if step != SignOff.DRAFT
        ]
        return [
            (str(step.label), getattr(self.matrix, f"{step}_by"), at) for step, at in taken if at
        ]


@dataclass(frozen=True)
class RecommendationRow:
    """A recommendation as a list shows it: who answered what, and how far the actions are."""

    recommendation: Recommendation
    on: date

    @property
    def answers(self) -> list[tuple[str, State]]:
        seen = self.recommendation.seen_responses  # type: ignore[attr-defined] # a prefetch
        return [(str(each.matrix.organisation), decision_state(each)) for each in seen]

    @cached_property
    def actions(self) -> list[ActionRow]:
        seen = self.recommendation.seen_responses  # type: ignore[attr-defined] # a prefetch
        return [ActionRow(action, self.on) for each in seen for action in each.actions.all()]

    @property
    def done(self) -> int:
        return sum(not row.is_open for row in self.actions)

    @property
    def next(self) -> ActionRow | None:
        """The open action whose date comes first."""
        dated = [row for row in self.actions if row.is_open and row.action.due_on]
        return min(dated, key=lambda row: row.action.due_on or date.max, default=None)


def response_rows(
    responses: QuerySet[ManagementResponse], user: Any, on: date
) -> Iterator[ResponseRow]:
    """Answers with their actions, log and remarks as far as the person may see them.

    The caller has narrowed the answers to those visible to the person.
    """
    responses = responses.select_related(
        "matrix__evaluation", "matrix__organisation", "recommendation__evaluation"
    ).prefetch_related(
        "recommendation__addressees",
        Prefetch("actions", with_log(KeyAction.objects.select_related("responsible_person"), user)),
        Prefetch("part_answers", PartAnswer.objects.select_related("part")),
        Prefetch("remarks", Remark.objects.visible_to(user)),
    )
    return (_response_row(each, user, on) for each in responses)


def with_log(actions: QuerySet[KeyAction], user: Any) -> QuerySet[KeyAction]:
    """Actions with what their owner reported and what was verified, newest first."""
    return actions.prefetch_related(
        Prefetch("updates", log_for(user)),
        Prefetch("verifications", Verification.objects.select_related("by")),
    )


def log_for(user: Any) -> QuerySet[ProgressUpdate]:
    """The log without the papers of the register that the person may not open."""
    return ProgressUpdate.objects.select_related("by", "handed_to").prefetch_related(
        Prefetch("document", Document.objects.visible_to(user).select_related("project")),
        Prefetch("activity", Activity.objects.visible_to(user).select_related("project")),
    )


def _response_row(response: ManagementResponse, user: Any, on: date) -> ResponseRow:
    return ResponseRow(
        response=response,
        actions=action_rows(response.actions.all(), user, on),
        remarks=list(response.remarks.all()),
        may_edit=may(user, "change", response),
        may_remark=may(user, "add", Remark(response=response)),
    )


def action_rows(
    actions: Iterable[KeyAction], user: Any, on: date, stale: Collection[int] = ()
) -> list[ActionRow]:
    """The actions as they stand on the day; `stale` holds the keys of those of `stale(on)`."""
    return [
        ActionRow(
            action,
            on,
            may_edit=may(user, "change", action),
            may_update=may(user, "update", action),
            may_verify=may(user, "add", Verification(key_action=action)),
            is_stale=action.pk in stale,
        )
        for action in actions
    ]
