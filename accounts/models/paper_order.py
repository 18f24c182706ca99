"""Papers that people asked for and that are printed by and by. Machinery of the pages: no versions."""

import secrets
from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from editing.constraints import one_of

LONGEST_ADDRESS = 6000


class PaperState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    PRINTING = "printing", _("Printing")
    READY = "ready", _("Ready")
    REFUSED = "refused", _("Not printed")
    CANCELLED = "cancelled", _("Cancelled")


OPEN = (PaperState.WAITING, PaperState.PRINTING)


def new_token() -> str:
    return secrets.token_hex(16)


class PaperOrderQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """One's own, whatever rights one has: what a paper shows was chosen for its reader."""
        return self.filter(person=user.pk) if user.is_authenticated else self.none()

    def open(self) -> Self:
        return self.filter(state__in=OPEN)

    def of(self, key: str) -> Self:
        """All who wait for the same paper."""
        return self.filter(key=key)

    def before(self, order: "PaperOrder") -> Self:
        """The open orders that are printed before this one."""
        sooner = Q(turn=order.turn, asked_at__lt=order.asked_at)
        sooner |= Q(turn=order.turn, asked_at=order.asked_at, pk__lt=order.pk)
        ahead = Q(turn__lt=order.turn) | sooner | Q(state=PaperState.PRINTING)
        return self.open().filter(ahead).exclude(key=order.key)

    def left_alone(self, at: datetime) -> Self:
        """Open ones of which nobody has said anything for longer than was agreed."""
        return self.open().filter(lease_until__lt=at)


class PaperOrder(models.Model):
    """That one person wants one paper. The paper itself lies on disk, under its key."""

    token = models.CharField(max_length=32, unique=True, default=new_token, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person")
    )
    # Where it was asked for, with what was asked: asked once more before the file is handed out.
    address = models.TextField(_("address"), max_length=LONGEST_ADDRESS)
    audience = models.CharField(_("audience"), max_length=12)
    key = models.CharField(max_length=64)
    file_name = models.CharField(_("file"), max_length=250)
    label = models.CharField(_("paper"), max_length=400)
    # How many others the person waited for when asking: who asks for one comes before who asks for ten.
    turn = models.PositiveSmallIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    state = models.CharField(
        _("state"), max_length=10, choices=PaperState, default=PaperState.WAITING
    )
    step = models.CharField(max_length=10, blank=True)
    page = models.PositiveIntegerField(default=0)
    pages = models.PositiveIntegerField(default=0)
    # As it stands in the code, and what it names: each reader is told in a language of their own.
    sentence = models.CharField(_("what went wrong"), max_length=500, blank=True)
    named = models.JSONField(default=dict, blank=True)
    place = models.CharField(_("place in the paper"), max_length=300, blank=True)
    # The name of the element at that place.
    anchor = models.CharField(max_length=100, blank=True)
    asked_at = models.DateTimeField(_("asked"))
    started_at = models.DateTimeField(_("begun"), null=True, blank=True)
    finished_at = models.DateTimeField(_("ended"), null=True, blank=True)
    lease_until = models.DateTimeField()

    objects = models.Manager.from_queryset(PaperOrderQuerySet)()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("ordered paper")
        verbose_name_plural = _("ordered papers")
        constraints = [
            one_of("state", PaperState),
            models.UniqueConstraint(
                fields=["person", "key"], condition=Q(state__in=OPEN), name="paper_ordered_once"
            ),
        ]
        indexes = [
            models.Index(fields=["key"], name="paper_open", condition=Q(state__in=OPEN)),
            models.Index(fields=["person", "-asked_at"], name="paper_of_person"),
        ]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return reverse("orders:paper-detail", args=[self.token])

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_ready(self) -> bool:
        return self.state == PaperState.READY

    @property
    def tone(self) -> str:
        """How its state looks as a pill."""
        return {"ready": "done", "refused": "blocked", "printing": "info"}.get(
            self.state, "waiting"
        )
