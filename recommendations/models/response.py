from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from editing.constraints import once, one_of
from editing.models import LiveManager, Versioned, VersionedQuerySet
from evaluations.models import Evaluation, Membership, Role, Stage
from recommendations.models.recommendation import Recommendation


class Decision(models.TextChoices):
    PENDING = "pending", _("Pending")
    ACCEPTED = "accepted", _("Accept")
    PARTIALLY_ACCEPTED = "partially_accepted", _("Partially accept")
    REJECTED = "rejected", _("Reject")


NEEDS_REASON = [Decision.PARTIALLY_ACCEPTED, Decision.REJECTED]


class SignOff(models.TextChoices):
    """A response is written, handed over, endorsed by the organisation's head and agreed by those
    who commissioned the evaluation: three people, never one."""

    DRAFT = "draft", _("In preparation")
    SUBMITTED = "submitted", _("Submitted")
    ENDORSED = "endorsed", _("Endorsed")
    AGREED = "agreed", _("Agreed")


class Timeliness(models.TextChoices):
    """Whether a response came when it was due; one that has no date is never late."""

    ON_TIME = "on_time", _("Submitted on time")
    LATE = "late", _("Submitted late")
    OVERDUE = "overdue", _("Overdue")
    AWAITED = "awaited", _("Awaited")
    UNDATED = "undated", _("Submitted, no date was set")


class ResponseMatrixQuerySet(VersionedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Until it is submitted, a response is seen by its own organisation and the managers."""
        if user.is_staff:
            return self
        if not user.is_authenticated:
            return self.none()
        open_to = Q(submitted_at__isnull=False) | _inside(user)
        return self.filter(open_to, evaluation__in=Evaluation.objects.visible_to(user))

    def negotiated_by(self, user: Any) -> Self:
        """Those whose wording the person takes part in: their organisation's, or managed by them."""
        mine = self.visible_to(user)
        return mine if user.is_staff else mine.filter(_inside(user))

    def awaited(self) -> Self:
        """Not handed over yet."""
        return self.filter(submitted_at__isnull=True)

    def with_timeliness(self, on: date) -> Self:
        """Adds `timeliness`, a value of Timeliness, as it stands on the day."""
        submitted = Q(submitted_at__isnull=False)
        told = Case(
            When(submitted & Q(due_on__isnull=True), then=Value(Timeliness.UNDATED)),
            When(
                submitted & Q(submitted_at__date__lte=F("due_on")), then=Value(Timeliness.ON_TIME)
            ),
            When(submitted, then=Value(Timeliness.LATE)),
            When(due_on__lt=on, then=Value(Timeliness.OVERDUE)),
            default=Value(Timeliness.AWAITED),
        )
        return self.annotate(timeliness=told)

    def answered_by(self, user: Any) -> Self:
        """Those of the person's organisation, where the person is a respondent and it is time to
        answer."""
        held = Membership.objects.of(user).valid().filter(role=Role.RESPONDENT)
        return self.filter(
            organisation=user.organisation_id,
            evaluation__in=held.values("evaluation"),
            evaluation__stage__in=Stage.from_on(Stage.REVIEW),
        )

    def with_progress(self) -> Self:
        """Adds `answers` and `answered`: how many recommendations it covers, and has decided on."""
        live = Q(responses__deleted_at__isnull=True)
        decided = live & ~Q(responses__decision=Decision.PENDING)
        return self.annotate(
            answers=Count("responses", filter=live), answered=Count("responses", filter=decided)
        )


def _inside(user: Any) -> Q:
    """Matrices of the person's own organisation, and of evaluations that the person manages."""
    if not user.is_authenticated:
        return Q(pk=None)
    managing = (
        Membership.objects.of(user)
        .valid()
        .filter(evaluation=OuterRef("evaluation"), role=Role.MANAGER)
    )
    own = Q(organisation=user.organisation_id) if user.organisation_id else Q(pk=None)
    return own | Q(Exists(managing))


class ResponseMatrix(Versioned):
    """What one organisation answers to all recommendations of an evaluation (IOM follow-up matrix)."""

    governed_by = "evaluation"
    # Its head is written by two sides, each of which may change its own words only.
    NOT_RESTORED = ("completed_by", "overall_comment", "due_on")

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="matrices")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="matrices", verbose_name=_("organisation")
    )
    completed_by = models.CharField(
        _("completed by"), max_length=300, blank=True, help_text=_("Names and functions.")
    )
    overall_comment = models.TextField(_("overall comment on the evaluation process"), blank=True)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True, editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("submitted by"),
    )
    endorsed_at = models.DateTimeField(_("endorsed"), null=True, blank=True, editable=False)
    endorsed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("endorsed by"),
    )
    agreed_at = models.DateTimeField(_("agreed"), null=True, blank=True, editable=False)
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("agreed by"),
    )

    objects = LiveManager.from_queryset(ResponseMatrixQuerySet)()
    everything = models.Manager.from_queryset(ResponseMatrixQuerySet)()

    class Meta:
        ordering = ["evaluation", "organisation"]
        verbose_name = _("response matrix")
        verbose_name_plural = _("response matrices")
        constraints = [
            once(
                "evaluation", "organisation", message=_("This organisation has a matrix already.")
            ),
            models.CheckConstraint(
                condition=Q(submitted_by__isnull=True) | Q(submitted_at__isnull=False),
                name="matrix_submitted_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(endorsed_at__isnull=True, endorsed_by__isnull=True)
                | Q(endorsed_at__isnull=False, submitted_at__isnull=False),
                name="matrix_endorsed_after_submitted",
            ),
            models.CheckConstraint(
                condition=Q(agreed_at__isnull=True, agreed_by__isnull=True)
                | Q(agreed_at__isnull=False, endorsed_at__isnull=False),
                name="matrix_agreed_after_endorsed",
            ),
            # Two people who are the same person have not looked at it twice.
            models.CheckConstraint(
                condition=(Q(endorsed_by__isnull=True) | ~Q(endorsed_by=F("submitted_by")))
                & (Q(agreed_by__isnull=True) | ~Q(agreed_by=F("submitted_by")))
                & (Q(agreed_by__isnull=True) | ~Q(agreed_by=F("endorsed_by"))),
                name="matrix_signed_by_different_people",
                violation_error_message=_("Each signature is another person's."),
            ),
        ]

    def __str__(self) -> str:
        return _("Response of %(who)s") % {"who": self.organisation}

    def get_absolute_url(self) -> str:
        return self.url_for("matrix-detail")

    def url_for(self, name: str) -> str:
        """The address of a page such as `matrix-edit`."""
        return reverse(
            f"recommendations:{name}", args=[self.evaluation.slug, self.organisation.slug]
        )

    @property
    def sign_off(self) -> SignOff:
        """How far the response has come; a step is taken when its date is there."""
        for step in (SignOff.AGREED, SignOff.ENDORSED, SignOff.SUBMITTED):
            if getattr(self, f"{step}_at"):
                return step
        return SignOff.DRAFT


class PartOfMatrixQuerySet(VersionedQuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.filter(matrix__in=ResponseMatrix.objects.visible_to(user))


class ManagementResponse(Versioned):
    """Accept, partially accept or reject: what the organisation says to one recommendation."""

    governed_by = "matrix__evaluation"

    matrix = models.ForeignKey(ResponseMatrix, models.PROTECT, related_name="responses")
    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="responses")
    decision = models.CharField(
        _("management response"), max_length=20, choices=Decision, default=Decision.PENDING
    )
    reason = models.TextField(
        _("reason"),
        blank=True,
        help_text=_("Needed when the recommendation is accepted in part or rejected."),
    )

    objects = LiveManager.from_queryset(PartOfMatrixQuerySet)()
    everything = models.Manager.from_queryset(PartOfMatrixQuerySet)()

    class Meta:
        ordering = ["matrix", "recommendation__number"]
        verbose_name = _("management response")
        verbose_name_plural = _("management responses")
        constraints = [
            once("matrix", "recommendation", message=_("This recommendation is answered already.")),
            one_of("decision", Decision),
            models.CheckConstraint(
                condition=~Q(decision__in=NEEDS_REASON) | ~Q(reason=""),
                name="response_reason_where_not_accepted",
                violation_error_message=_("Say why it is accepted in part or rejected."),
            ),
        ]

    def __str__(self) -> str:
        return f"R{self.recommendation.number}: {self.get_decision_display()}"

    def get_absolute_url(self) -> str:
        return f"{self.matrix.get_absolute_url()}#r{self.recommendation.number}"

    def url_for(self, name: str) -> str:
        """The address of a page such as `response-edit` or `action-new`, by people's numbers."""
        return reverse(
            f"recommendations:{name}",
            args=[
                self.matrix.evaluation.slug,
                self.matrix.organisation.slug,
                self.recommendation.number,
            ],
        )
