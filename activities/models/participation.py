from typing import Any, Self

from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from accounts.models import OrganisationKind
from activities.models.activity import Activity
from editing.constraints import one_of
from editing.models import LiveManager, Versioned, VersionedQuerySet


class ParticipationQuerySet(VersionedQuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.filter(activity__in=Activity.objects.visible_to(user))

    def totals(self) -> dict[str, int | None]:
        """Persons: women and men (None where nobody counted them), all, and those of unknown sex."""
        sums = self.aggregate(women=Sum("women"), men=Sum("men"), total=Coalesce(Sum("total"), 0))
        return sums | {"uncounted": sums["total"] - (sums["women"] or 0) - (sums["men"] or 0)}

    def with_position(self) -> Self:
        """Adds `position`: the how-manieth row of its activity it is, removed ones counted too."""
        before = Participation.everything.filter(
            activity=OuterRef("activity"), pk__lte=OuterRef("pk")
        )
        counted = before.order_by().values("activity").annotate(count=Count("pk"))
        return self.annotate(position=Subquery(counted.values("count")))


class Participation(Versioned):
    """How many people of one group took part in an activity, women and men where it was counted."""

    governed_by = "activity__project"

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="participations")
    group = models.CharField(_("group"), max_length=200)
    kind = models.CharField(
        _("kind of organisation"), max_length=20, choices=OrganisationKind, blank=True
    )
    country = models.CharField(_("country"), max_length=2, blank=True)
    women = models.PositiveIntegerField(_("women"), null=True, blank=True)
    men = models.PositiveIntegerField(_("men"), null=True, blank=True)
    total = models.PositiveIntegerField(_("total"))

    objects = LiveManager.from_queryset(ParticipationQuerySet)()
    everything = models.Manager.from_queryset(ParticipationQuerySet)()

    class Meta:
        ordering = ["activity", "group", "pk"]
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        constraints = [
            one_of("kind", OrganisationKind, blank=True),
            models.CheckConstraint(
                condition=Q(total__gte=Coalesce(F("women"), 0) + Coalesce(F("men"), 0)),
                name="participation_total_covers_parts",
                violation_error_message=_("The total is smaller than women and men together."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group}: {self.total}"

    def get_absolute_url(self) -> str:
        return f"{self.activity.get_absolute_url()}#participants"
