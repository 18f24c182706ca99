"""How a key action is promised and how what became of it is told."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from editing import versions
from recommendations.models import KeyAction, ManagementResponse, ProgressUpdate
from recommendations.proof import require_move
from recommendations.status import MEANINGS, ActionStatus
from recommendations.takers import seen_by, why_not


def save_action(
    *, action: KeyAction | None, response: ManagementResponse, fields: dict[str, Any], by: Any,
    base_version: int = 0, request_key: Any = None, reason: str = "",
) -> KeyAction:  # fmt: skip
    """Writes a key action; its first date becomes the promise that is never changed."""
    promised = action.promised_on if action else None
    fields = {**fields, "promised_on": promised or fields.get("due_on")}
    if action:
        return versions.revise(
            action, base_version=base_version, fields=fields, by=by, reason=reason
        )
    last = response.actions.order_by("-number").first()
    numbered = {"response": response, "number": last.number + 1 if last else 1}
    return versions.create(KeyAction, fields={**numbered, **fields}, by=by, request_key=request_key)


def update_progress(
    *, action: KeyAction, base_version: int, fields: dict[str, Any], by: Any, at: datetime | None = None,
    request_key: Any = None,
) -> ProgressUpdate:  # fmt: skip
    """Adds a dated entry to the log and changes of the action what the entry says, both or neither.

    Raises ValidationError for a move that `status.py` does not allow or that lacks what it needs.
    """
    if request_key and (first := versions.made_before(ProgressUpdate, request_key, by)):
        return first
    require_move(action, fields)
    with versions.together(**fields):
        update = versions.create(
            ProgressUpdate,
            fields={**fields, "key_action": action, "by": by, "made_at": at or timezone.now()},
            by=by,
            request_key=request_key,
        )
        if changes := _changes(action, fields):
            versions.revise(
                action,
                base_version=base_version,
                fields=changes,
                by=by,
                reason=fields.get("date_reason") or _("progress update"),
                right="update",
            )
        return update


def hand_over(
    *, action: KeyAction, base_version: int, to: User, note: str, by: Any, at: datetime | None = None
) -> ProgressUpdate:  # fmt: skip
    """Gives the action into the hands of another person and says so in its log, both or neither.

    Raises ValidationError where that person cannot take it on.
    """
    if said := why_not(action, to, seen_by(to, [action])):
        raise ValidationError({"to": said})
    entry = {
        "key_action": action, "status": action.status, "handed_to": to, "what_was_done": note,
        "by": by, "made_at": at or timezone.now(),
    }  # fmt: skip
    with versions.together(what_was_done=note):
        update = versions.create(ProgressUpdate, fields=entry, by=by)
        versions.revise(
            action, base_version=base_version, fields={"responsible_person": to}, by=by,
            right="pass_on", reason=_("handed over"),
        )  # fmt: skip
        return update


def _changes(action: KeyAction, said: dict[str, Any]) -> dict[str, Any]:
    """What the entry changes of the action: its status, its date, the money that it waits for. The
    first promised date is set once and stands."""
    new: dict[str, Any] = {"status": said["status"]}
    if due := said.get("new_due_on"):
        promised = action.promised_on or due
        new |= {"due_on": due, "promised_on": promised, "no_date_reason": "", "no_date_note": ""}
    blocked = MEANINGS[ActionStatus(said["status"])].needs_amount
    new["funding_gap"] = said.get("funding_gap") if blocked else None
    new["possible_donor"] = said.get("possible_donor", "") if blocked else ""
    return {name: value for name, value in new.items() if getattr(action, name) != value}
