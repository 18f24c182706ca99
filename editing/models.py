"""Versioned rows and what is remembered of them."""

from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.fields.files import FieldFile
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class WritePathError(TypeError):
    """Somebody tried to save, update or delete a versioned row past `editing.versions`."""


class VersionedQuerySet(models.QuerySet):
    """Reads freely; every write goes through `editing.versions`."""

    def visible_to(self, user: Any) -> Self:
        """Nothing, until a noun says what a person may see of it."""
        return self.none()

    def update(self, **kwargs: Any) -> int:
        raise WritePathError(f"Change {self.model.__name__} through editing.versions.revise.")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise WritePathError(f"Remove {self.model.__name__} through editing.versions.remove.")

    def bulk_create(self, *args: Any, **kwargs: Any) -> list[Any]:
        raise WritePathError(f"Create {self.model.__name__} through editing.versions.create.")

    def bulk_update(self, *args: Any, **kwargs: Any) -> int:
        raise WritePathError(f"Change {self.model.__name__} through editing.versions.revise.")

    def write_if_unchanged(
        self, row: "Versioned", base_version: int, values: dict[str, Any], *, removed: bool = False
    ) -> bool:
        """The one conditional update: true if the row still stood at `base_version`, in sight or
        `removed` as it was said to be."""
        waiting = self.filter(pk=row.pk, version=base_version, deleted_at__isnull=not removed)
        changes = {**values, "version": models.F("version") + 1, "updated_at": Now()}
        return bool(models.QuerySet.update(waiting, **changes))


class LiveManager(models.Manager):
    """Rows that were not removed."""

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().filter(deleted_at__isnull=True)


class Versioned(models.Model):
    """A row that counts its versions, keeps each of them, and is never silently overwritten."""

    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    created_at = models.DateTimeField(_("created"), db_default=Now(), editable=False)
    updated_at = models.DateTimeField(_("changed"), db_default=Now(), editable=False)
    deleted_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = LiveManager.from_queryset(VersionedQuerySet)()
    everything = models.Manager.from_queryset(VersionedQuerySet)()

    # The way to the row whose state decides who may write this one, such as `question__evaluation`;
    # empty where the row decides that by itself.
    governed_by = ""

    # Fields that say nothing about the content, left out of snapshots.
    BOOKKEEPING = ("id", "version", "created_at", "updated_at", "deleted_at")
    # Fields that have a move of their own, which restoring an earlier version must not make.
    NOT_RESTORED: tuple[str, ...] = ()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        raise WritePathError(f"Save {type(self).__name__} through editing.versions.")

    def get_absolute_url(self) -> str:
        """Where people read the row; every noun says it in people's numbers."""
        raise NotImplementedError

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise WritePathError(f"Remove {type(self).__name__} through editing.versions.remove.")

    def insert(self) -> Self:
        """Writes the first version; only `editing.versions.create` calls this."""
        models.Model.save(self, force_insert=True)
        return self

    @classmethod
    def content_fields(cls) -> list[models.Field]:
        """The concrete fields that a person fills in, in their declared order."""
        return [field for field in cls._meta.concrete_fields if field.name not in cls.BOOKKEEPING]

    @property
    def governor(self) -> Any:
        """The row at the end of `governed_by`."""
        row: Any = self
        for link in filter(None, self.governed_by.split("__")):
            row = getattr(row, link)
        return row

    def occasion(self, row: "Versioned", reason: str) -> str:
        """The reason for a change of a row that this one governs, as the history keeps it; a noun may
        add on which occasion things change."""
        return reason

    def touch(self) -> None:
        """Called within every write of the row and of what it governs, before anything is written; a
        noun may note that what was reckoned of it is no longer true."""

    def require_promises(self, before: Self) -> None:
        """Raises ValidationError where a change or removal breaks what rows promise each other. Asked
        within the write, when it is done."""

    @classmethod
    def all_fields(cls) -> list[models.Field]:
        """Content and links together, as the model declares them and as its forms mostly ask them."""
        fields = [*cls.content_fields(), *cls._meta.many_to_many]
        return sorted(fields, key=lambda field: field.creation_counter)

    def snapshot(self) -> dict[str, Any]:
        """All content by field name: keys of related rows for links, sorted where there are many."""
        values = {
            field.name: _stored(field.value_from_object(self)) for field in self.content_fields()
        }
        for field in self._meta.many_to_many:
            linked = getattr(self, field.name).order_by("pk")
            values[field.name] = list(linked.values_list("pk", flat=True))
        return values


def _stored(value: Any) -> Any:
    """A file is remembered by its stored name."""
    return value.name or "" if isinstance(value, FieldFile) else value


class Revision(models.Model):
    """One version of one row as it was written: by whom, when, why, and everything in it."""

    class Kind(models.TextChoices):
        CREATED = "created", _("created")
        CHANGED = "changed", _("changed")
        REMOVED = "removed", _("removed")

    content_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    version = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    content = models.JSONField(encoder=DjangoJSONEncoder)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Whose words they are, where `by` took up what somebody else had suggested.
    suggested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(db_default=Now())
    reason = models.CharField(max_length=500, blank=True)
    request_key = models.UUIDField(null=True, blank=True, unique=True)
    # The earlier version whose content this one brought back.
    restored = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["-version"]
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "version"], name="revision_once_a_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.content_type} {self.object_id} v{self.version}"

    @property
    def what(self) -> str:
        """What happened, in a word or three."""
        if self.restored:
            return _("restored version %(version)s") % {"version": self.restored}
        return str(self.get_kind_display())


class RejectedEdit(models.Model):
    """A text that came too late: kept so that no acknowledged or refused word is ever lost."""

    content_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    base_version = models.PositiveIntegerField()
    content = models.JSONField(encoder=DjangoJSONEncoder)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(db_default=Now())
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("rejected edit")
        verbose_name_plural = _("rejected edits")
        indexes = [models.Index(fields=["content_type", "object_id"], name="rejected_by_row")]

    def __str__(self) -> str:
        return f"{self.content_type} {self.object_id} on v{self.base_version}"


class PrivateDraftQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """A draft is its writer's alone, whatever rights others have."""
        return self.filter(user=user)

    def waiting(self) -> Self:
        """Drafts that were not saved for good, the newest first."""
        return self.filter(settled_at=None).order_by("-saved_at", "-pk")

    def untouched_since(self, moment: datetime) -> Self:
        return self.filter(saved_at__lt=moment)


class PrivateDraft(models.Model):
    """What somebody typed into one opened form and has not saved yet, kept for them alone.

    `key` is the opened form, so two tabs or devices never write over each other. `object_id` is
    empty for a row that does not exist yet. Once saved for good the draft is emptied and says when:
    a straggler from a slow line must not bring it back.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.UUIDField()
    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField(null=True, blank=True)
    page = models.CharField(max_length=500)
    content = models.JSONField(default=dict)
    saved_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager.from_queryset(PrivateDraftQuerySet)()

    class Meta:
        verbose_name = _("private draft")
        verbose_name_plural = _("private drafts")
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="draft_once_an_opened_form"),
            models.CheckConstraint(
                condition=models.Q(settled_at=None) | models.Q(content={}),
                name="draft_settled_is_empty",
            ),
        ]
        indexes = [models.Index(fields=["user", "content_type", "object_id"], name="draft_by_row")]

    def __str__(self) -> str:
        return f"{self.content_type} {self.object_id or ''} {self.saved_at:%H:%M}"

    @property
    def base_version(self) -> str:
        """The version of the row that the form was opened on, as the form said it."""
        return self.content.get("base_version", [""])[0]
