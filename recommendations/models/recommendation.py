from functools import reduce
from operator import or_
from typing import Self

from django.db import models
from django.db.models import F, Min, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from editing.constraints import numbered, once, one_of
from editing.fields import RichTextField
from editing.models import LiveManager, Versioned
from evaluations.models import Conclusion, Evaluation, Finding
from evaluations.models.evaluation import PartOfEvaluationQuerySet


class Priority(models.IntegerChoices):
    """The scale of the IOM matrix, 1 to 3; 1 comes first."""

    HIGH = 1, _("1 (high)")
    MEDIUM = 2, _("2 (medium)")
    LOW = 3, _("3 (low)")


class Horizon(models.TextChoices):
    IMMEDIATE = "immediate", _("Immediate")
    SHORT = "short", _("Up to 6 months")
    MEDIUM = "medium", _("6 to 18 months")
    LONG = "long", _("Over 18 months")
    NEXT_PHASE = "next_phase", _("Next phase")


class RecommendationQuerySet(PartOfEvaluationQuerySet):
    def search(self, term: str) -> Self:
        return self.filter(Q(heading__icontains=term) | Q(text__icontains=term))

    def answered_in(self, responses: models.QuerySet) -> Self:
        """Recommendations that at least one of the given management responses answers."""
        return self.filter(pk__in=responses.values("recommendation"))

    def followed_by(self, actions: models.QuerySet) -> Self:
        """Recommendations that at least one of the given key actions puts into practice."""
        return self.filter(pk__in=actions.values("response__recommendation"))

    def under(self, criterion: str) -> Self:
        """Recommendations that rest on a conclusion or a finding under the criterion of this code; on
        none with a criterion where it is empty."""
        wanted = {"code": criterion} if criterion else {"code__isnull": False}
        judged = (links.filter(**wanted).values("recommendation") for links in criteria_of())
        found = reduce(or_, (Q(pk__in=keys) for keys in judged))
        return self.filter(found) if criterion else self.exclude(found)

    def with_next_due(self, actions: models.QuerySet) -> Self:
        """Adds `next_due`: the earliest date among the given key actions."""
        dated = Q(responses__actions__in=actions)
        return self.annotate(next_due=Min("responses__actions__due_on", filter=dated))


def criteria_of() -> tuple[models.QuerySet, models.QuerySet]:
    """The links of recommendations to the conclusions and to the findings that they rest on, each
    with the `code` of its criterion."""
    conclusions = Recommendation.conclusions.through.objects.filter(conclusion__deleted_at=None)
    findings = Recommendation.findings.through.objects.filter(finding__deleted_at=None)
    return (
        conclusions.annotate(code=F("conclusion__criterion__code")),
        findings.annotate(code=F("finding__question__criterion__code")),
    )


class Recommendation(Versioned):
    """R3: what should follow from the evaluation, for whom, and what it rests on."""

    governed_by = "evaluation"

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="recommendations")
    number = models.PositiveSmallIntegerField(_("number"))
    heading = models.CharField(_("heading"), max_length=300)
    text = RichTextField(_("text"))
    addressees = models.ManyToManyField(
        Organisation,
        blank=True,
        related_name="recommendations_received",
        verbose_name=_("addressed to"),
    )
    addressee_note = models.CharField(
        _("addressed to, in detail"),
        max_length=300,
        blank=True,
        help_text=_("For example “Project management; senior management”."),
    )
    priority = models.PositiveSmallIntegerField(
        _("priority"), choices=Priority, null=True, blank=True
    )
    horizon = models.CharField(_("horizon"), max_length=12, choices=Horizon, blank=True)
    conclusions = models.ManyToManyField(
        Conclusion, blank=True, related_name="recommendations", verbose_name=_("conclusions")
    )
    findings = models.ManyToManyField(
        Finding, blank=True, related_name="recommendations", verbose_name=_("findings")
    )

    objects = LiveManager.from_queryset(RecommendationQuerySet)()
    everything = models.Manager.from_queryset(RecommendationQuerySet)()

    class Meta:
        ordering = ["evaluation", "number"]
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")
        constraints = [
            once("evaluation", "number", message=_("This number is taken.")),
            numbered(),
            one_of("horizon", Horizon, blank=True),
            models.CheckConstraint(
                condition=Q(priority__isnull=True) | Q(priority__in=Priority.values),
                name="recommendation_priority_1_to_3",
                violation_error_message=_("The priority is 1, 2 or 3."),
            ),
        ]

    def __str__(self) -> str:
        return f"R{self.number} {self.heading}"

    def get_absolute_url(self) -> str:
        return reverse(
            "recommendations:recommendation-detail", args=[self.evaluation.slug, self.number]
        )
