"""The quality grid: by what an evaluation report is judged, and how the draft and the final one fared."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from editing.constraints import numbered, once, one_of
from editing.models import LiveManager, Versioned, VersionedQuerySet
from evaluations.models.evaluation import Evaluation
from evaluations.models.membership import Membership, Role


class AssessedReport(models.TextChoices):
    """The grid is filled in twice."""

    DRAFT = "draft", _("Draft report")
    FINAL = "final", _("Final report")


class QualityStandardQuerySet(VersionedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Evaluators know from the terms of reference by what they will be judged."""
        return self.all() if user.is_authenticated else self.none()


class QualityStandard(Versioned):
    """A published set of criteria for reports, with its scale; one without a scale is judged in words."""

    code = models.SlugField(_("code"), max_length=40)
    name = models.CharField(_("name"), max_length=120)
    description = models.CharField(_("description"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=1)

    objects = LiveManager.from_queryset(QualityStandardQuerySet)()
    everything = models.Manager.from_queryset(QualityStandardQuerySet)()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("quality standard")
        verbose_name_plural = _("quality standards")
        constraints = [once("code", message=_("There is already a standard with this code."))]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("evaluations:evaluation-list")


class QualityCriterion(Versioned):
    """What of a report is judged, with the words that guide the judgement."""

    governed_by = "standard"

    standard = models.ForeignKey(
        QualityStandard, models.PROTECT, related_name="criteria", verbose_name=_("standard")
    )
    number = models.PositiveSmallIntegerField(_("number"))
    name = models.CharField(_("name"), max_length=200)
    guidance = models.TextField(_("guiding words"), blank=True)
    is_optional = models.BooleanField(
        _("optional"),
        default=False,
        help_text=_("Judged only where the terms of reference ask for it."),
    )

    objects = LiveManager.from_queryset(QualityStandardQuerySet)()
    everything = models.Manager.from_queryset(QualityStandardQuerySet)()

    class Meta:
        ordering = ["standard", "number"]
        verbose_name = _("quality criterion")
        verbose_name_plural = _("quality criteria")
        constraints = [once("standard", "number", message=_("This number is taken.")), numbered()]

    def __str__(self) -> str:
        return f"{self.number}. {self.name}"

    def get_absolute_url(self) -> str:
        return self.standard.get_absolute_url()


class QualityLevel(Versioned):
    """A step of the scale of a standard; 1 is the best."""

    governed_by = "standard"

    standard = models.ForeignKey(
        QualityStandard, models.PROTECT, related_name="levels", verbose_name=_("standard")
    )
    number = models.PositiveSmallIntegerField(_("number"), help_text=_("1 is the best."))
    label = models.CharField(_("label"), max_length=60)

    objects = LiveManager.from_queryset(QualityStandardQuerySet)()
    everything = models.Manager.from_queryset(QualityStandardQuerySet)()

    class Meta:
        ordering = ["standard", "number"]
        verbose_name = _("quality level")
        verbose_name_plural = _("quality levels")
        constraints = [once("standard", "number", message=_("This number is taken.")), numbered()]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return self.standard.get_absolute_url()


class QualityAssessmentQuerySet(VersionedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """The managers' while they score; of all who follow the draft once it is handed over. Who
        also wrote the report waits like the other evaluators."""
        if user.is_staff:
            return self.all()
        if not user.is_authenticated:
            return self.none()
        held = Membership.objects.of(user).reading_now()
        wrote = held.filter(role=Role.EVALUATOR)
        scoring = held.filter(role=Role.MANAGER).exclude(evaluation__in=wrote.values("evaluation"))
        following = held.filter(role__in=(Role.MANAGER, Role.EVALUATOR, Role.REVIEWER))
        return self.filter(
            Q(evaluation__in=scoring.values("evaluation"))
            | Q(assessed_at__isnull=False, evaluation__in=following.values("evaluation"))
        )


class QualityAssessment(Versioned):
    """The judgement on one report as a whole; the managers' own until it is handed over."""

    governed_by = "evaluation"
    # Handing over is a move of its own, and the reply is the evaluators' to change.
    NOT_RESTORED = ("assessed_by", "assessed_at", "reply")

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="quality_assessments")
    report = models.CharField(_("report"), max_length=8, choices=AssessedReport)
    standard = models.ForeignKey(
        QualityStandard, models.PROTECT, related_name="assessments", verbose_name=_("standard")
    )
    level = models.ForeignKey(
        QualityLevel, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("overall score"),
    )  # fmt: skip
    remarks = models.TextField(_("final comments"), blank=True)
    reply = models.TextField(_("evaluators’ reply"), blank=True)
    assessed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("assessed by"),
    )  # fmt: skip
    assessed_at = models.DateTimeField(_("handed over"), null=True, blank=True)

    objects = LiveManager.from_queryset(QualityAssessmentQuerySet)()
    everything = models.Manager.from_queryset(QualityAssessmentQuerySet)()

    class Meta:
        ordering = ["evaluation", "report"]
        verbose_name = _("quality assessment")
        verbose_name_plural = _("quality assessments")
        constraints = [
            once("evaluation", "report", message=_("This report is being assessed already.")),
            one_of("report", AssessedReport),
            models.CheckConstraint(
                condition=Q(assessed_at__isnull=False) | Q(assessed_by__isnull=True),
                name="qualityassessment_assessed_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_report_display())

    def get_absolute_url(self) -> str:
        return reverse("evaluations:quality-grid", args=[self.evaluation.slug])

    @property
    def is_handed_over(self) -> bool:
        return self.assessed_at is not None


class QualityScoreQuerySet(VersionedQuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.filter(assessment__in=QualityAssessment.objects.visible_to(user))


class QualityScore(Versioned):
    """How one report fares by one criterion, and what its evaluators reply."""

    governed_by = "assessment__evaluation"
    NOT_RESTORED = ("reply",)

    assessment = models.ForeignKey(
        QualityAssessment, models.PROTECT, related_name="scores", verbose_name=_("assessment")
    )
    criterion = models.ForeignKey(
        QualityCriterion, models.PROTECT, related_name="scores", verbose_name=_("criterion")
    )
    level = models.ForeignKey(
        QualityLevel, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("score"),
    )  # fmt: skip
    strengths = models.TextField(_("strengths"), blank=True)
    weaknesses = models.TextField(_("weaknesses"), blank=True)
    reply = models.TextField(_("evaluators’ reply"), blank=True)

    objects = LiveManager.from_queryset(QualityScoreQuerySet)()
    everything = models.Manager.from_queryset(QualityScoreQuerySet)()

    class Meta:
        ordering = ["assessment", "criterion__number"]
        verbose_name = _("quality score")
        verbose_name_plural = _("quality scores")
        constraints = [
            once("assessment", "criterion", message=_("This criterion is being scored already."))
        ]

    def __str__(self) -> str:
        return f"{self.criterion} ({self.assessment})"

    def get_absolute_url(self) -> str:
        return f"{self.assessment.get_absolute_url()}#criterion-{self.criterion.number}"

    @property
    def is_scored(self) -> bool:
        """A level where there is a scale; words where there is none."""
        return bool(self.level_id or self.strengths or self.weaknesses)
