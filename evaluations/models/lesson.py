from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from editing.constraints import numbered, once
from editing.fields import RichTextField
from editing.models import LiveManager, Versioned
from evaluations.models.evaluation import Evaluation, PartOfEvaluationQuerySet
from evaluations.models.finding import Finding


class Lesson(Versioned):
    """What others can learn from this project; the heading is its key phrase."""

    governed_by = "evaluation"

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="lessons")
    number = models.PositiveSmallIntegerField(_("number"))
    heading = models.CharField(_("key phrase"), max_length=300)
    text = RichTextField(_("text"))
    findings = models.ManyToManyField(
        Finding, blank=True, related_name="lessons", verbose_name=_("learnt from findings")
    )

    objects = LiveManager.from_queryset(PartOfEvaluationQuerySet)()
    everything = models.Manager.from_queryset(PartOfEvaluationQuerySet)()

    class Meta:
        ordering = ["evaluation", "number"]
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")
        constraints = [once("evaluation", "number", message=_("This number is taken.")), numbered()]

    def __str__(self) -> str:
        return f"L{self.number} {self.heading}"

    def get_absolute_url(self) -> str:
        return reverse("evaluations:lesson-detail", args=[self.evaluation.slug, self.number])
