from string import ascii_lowercase
from typing import Any, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from editing.constraints import once, one_of
from editing.models import LiveManager, Versioned, VersionedQuerySet
from recommendations.models.recommendation import Recommendation
from recommendations.models.response import (
    NEEDS_REASON,
    Decision,
    ManagementResponse,
    ResponseMatrix,
)

MOST_PARTS = len(ascii_lowercase)


class RecommendationPartQuerySet(VersionedQuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.filter(recommendation__in=Recommendation.objects.visible_to(user))


class RecommendationPart(Versioned):
    """R3 b: a part of a recommendation that can be accepted while another is not."""

    governed_by = "recommendation__evaluation"

    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="parts")
    number = models.PositiveSmallIntegerField(
        _("number"), validators=[MinValueValidator(1), MaxValueValidator(MOST_PARTS)]
    )
    text = models.TextField(_("text"))

    objects = LiveManager.from_queryset(RecommendationPartQuerySet)()
    everything = models.Manager.from_queryset(RecommendationPartQuerySet)()

    class Meta:
        ordering = ["recommendation", "number"]
        verbose_name = _("part of a recommendation")
        verbose_name_plural = _("parts of recommendations")
        constraints = [
            once("recommendation", "number", message=_("This number is taken.")),
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=MOST_PARTS), name="part_a_to_z"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.text}"

    @property
    def letter(self) -> str:
        return ascii_lowercase[self.number - 1]

    @property
    def label(self) -> str:
        return f"{self.recommendation.number}{self.letter}"

    def get_absolute_url(self) -> str:
        return self.recommendation.get_absolute_url()


class PartAnswerQuerySet(VersionedQuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.filter(
            response__deleted_at__isnull=True,
            response__matrix__in=ResponseMatrix.objects.visible_to(user),
        )


class PartAnswer(Versioned):
    """What an organisation answers to one part of a recommendation."""

    governed_by = "response__matrix__evaluation"

    response = models.ForeignKey(ManagementResponse, models.PROTECT, related_name="part_answers")
    part = models.ForeignKey(RecommendationPart, models.PROTECT, related_name="answers")
    decision = models.CharField(
        _("management response"), max_length=20, choices=Decision, default=Decision.PENDING
    )
    reason = models.TextField(_("reason"), blank=True)

    objects = LiveManager.from_queryset(PartAnswerQuerySet)()
    everything = models.Manager.from_queryset(PartAnswerQuerySet)()

    class Meta:
        ordering = ["response", "part__number"]
        verbose_name = _("answer to a part")
        verbose_name_plural = _("answers to parts")
        constraints = [
            once("response", "part", message=_("This part is answered already.")),
            one_of("decision", Decision),
            models.CheckConstraint(
                condition=~Q(decision__in=NEEDS_REASON) | ~Q(reason=""),
                name="part_reason_where_not_accepted",
                violation_error_message=_("Say why it is accepted in part or rejected."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part.label}: {self.get_decision_display()}"

    def get_absolute_url(self) -> str:
        return self.response.get_absolute_url()
