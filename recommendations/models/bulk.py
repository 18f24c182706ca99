from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from recommendations.models.action import KeyAction
from recommendations.models.progress import ProgressUpdate


class BulkChangeQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """What somebody changed at one stroke, they alone take back."""
        return self.filter(by=user.pk) if user.pk else self.none()

    def undoable(self, at: datetime) -> Self:
        since = at - timedelta(hours=settings.UNDO_HOURS)
        return self.filter(undone_at=None, made_at__gt=since)


class BulkChange(models.Model):
    """Several actions changed by one person at one stroke, remembered so that they can take it back.
    What changed stands in the versions and the log; this knows only which of them belong together."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    # Of the form that asked for it, so that pressing twice changes once.
    key = models.UUIDField()
    made_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager.from_queryset(BulkChangeQuerySet)()

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = _("bulk change")
        verbose_name_plural = _("bulk changes")
        constraints = [
            models.UniqueConstraint(fields=["by", "key"], name="bulk_change_once_a_form")
        ]

    def __str__(self) -> str:
        return f"{self.by_id} {self.made_at:%Y-%m-%d %H:%M}"


class BulkEntry(models.Model):
    """One entry of a log that was written with others, and the versions of its action around it."""

    change = models.ForeignKey(BulkChange, models.CASCADE, related_name="entries")
    action = models.ForeignKey(KeyAction, models.CASCADE, related_name="+")
    update = models.OneToOneField(ProgressUpdate, models.CASCADE, related_name="+")
    version_before = models.PositiveIntegerField()
    version_after = models.PositiveIntegerField()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("bulk entry")
        verbose_name_plural = _("bulk entries")

    def __str__(self) -> str:
        return f"{self.action_id} v{self.version_before}-v{self.version_after}"
