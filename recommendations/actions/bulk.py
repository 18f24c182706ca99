"""Several actions changed at one stroke, and taken back at one."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from editing import versions
from editing.versions import Stale
from recommendations.actions.key_actions import hand_over, update_progress
from recommendations.bulk import Wish
from recommendations.models import BulkChange, BulkEntry, KeyAction, ProgressUpdate

# What a report or a hand-over changes of an action.
CHANGED = (
    "status", "due_on", "promised_on", "no_date_reason", "no_date_note", "funding_gap",
    "possible_donor", "responsible_person",
)  # fmt: skip


def change_many(
    *, wish: Wish, actions: Iterable[KeyAction], by: Any, key: UUID, at: datetime | None = None
) -> BulkChange:
    """Does to every action what is wished, all or nothing. Asked again with the same key, returns the
    first change. Raises as `update_progress` and `hand_over` do."""
    try:
        with versions.together():
            change = BulkChange.objects.create(by=by, key=key, made_at=at or timezone.now())
            # In one order for all, so that two of them never wait for each other in a circle.
            for action in sorted(actions, key=_in_order):
                _change(change, action, wish)
            return change
    except IntegrityError:
        if first := BulkChange.objects.filter(by=by, key=key).first():
            return first
        raise


def _in_order(action: KeyAction) -> tuple[int, int]:
    return action.response.matrix.evaluation_id, action.pk


def _change(change: BulkChange, action: KeyAction, wish: Wish) -> None:
    who_and_when: dict[str, Any] = {"by": change.by, "at": change.made_at}
    if wish.report:
        said = wish.report.on(action)
        update = update_progress(
            action=action, base_version=action.version, fields=said, **who_and_when
        )
        action = _note(change, action, update)
    if wish.to:
        update = hand_over(
            action=action, base_version=action.version, to=wish.to, note=wish.note, **who_and_when
        )
        _note(change, action, update)


def _note(change: BulkChange, before: KeyAction, update: ProgressUpdate) -> KeyAction:
    """Writes down which versions the entry lies between; the action as it is now."""
    after = versions.current(before)
    BulkEntry.objects.create(
        change=change, action=after, update=update, version_before=before.version,
        version_after=after.version,
    )  # fmt: skip
    return after


@dataclass
class Undoing:
    """The actions that go back to what they were, and those that moved on since and stay."""

    back: list[KeyAction] = field(default_factory=list)
    left: list[KeyAction] = field(default_factory=list)


def undoing_of(*, change: BulkChange, by: Any) -> Undoing:
    """What undoing would do, as far as the person may see the actions now."""
    plan = Undoing()
    for action, entries in _by_action(change, by):
        (plan.left if _moved_on(action, entries, change) else plan.back).append(action)
    return plan


def undo_many(*, change: BulkChange, by: Any, at: datetime | None = None) -> Undoing:
    """Puts every action back as a new version and marks the entries as withdrawn. An action that
    somebody changed, reported on or verified since is left alone.

    Raises ValidationError where the change was undone already, is too old or somebody else's.
    """
    at, done = at or timezone.now(), Undoing()
    with versions.together():
        open_ones = BulkChange.objects.visible_to(by).undoable(at).filter(pk=change.pk)
        if not open_ones.update(undone_at=at):
            raise ValidationError(_("This can no longer be undone."))
        for action, entries in _by_action(change, by):
            gone = _moved_on(action, entries, change) or not _is_put_back(action, entries, by, at)
            (done.left if gone else done.back).append(action)
    return done


def _by_action(change: BulkChange, by: Any) -> list[tuple[KeyAction, list[BulkEntry]]]:
    written = change.entries.select_related("update").order_by("action", "pk")
    groups = {key: list(rows) for key, rows in groupby(written, lambda each: each.action_id)}
    actions = KeyAction.objects.visible_to(by).filter(pk__in=groups).with_addresses()
    actions = actions.prefetch_related("updates", "verifications")
    return [(action, groups[action.pk]) for action in sorted(actions, key=_in_order)]


def _moved_on(action: KeyAction, entries: list[BulkEntry], change: BulkChange) -> bool:
    last = entries[-1]
    return (
        action.version != last.version_after
        or any(update.pk > last.update_id for update in action.updates.all())
        or any(each.made_at > change.made_at for each in action.verifications.all())
    )


def _is_put_back(action: KeyAction, entries: list[BulkEntry], by: Any, at: datetime) -> bool:
    """False where somebody got in between, or the right to it is gone."""
    try:
        with versions.together():
            _put_back(action, entries, by, at)
    except (Stale, PermissionDenied, ValidationError):
        return False
    return True


def _put_back(action: KeyAction, entries: list[BulkEntry], by: Any, at: datetime) -> None:
    then = entries[0].version_before
    reason = _("bulk change undone")
    if then != action.version:
        versions.revise(
            action, base_version=action.version, fields=_as_in(action, then), by=by,
            right="take_back", reason=reason, restored=then,
        )  # fmt: skip
    for entry in reversed(entries):
        versions.revise(
            entry.update, base_version=entry.update.version, fields={"withdrawn_at": at}, by=by,
            right="withdraw", reason=reason,
        )  # fmt: skip


def _as_in(action: KeyAction, version: int) -> dict[str, Any]:
    """What was changed, as that version had it."""
    content = versions.revisions_of(action).get(version=version).content
    fields = {name: KeyAction._meta.get_field(name) for name in CHANGED}
    return {name: _value(field, content[name]) for name, field in fields.items()}


def _value(field: Any, stored: Any) -> Any:
    if stored is None:
        return None
    if field.is_relation:
        return field.related_model.everything.get(pk=stored)
    return field.to_python(stored)
