from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from recommendations.models.action import KeyAction


class UpdateLink(models.Model):
    """Leave for one person to report on one action, once, without signing in. The token stands in the
    mail alone: who reads this table cannot make an address of it."""

    token_hash = models.CharField(max_length=64, unique=True)
    action = models.ForeignKey(KeyAction, models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    made_at = models.DateTimeField(db_default=Now())
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("update link")
        verbose_name_plural = _("update links")

    def __str__(self) -> str:
        return f"{self.person_id} {self.action_id} {self.expires_at:%Y-%m-%d}"
