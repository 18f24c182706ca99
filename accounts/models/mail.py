from datetime import datetime, timedelta
from typing import Self
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

# The longest that a mail rests between two tries.
LONGEST_REST = timedelta(hours=6)


def new_message_id() -> str:
    """Stays with the mail through every try, so that the recipient's server can tell a repeat."""
    return f"<{uuid4().hex}@{urlsplit(settings.SITE_URL).hostname}>"


class MailQuerySet(models.QuerySet):
    def unsettled(self) -> Self:
        """Neither sent nor given up."""
        return self.filter(sent_at=None, given_up_at=None)

    def waiting(self, at: datetime) -> Self:
        """Those whose next try has come; also a try that lies farther off than any rest, which only a
        clock that was put back can have left behind."""
        has_come = Q(next_try_at__lte=at) | Q(next_try_at__gt=at + LONGEST_REST)
        return self.unsettled().filter(has_come).order_by("next_try_at", "pk")


class Mail(models.Model):
    """A mail that was decided on and is to arrive once. What it says is written when it is sent, and
    is kept nowhere: it carries links that act in the name of the person."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person")
    )
    day = models.DateField(_("day"))
    message_id = models.CharField(max_length=250, unique=True, default=new_message_id)
    made_at = models.DateTimeField(_("made"), db_default=Now())
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    next_try_at = models.DateTimeField(_("next try"))
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    given_up_at = models.DateTimeField(_("given up"), null=True, blank=True)
    fault = models.CharField(_("what went wrong"), max_length=500, blank=True)

    objects = models.Manager.from_queryset(MailQuerySet)()

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        indexes = [
            models.Index(
                fields=["next_try_at"],
                name="mail_waiting",
                condition=Q(sent_at__isnull=True, given_up_at__isnull=True),
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(given_up_at__isnull=True),
                name="mail_sent_or_given_up",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.day}"


class DigestTurn(models.Model):
    """The digest that was last decided on for a person, written or found empty; whoever changes the
    row decides on the next one."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    day = models.DateField(null=True)

    class Meta:
        verbose_name = _("digest turn")
        verbose_name_plural = _("digest turns")

    def __str__(self) -> str:
        return f"{self.person_id} {self.day}"
