from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from editing.constraints import numbered, once
from editing.models import LiveManager, Versioned, VersionedQuerySet
from evaluations.models.evaluation import Evaluation, PartOfEvaluationQuerySet


class CriterionQuerySet(VersionedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """The standard criteria are everybody's; an evaluation's own are seen with it."""
        own = Q(evaluation__in=Evaluation.objects.visible_to(user))
        return self.filter(Q(evaluation__isnull=True) | own)

    def offered_to(self, evaluation: Evaluation) -> Self:
        """What a question of the evaluation may be asked under."""
        return self.filter(Q(evaluation__isnull=True) | Q(evaluation=evaluation))


class Criterion(Versioned):
    """What is judged: the six OECD/DAC criteria (2019), EU added value, or an evaluation's own."""

    governed_by = "evaluation"

    evaluation = models.ForeignKey(
        Evaluation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="own_criteria",
        help_text=_("Empty for a standard criterion."),
    )
    code = models.SlugField(_("code"), max_length=40)
    name = models.CharField(_("name"), max_length=120)
    description = models.CharField(_("description"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=1)

    objects = LiveManager.from_queryset(CriterionQuerySet)()
    everything = models.Manager.from_queryset(CriterionQuerySet)()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "code"], condition=Q(deleted_at__isnull=True),
                name="criterion_code_once",
                violation_error_message=_("There is already a criterion with this code."),
            ),
            models.UniqueConstraint(
                fields=["code"], condition=Q(deleted_at__isnull=True, evaluation__isnull=True),
                name="criterion_standard_code_once",
                violation_error_message=_("There is already a criterion with this code."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        if self.evaluation is None:
            return reverse("evaluations:evaluation-list")
        return reverse("evaluations:criterion-list", args=[self.evaluation.slug])


class EvaluationQuestion(Versioned):
    """EQ 4: what the terms of reference ask, with its ordered parts."""

    governed_by = "evaluation"

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="questions")
    number = models.PositiveSmallIntegerField(_("number"))
    criterion = models.ForeignKey(
        Criterion, models.PROTECT, related_name="questions", verbose_name=_("criterion")
    )
    text = models.TextField(_("question"))
    sub_questions = models.JSONField(_("sub-questions"), default=list, blank=True)

    objects = LiveManager.from_queryset(PartOfEvaluationQuerySet)()
    everything = models.Manager.from_queryset(PartOfEvaluationQuerySet)()

    class Meta:
        ordering = ["evaluation", "number"]
        verbose_name = _("evaluation question")
        verbose_name_plural = _("evaluation questions")
        constraints = [once("evaluation", "number", message=_("This number is taken.")), numbered()]

    def __str__(self) -> str:
        return f"EQ {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("evaluations:question-detail", args=[self.evaluation.slug, self.number])


class PartOfQuestionQuerySet(VersionedQuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.filter(question__in=EvaluationQuestion.objects.visible_to(user))


class JudgementCriterion(Versioned):
    """JC 4.1: by what the answer to a question is judged."""

    governed_by = "question__evaluation"

    question = models.ForeignKey(
        EvaluationQuestion, models.PROTECT, related_name="judgement_criteria"
    )
    number = models.PositiveSmallIntegerField(_("number"))
    text = models.TextField(_("judgement criterion"))

    objects = LiveManager.from_queryset(PartOfQuestionQuerySet)()
    everything = models.Manager.from_queryset(PartOfQuestionQuerySet)()

    class Meta:
        ordering = ["question", "number"]
        verbose_name = _("judgement criterion")
        verbose_name_plural = _("judgement criteria")
        constraints = [once("question", "number", message=_("This number is taken.")), numbered()]

    def __str__(self) -> str:
        return f"JC {self.label}"

    @property
    def label(self) -> str:
        return f"{self.question.number}.{self.number}"

    def get_absolute_url(self) -> str:
        return f"{self.question.get_absolute_url()}#matrix"


class IndicatorQuerySet(VersionedQuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.filter(judgement_criterion__in=JudgementCriterion.objects.visible_to(user))


class Indicator(Versioned):
    """I 4.1.2: what is looked at, where the information comes from and how it is gathered."""

    governed_by = "judgement_criterion__question__evaluation"

    judgement_criterion = models.ForeignKey(
        JudgementCriterion, models.PROTECT, related_name="indicators"
    )
    number = models.PositiveSmallIntegerField(_("number"))
    text = models.TextField(_("indicator"))
    sources = models.TextField(_("sources"), blank=True)
    methods = models.TextField(_("methods"), blank=True)
    observed = models.TextField(
        _("observed"),
        blank=True,
        help_text=_("The value found, with its date and where it comes from."),
    )

    objects = LiveManager.from_queryset(IndicatorQuerySet)()
    everything = models.Manager.from_queryset(IndicatorQuerySet)()

    class Meta:
        ordering = ["judgement_criterion", "number"]
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        constraints = [
            once("judgement_criterion", "number", message=_("This number is taken.")),
            numbered(),
        ]

    def __str__(self) -> str:
        return f"I {self.label}"

    @property
    def label(self) -> str:
        return f"{self.judgement_criterion.label}.{self.number}"

    def get_absolute_url(self) -> str:
        return self.judgement_criterion.get_absolute_url()
