from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from editing.constraints import once
from editing.models import LiveManager, Versioned
from evaluations.models.evaluation import Evaluation, PartOfEvaluationQuerySet


class Abbreviation(Versioned):
    """A line of the report's list of abbreviations."""

    governed_by = "evaluation"

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="abbreviations")
    short = models.CharField(_("abbreviation"), max_length=40)
    meaning = models.CharField(_("meaning"), max_length=300)

    objects = LiveManager.from_queryset(PartOfEvaluationQuerySet)()
    everything = models.Manager.from_queryset(PartOfEvaluationQuerySet)()

    class Meta:
        ordering = ["evaluation", "short"]
        verbose_name = _("abbreviation")
        verbose_name_plural = _("abbreviations")
        constraints = [
            once("evaluation", "short", message=_("This abbreviation is listed already."))
        ]

    def __str__(self) -> str:
        return self.short

    def get_absolute_url(self) -> str:
        return reverse("evaluations:abbreviation-list", args=[self.evaluation.slug])
