from pathlib import PurePath
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from activities.models import Activity, Document
from activities.uploads import stored_name
from editing.constraints import one_of
from editing.models import LiveManager, Versioned, VersionedQuerySet
from recommendations.models.action import KeyAction
from recommendations.status import ActionStatus


class ProgressUpdateQuerySet(VersionedQuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.filter(key_action__in=KeyAction.objects.visible_to(user))

    def words(self) -> Self:
        """What was said about progress and stands."""
        return self.filter(withdrawn_at=None, handed_to=None)

    def with_evidence(self) -> Self:
        """Reports that name a proof of any kind."""
        said = ~models.Q(evidence="") | ~models.Q(evidence_url="") | ~models.Q(evidence_file="")
        shown = models.Q(document__isnull=False) | models.Q(activity__isnull=False)
        return self.filter(said | shown)


class ProgressUpdate(Versioned):
    """A dated word on a key action. The log only grows: no entry is edited or removed; one that was
    written with others by mistake stays, and says when its writer withdrew it."""

    governed_by = "key_action__response__matrix__evaluation"

    key_action = models.ForeignKey(KeyAction, models.PROTECT, related_name="updates")
    made_at = models.DateTimeField(_("date"), db_default=Now())
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )
    what_was_done = models.TextField(_("what was done"), blank=True)
    status = models.CharField(_("status"), max_length=24, choices=ActionStatus)
    evidence = models.TextField(_("evidence"), blank=True)
    evidence_url = models.URLField(_("link to evidence"), max_length=500, blank=True)
    document = models.ForeignKey(
        Document,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("document"),
    )
    evidence_file = models.FileField(_("file"), upload_to=stored_name, max_length=200, blank=True)
    activity = models.ForeignKey(
        Activity,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("activity"),
    )

    next_step = models.CharField(_("next step"), max_length=500, blank=True)
    new_due_on = models.DateField(_("new date"), null=True, blank=True)
    date_reason = models.CharField(_("reason for the new date"), max_length=500, blank=True)
    funding_gap = models.DecimalField(
        _("missing amount in EUR"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    possible_donor = models.CharField(_("possible donor"), max_length=200, blank=True)

    # Who holds the action from here on; such an entry tells of no progress.
    handed_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("handed over to"),
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True, editable=False)

    objects = LiveManager.from_queryset(ProgressUpdateQuerySet)()
    everything = models.Manager.from_queryset(ProgressUpdateQuerySet)()

    class Meta:
        ordering = ["key_action", "-made_at", "-pk"]
        verbose_name = _("progress update")
        verbose_name_plural = _("progress updates")
        constraints = [one_of("status", ActionStatus)]
        # The last word on an action, of a hundred thousand.
        indexes = [models.Index(fields=["key_action", "-made_at"], name="update_last_word")]

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d} {self.get_status_display()}"

    @property
    def is_word(self) -> bool:
        """As `words()` asks it."""
        return self.withdrawn_at is None and self.handed_to_id is None

    @property
    def file_token(self) -> str:
        """The name its file is kept under, which no one can guess; "" where it has none."""
        return PurePath(self.evidence_file.name or "").stem

    @property
    def file_url(self) -> str:
        return self.key_action.url_for("file", self.file_token)

    @property
    def download_name(self) -> str:
        suffix = PurePath(self.evidence_file.name or "").suffix
        return f"{self.key_action.label} {self.made_at:%Y-%m-%d}{suffix}"

    def get_absolute_url(self) -> str:
        return self.key_action.get_absolute_url()
