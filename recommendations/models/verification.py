from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from editing.constraints import one_of
from editing.models import LiveManager, Versioned, VersionedQuerySet
from recommendations.models.action import KeyAction


class Degree(models.TextChoices):
    """How far an action is implemented, in five steps (World Bank management action record)."""

    COMPLETE = "complete", _("Complete")
    HIGH = "high", _("High, 90 % or more")
    SUBSTANTIAL = "substantial", _("Substantial, more than half")
    MODERATE = "moderate", _("Moderate, less than half")
    NEGLIGIBLE = "negligible", _("Negligible")


class VerificationQuerySet(VersionedQuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.filter(key_action__in=KeyAction.objects.visible_to(user))


class Verification(Versioned):
    """What somebody of the commissioning side found when looking at an action. It stands beside the
    owner's status and never replaces it; like the log it only grows."""

    governed_by = "key_action__response__matrix__evaluation"

    key_action = models.ForeignKey(KeyAction, models.PROTECT, related_name="verifications")
    made_at = models.DateTimeField(_("date"), db_default=Now())
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )
    is_adequate = models.BooleanField(_("adequate"))
    degree = models.CharField(_("degree of implementation"), max_length=12, choices=Degree)
    comment = models.TextField(_("comment"), blank=True)

    objects = LiveManager.from_queryset(VerificationQuerySet)()
    everything = models.Manager.from_queryset(VerificationQuerySet)()

    class Meta:
        ordering = ["key_action", "-made_at", "-pk"]
        verbose_name = _("verification")
        verbose_name_plural = _("verifications")
        constraints = [
            one_of("degree", Degree),
            models.CheckConstraint(
                condition=models.Q(is_adequate=True) | ~models.Q(comment=""),
                name="verification_says_what_is_missing",
                violation_error_message=_("Say what is missing."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d} {self.get_degree_display()}"

    def get_absolute_url(self) -> str:
        return self.key_action.get_absolute_url()
