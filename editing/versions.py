"""The one write path: every door (view, admin, import, command) ends in these three functions.

An edit is one conditional update on the version it was based on, then the row's new version as a
`Revision`, in one transaction. What came too late is kept as a `RejectedEdit` before `Stale` is
raised, so neither an acknowledged nor a refused word is lost.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar, cast
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from editing import content
from editing.models import RejectedEdit, Revision, Versioned
from editing.permissions import may, may_set

Row = TypeVar("Row", bound=Versioned)


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
    right: str = "change",
) -> Row:  # fmt: skip
    """Writes the fields as the next version and returns the fresh row; no change, no version.

    `right` is the permission asked for: an action may grant less than `change`, such as `submit`.
    Who sends back what their base version said has nothing to say, whatever happened since.

    Raises Stale when the row is no longer at `base_version` (the text is kept first),
    PermissionDenied, and ValidationError when a number or name is already taken.
    """
    model, before = type(row), current(row)
    _require(by, right, before)
    plain, links = content.split(before, fields)
    _require_fields(by, before, plain)
    if _moves(before, plain):
        _require(by, right, content.as_it_would_be(before, plain))
    try:
        with transaction.atomic():
            fresh = current(row)
            if not fresh.deleted_at and _says_nothing(fresh, base_version, plain, links):
                return fresh
            if model.everything.write_if_unchanged(row, base_version, plain):
                fresh.refresh_from_db()
                content.set_links(fresh, links)
                _record(fresh, Revision.Kind.CHANGED, by, reason)
                return fresh
    except IntegrityError as error:
        raise _taken(content.as_it_would_be(before, plain), error) from error
    raise _refuse(row, base_version, {**plain, **links}, by, reason)


def remove(row: Row, *, base_version: int, by: Any, reason: str = "") -> Row:
    """Takes the row out of sight as its last version; nothing is erased.

    Raises as `revise` does, and ValidationError while other rows still hang on this one.
    """
    model = type(row)
    _require(by, "delete", current(row))
    with transaction.atomic():
        _require_nothing_hangs_on(row)
        if model.everything.write_if_unchanged(row, base_version, {"deleted_at": Now()}):
            gone = current(row)
            _record(gone, Revision.Kind.REMOVED, by, reason)
            return gone
    raise _refuse(row, base_version, {}, by, reason or "removal")


def revisions_of(row: Versioned) -> models.QuerySet[Revision]:
    """All versions of a row, newest first."""
    kind = ContentType.objects.get_for_model(row)
    return Revision.objects.filter(content_type=kind, object_id=row.pk).select_related("by")


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


def _require_fields(by: Any, before: Versioned, plain: dict[str, Any]) -> None:
    """A field with a rule of its own (`set_is_staff`) asks for more than the row does."""
    guarded = (name for name in plain if by is not None and not may_set(by, before, name))
    if any(getattr(before, name) != plain[name] for name in guarded):
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


def _record(
    row: Versioned, kind: str, by: Any, reason: str, request_key: UUID | None = None
) -> None:
    Revision.objects.create(
        content_type=ContentType.objects.get_for_model(row),
        object_id=row.pk,
        version=row.version,
        kind=kind,
        content=row.snapshot(),
        by=by,
        reason=reason[:500],
        request_key=request_key,
    )


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
