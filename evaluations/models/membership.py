from datetime import date
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from editing.constraints import in_order, one_of
from editing.models import LiveManager, Versioned, VersionedQuerySet
from evaluations.models.evaluation import Evaluation, Stage


class Role(models.TextChoices):
    MANAGER = "manager", _("Manager")
    EVALUATOR = "evaluator", _("Evaluator")
    RESPONDENT = "respondent", _("Respondent")
    REVIEWER = "reviewer", _("Reviewer")
    READER = "reader", _("Reader")


# The first stage at which a role opens the evaluation to its holder.
READS_FROM = {
    Role.MANAGER: Stage.PLANNED,
    Role.EVALUATOR: Stage.PLANNED,
    Role.REVIEWER: Stage.DRAFTING,
    Role.RESPONDENT: Stage.REVIEW,
    Role.READER: Stage.FINAL,
}


class MembershipQuerySet(VersionedQuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.filter(evaluation__in=Evaluation.objects.visible_to(user))

    def of(self, user: Any) -> Self:
        """Memberships that the person holds, alone or through their organisation."""
        held = Q(user=user.pk)
        if user.organisation_id:
            held |= Q(organisation=user.organisation_id)
        return self.filter(held)

    def valid(self, on: Any = None) -> Self:
        """Memberships that run on the day, today where none is given."""
        on = on or timezone.localdate()
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=on),
            Q(valid_until__isnull=True) | Q(valid_until__gte=on),
        )

    def reading_now(self) -> Self:
        """Valid memberships whose role reads the evaluation at its present stage."""
        opened = Q()
        for role, first in READS_FROM.items():
            opened |= Q(role=role, evaluation__stage__in=Stage.from_on(first))
        return self.valid().filter(opened)


class Membership(Versioned):
    """What a person, or everybody of an organisation, may do in one evaluation and until when."""

    governed_by = "evaluation"

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="memberships")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name=_("person"),
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name=_("organisation"),
    )
    role = models.CharField(_("role"), max_length=12, choices=Role)
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_until = models.DateField(_("until"), null=True, blank=True)

    objects = LiveManager.from_queryset(MembershipQuerySet)()
    everything = models.Manager.from_queryset(MembershipQuerySet)()

    class Meta:
        ordering = ["evaluation", "role", "pk"]
        verbose_name = _("member")
        verbose_name_plural = _("members")
        constraints = [
            one_of("role", Role),
            in_order("valid_from", "valid_until", message=_("It ends before it starts.")),
            models.CheckConstraint(
                condition=Q(user__isnull=True, organisation__isnull=False)
                | Q(user__isnull=False, organisation__isnull=True),
                name="membership_person_or_organisation",
                violation_error_message=_("Name a person or an organisation, not both."),
            ),
            models.UniqueConstraint(
                F("evaluation"), F("user"), F("role"),
                condition=Q(deleted_at__isnull=True, user__isnull=False),
                name="membership_person_role_once",
                violation_error_message=_("This person already has this role."),
            ),
            models.UniqueConstraint(
                F("evaluation"), F("organisation"), F("role"),
                condition=Q(deleted_at__isnull=True, organisation__isnull=False),
                name="membership_organisation_role_once",
                violation_error_message=_("This organisation already has this role."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.user or self.organisation}: {self.get_role_display()}"

    def get_absolute_url(self) -> str:
        return reverse("evaluations:membership-list", args=[self.evaluation.slug])

    def require_promises(self, before: Self) -> None:
        """An evaluation that has begun keeps a manager. The last one gets no end before another is
        named: nobody would notice on the day."""
        if not before._manages_now() or before.evaluation.stage == Stage.PLANNED:
            return
        others = Membership.objects.filter(evaluation=before.evaluation_id, role=Role.MANAGER)
        if not others.valid().exclude(pk=self.pk).exists() and self._ends_sooner_than(before):
            raise ValidationError(_("This is the last manager. Name another one first."))

    def _manages_now(self) -> bool:
        return (
            self.role == Role.MANAGER
            and self.deleted_at is None
            and (self.valid_from or date.min)
            <= timezone.localdate()
            <= (self.valid_until or date.max)
        )

    def _ends_sooner_than(self, before: Self) -> bool:
        has_left = not self._manages_now() or self.evaluation_id != before.evaluation_id
        return has_left or (self.valid_until or date.max) < (before.valid_until or date.max)
