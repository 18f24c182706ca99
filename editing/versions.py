"""The one write path: every door (view, admin, import, command) ends in these three functions.

An edit is one conditional update on the version it was based on, then the row's new version as a
`Revision`, in one transaction. What came too late is kept as a `RejectedEdit` before `Stale` is
raised, so neither an acknowledged nor a refused word is lost.

Rights are asked twice: before the text is cleaned, and again within the transaction, of the person as
they are by then, of the row as it stands, and with what governs it held still (`editing.governed`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar, cast
from uuid import UUID

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models.functions import Now
from django.dispatch import Signal
from django.utils.translation import gettext as _

from editing import content
from editing.governed import hold, touch
from editing.models import RejectedEdit, Revision, Versioned
from editing.permissions import may, may_set

Row = TypeVar("Row", bound=Versioned)

# Sent with the model and the `row` as it stands after a version was written, removals included, and
# within the same transaction: what upper floors derive from rows is never behind them.
written = Signal()


@dataclass
class Stale(Exception):
    """The row moved on since `base_version`; `mine` is the refused content, already kept."""

    row: Any
    base_version: int
    mine: dict[str, Any]
    by: Any = None
    reason: str = ""

    def keep(self, **also: Any) -> None:
        """Writes the refused content down; `also` is what else was said in the same breath."""
        keep_refused(
            self.row, base_version=self.base_version, fields=self.mine | also, by=self.by,
            reason=self.reason,
        )  # fmt: skip

    def base(self) -> dict[str, Any]:
        """The content both sides started from."""
        revision = revisions_of(self.row).filter(version=self.base_version).first()
        return revision.content if revision else {}


class ClosedMeanwhile(PermissionDenied):
    """The right was there when the write began and gone when its turn came; the text is kept."""


def create(
    model: type[Row],
    *,
    fields: dict[str, Any],
    by: Any,
    reason: str = "",
    request_key: UUID | None = None,
) -> Row:
    """Writes a new row and its version 1. Asked again with the same key, returns the first row.

    Raises PermissionDenied, and ValidationError when a number or name is already taken.
    """
    if request_key and (first := made_before(model, request_key, by)):
        return first
    plain, links = content.split(model(), fields)
    row = model(**plain)
    _require(by, "add", row)
    try:
        with transaction.atomic():
            _require_still(by, "add", row)
            reason = _on_occasion(by, row, reason)
            row.insert()
            content.set_links(row, links)
            row.refresh_from_db()
            _record(row, Revision.Kind.CREATED, by, reason, request_key)
    except IntegrityError as error:
        if request_key and (first := made_before(model, request_key, by)):
            return first
        raise _taken(row, error) from error
    return row


def revise(
    row: Row, *, base_version: int, fields: dict[str, Any], by: Any, reason: str = "",
    right: str = "change", restored: int | None = None, suggested_by: Any = None,
) -> Row:  # fmt: skip
    """Writes the fields as the next version and returns the fresh row; no change, no version.

    `right` is the permission asked for: an action may grant less than `change`, such as `submit`.
    `suggested_by` is whose words they are, where `by` takes up what somebody else proposed.
    `restored` is the earlier version that the fields are taken from.
    Who sends back what their base version said has nothing to say, whatever happened since.

    Raises Stale when the row is no longer at `base_version` (the text is kept first),
    PermissionDenied, and ValidationError when a number or name is already taken.
    """
    model, before = type(row), current(row)
    _require(by, right, before)
    plain, links = content.split(before, fields)
    try:
        with transaction.atomic():
            fresh = current(row)
            _require_still(by, right, fresh, plain, links)
            if not fresh.deleted_at and _says_nothing(fresh, base_version, plain, links):
                return fresh
            if model.everything.write_if_unchanged(row, base_version, plain):
                reason = _on_occasion(by, fresh, reason)
                fresh.refresh_from_db()
                content.set_links(fresh, links)
                fresh.require_promises(before)
                _record(
                    fresh, Revision.Kind.CHANGED, by, reason, restored=restored,
                    suggested_by=suggested_by,
                )  # fmt: skip
                return fresh
    except IntegrityError as error:
        raise _taken(content.as_it_would_be(before, plain), error) from error
    except ClosedMeanwhile:
        _refuse(row, base_version, {**plain, **links}, by, reason)
        raise
    raise _refuse(row, base_version, {**plain, **links}, by, reason)


def remove(row: Row, *, base_version: int, by: Any, reason: str = "") -> Row:
    """Takes the row out of sight as its last version; nothing is erased.

    Raises as `revise` does, and ValidationError while other rows still hang on this one.
    """
    model, before = type(row), current(row)
    _require(by, "delete", before)
    with transaction.atomic():
        _require_still(by, "delete", before)
        _require_nothing_hangs_on(row)
        if model.everything.write_if_unchanged(row, base_version, {"deleted_at": Now()}):
            gone = current(row)
            gone.require_promises(before)
            _record(gone, Revision.Kind.REMOVED, by, _on_occasion(by, before, reason))
            return gone
    raise _refuse(row, base_version, {}, by, reason or "removal")


def bring_back(
    row: Row, *, base_version: int, by: Any, reason: str = "", fields: dict[str, Any] | None = None
) -> Row:
    """Puts a removed row back into sight as its next version, for whoever may remove it; `fields` is
    what must be different now, such as a number that was given away meanwhile.

    Raises as `revise` does; ValidationError, too, while what the row hangs on is removed itself.
    """
    model, before = type(row), current(row)
    _require(by, "delete", before)
    try:
        with transaction.atomic():
            _require_still(by, "delete", before)
            _require_to_hang_on_something(before)
            back = {**(fields or {}), "deleted_at": None}
            if model.everything.write_if_unchanged(row, base_version, back, removed=True):
                fresh = current(row)
                fresh.require_promises(before)
                reason = _on_occasion(by, before, reason)
                _record(fresh, Revision.Kind.CHANGED, by, reason, restored=base_version - 1)
                return fresh
    except IntegrityError as error:
        raise _taken(content.as_it_would_be(before, {"deleted_at": None}), error) from error
    raise _refuse(row, base_version, {}, by, reason or "return")


def revisions_of(row: Versioned) -> models.QuerySet[Revision]:
    """All versions of a row, newest first."""
    kind = ContentType.objects.get_for_model(row)
    rows = Revision.objects.filter(content_type=kind, object_id=row.pk)
    return rows.select_related("by", "suggested_by")


def current(row: Row) -> Row:
    """The row as it stands now, removed or not."""
    return cast(Row, type(row).everything.get(pk=row.pk))


@contextmanager
def together(**also: Any) -> Iterator[None]:
    """Several writes or none. When one of them is stale, all are undone, and then what was refused
    is kept, with `also`: the rest of what was said in the same breath."""
    try:
        with transaction.atomic():
            yield
    except Stale as stale:
        stale.keep(**also)
        raise


def _require(by: Any, verb: str, row: Versioned) -> None:
    """`by=None` is the system itself: commands that somebody with a shell has started."""
    if by is not None and not may(by, verb, row):
        raise PermissionDenied


def _require_still(
    by: Any,
    verb: str,
    row: Versioned,
    plain: dict[str, Any] | None = None,
    links: dict[str, list] | None = None,
) -> None:
    """Within the transaction: the right as it stands now, also where the row would go to."""
    if by is None:
        touch(row)
        return
    hold(row)
    now = get_user_model()._default_manager.filter(pk=by.pk).first()
    if now is None or not may(now, verb, row):
        raise ClosedMeanwhile
    if verb == "change":
        _require_fields(now, row, plain or {}, links or {})
    if plain and _moves(row, plain):
        proposed = content.as_it_would_be(row, plain)
        hold(proposed)
        _require(now, verb, proposed)


def _on_occasion(by: Any, row: Versioned, reason: str) -> str:
    """The reason with what governs the row has to say; the system's own writes are no occasion."""
    governor = row.governor if by is not None else None
    return governor.occasion(row, reason) if governor else reason


def _require_fields(
    by: Any, before: Versioned, plain: dict[str, Any], links: dict[str, list]
) -> None:
    """A field with a rule of its own (`set_is_staff`) asks for more than changing the row does. An
    action with a right of its own writes what belongs to it."""

    def guarded(part: dict[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in part.items() if not may_set(by, before, name)}

    if not content.same(before, guarded(plain), guarded(links)):
        raise PermissionDenied


def _moves(row: Versioned, plain: dict[str, Any]) -> bool:
    """Whether the row would go to another parent, where other rights may hold."""
    parents = (field for field in row._meta.concrete_fields if field.is_relation and not field.null)
    return any(getattr(row, p.name) != plain[p.name] for p in parents if p.name in plain)


def _says_nothing(
    row: Versioned, base_version: int, plain: dict[str, Any], links: dict[str, list]
) -> bool:
    if row.version == base_version:
        return content.same(row, plain, links)
    base = revisions_of(row).filter(version=base_version).first()
    return base is not None and content.unchanged_since(base.content, {**plain, **links})


def hanging_on(row: Versioned) -> list[str]:
    """What would lose its parent if the row went, counted by kind."""
    children = (
        (
            relation.related_model,
            relation.related_model.objects.filter(**{relation.field.name: row}).count(),
        )
        for relation in row._meta.related_objects
        if relation.one_to_many and issubclass(relation.related_model, Versioned)
    )
    return [f"{count} {_name(model, count)}" for model, count in children if count]


def _name(model: type[models.Model], count: int) -> str:
    names = model._meta
    return str(names.verbose_name if count == 1 else names.verbose_name_plural)


def _require_nothing_hangs_on(row: Versioned) -> None:
    if hanging := hanging_on(row):
        said = _("First remove what hangs on it: %(what)s.")
        raise ValidationError(said % {"what": ", ".join(hanging)})


def _require_to_hang_on_something(row: Versioned) -> None:
    parents = [
        getattr(row, field.name)
        for field in row.content_fields()
        if field.is_relation and not field.null
    ]
    versioned = (parent for parent in parents if isinstance(parent, Versioned))
    if gone := [str(parent) for parent in versioned if parent.deleted_at]:
        said = _("First bring back what it belongs to: %(what)s.")
        raise ValidationError(said % {"what": ", ".join(gone)})


def _record(
    row: Versioned, kind: str, by: Any, reason: str, request_key: UUID | None = None,
    suggested_by: Any = None,
    restored: int | None = None,
) -> None:  # fmt: skip
    Revision.objects.create(
        content_type=ContentType.objects.get_for_model(row),
        object_id=row.pk,
        version=row.version,
        kind=kind,
        content=row.snapshot(),
        by=by,
        suggested_by=suggested_by,
        reason=reason[:500],
        request_key=request_key,
        restored=restored,
    )
    written.send(type(row), row=row)


def _refuse(
    row: Versioned, base_version: int, fields: dict[str, Any], by: Any, reason: str
) -> Stale:
    """Keeps the refused content and returns the exception to raise."""
    stale = Stale(current(row), base_version, content.as_stored(fields), by, reason)
    stale.keep()
    return stale


def keep_refused(
    row: Versioned, *, base_version: int, fields: dict[str, Any], by: Any, reason: str = ""
) -> RejectedEdit:
    """Writes down what somebody wanted to say and could not."""
    return RejectedEdit.objects.create(
        content_type=ContentType.objects.get_for_model(row),
        object_id=row.pk,
        base_version=base_version,
        content=content.as_stored(fields),
        by=by,
        reason=reason[:500],
    )


def made_before(model: type[Row], request_key: UUID, by: Any) -> Row | None:
    """The row that this person's request already made, when a form arrives a second time."""
    revision = Revision.objects.filter(request_key=request_key, by=by).first()
    if revision is None or revision.content_type.model_class() is not model:
        return None
    return cast(Row, model.everything.get(pk=revision.object_id))


def _taken(row: Versioned, error: IntegrityError) -> ValidationError:
    """Two people took the same number, or a promise of the model does not hold."""
    try:
        row.validate_constraints()
    except ValidationError as said:
        return said
    return ValidationError(
        _("This could not be saved: %(why)s") % {"why": str(error).splitlines()[0]}
    )
