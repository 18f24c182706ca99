from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from editing.models import LiveManager, Versioned, VersionedQuerySet
from recommendations.models.response import ManagementResponse, ResponseMatrix


class RemarkQuerySet(VersionedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Between the answering organisation and the managers, also after submission."""
        return self.filter(response__matrix__in=ResponseMatrix.objects.negotiated_by(user))


class Remark(Versioned):
    """A reviewer's word beside an answer, and what was said to it. Internal: never printed for others."""

    governed_by = "response__matrix__evaluation"

    response = models.ForeignKey(ManagementResponse, models.PROTECT, related_name="remarks")
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    author_name = models.CharField(_("author"), max_length=150)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("account"),
    )
    text = models.TextField(_("remark"))
    answers = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replies",
        verbose_name=_("answers"),
    )

    objects = LiveManager.from_queryset(RemarkQuerySet)()
    everything = models.Manager.from_queryset(RemarkQuerySet)()

    class Meta:
        ordering = ["response", "position", "pk"]
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")

    def __str__(self) -> str:
        return f"{self.author_name}: {self.text[:60]}"

    def get_absolute_url(self) -> str:
        return self.response.get_absolute_url()
