from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from editing.constraints import numbered, once
from editing.fields import RichTextField
from editing.models import LiveManager, Versioned
from evaluations.models.evaluation import Evaluation, PartOfEvaluationQuerySet
from evaluations.models.finding import Finding
from evaluations.models.question import Criterion


class Conclusion(Versioned):
    """A judgement that rests on findings."""

    governed_by = "evaluation"

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="conclusions")
    number = models.PositiveSmallIntegerField(_("number"))
    heading = models.CharField(_("heading"), max_length=300)
    text = RichTextField(_("text"))
    criterion = models.ForeignKey(
        Criterion,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="conclusions",
        verbose_name=_("criterion"),
    )
    findings = models.ManyToManyField(
        Finding, blank=True, related_name="conclusions", verbose_name=_("rests on findings")
    )

    objects = LiveManager.from_queryset(PartOfEvaluationQuerySet)()
    everything = models.Manager.from_queryset(PartOfEvaluationQuerySet)()

    class Meta:
        ordering = ["evaluation", "number"]
        verbose_name = _("conclusion")
        verbose_name_plural = _("conclusions")
        constraints = [once("evaluation", "number", message=_("This number is taken.")), numbered()]

    def __str__(self) -> str:
        return f"C{self.number} {self.heading}"

    def get_absolute_url(self) -> str:
        return reverse("evaluations:conclusion-detail", args=[self.evaluation.slug, self.number])
