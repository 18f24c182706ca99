"""What people keep of the lists they work with. Machinery of the pages: no versions, no history."""

import secrets
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models.organisation import Organisation
from editing.constraints import one_of

LONGEST_QUERY = 4000


class Audience(models.TextChoices):
    """Who finds a saved filter at its list, besides the person who made it."""

    NOBODY = "nobody", _("Only me")
    ORGANISATION = "organisation", _("My organisation")
    EVERYBODY = "everybody", _("Everybody who may open this list")


def new_token() -> str:
    return secrets.token_hex(16)


class SavedFilterQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """One's own, and those that were shared: what they find is asked anew for each reader."""
        if not user.is_authenticated:
            return self.none()
        shared = Q(shared_with=Audience.EVERYBODY)
        if user.organisation_id:
            shared |= Q(shared_with=Audience.ORGANISATION, organisation=user.organisation_id)
        return self.filter(Q(owner=user.pk) | shared)

    def kept_by(self, user: Any) -> Self:
        return self.filter(owner=user.pk)

    def of(self, table: str, place: str) -> Self:
        """Those of one list; `place` is the project that a list belongs to, if it belongs to one."""
        return self.filter(table=table, place=place)


class SavedFilter(models.Model):
    """A filter, an order and a choice of columns under a name: words of an address, never rows."""

    token = models.CharField(max_length=32, unique=True, default=new_token, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    # That of its owner on the day it was shared: who moves on takes nothing along.
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, related_name="+")
    table = models.CharField(max_length=40)
    place = models.CharField(max_length=80, blank=True)
    name = models.CharField(_("name"), max_length=80)
    query = models.CharField(max_length=LONGEST_QUERY, blank=True)
    shared_with = models.CharField(
        _("shown to"), max_length=12, choices=Audience, default=Audience.NOBODY
    )
    is_default = models.BooleanField(
        _("open this list with it"),
        default=False,
        help_text=_("For you alone; “Clear all” shows the whole list."),
    )

    objects = models.Manager.from_queryset(SavedFilterQuerySet)()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("saved filter")
        verbose_name_plural = _("saved filters")
        constraints = [
            one_of("shared_with", Audience),
            models.UniqueConstraint(
                fields=["owner", "table", "place", "name"], name="saved_filter_name_once"
            ),
            models.UniqueConstraint(
                fields=["owner", "table", "place"], condition=Q(is_default=True),
                name="saved_filter_one_default",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("saved-filter-open", args=[self.token])

    @property
    def is_shared(self) -> bool:
        return self.shared_with != Audience.NOBODY


class ColumnChoice(models.Model):
    """The columns that a person wants to see in a list, wherever the address does not say."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    table = models.CharField(max_length=40)
    columns = models.CharField(max_length=500)

    class Meta:
        verbose_name = _("choice of columns")
        verbose_name_plural = _("choices of columns")
        constraints = [
            models.UniqueConstraint(fields=["person", "table"], name="column_choice_once"),
        ]

    def __str__(self) -> str:
        return f"{self.table}: {self.columns}"
