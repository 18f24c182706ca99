from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from editing.constraints import numbered, once, one_of
from editing.fields import RichTextField
from editing.models import LiveManager, Versioned
from evaluations.models.evaluation import Evaluation, PartOfEvaluationQuerySet


class SectionKind(models.TextChoices):
    """Where a piece of free text stands in the report (EC final report, in its order)."""

    EXECUTIVE_SUMMARY = "executive_summary", _("Executive summary")
    INTRODUCTION = "introduction", _("Introduction")
    CONTEXT = "context", _("Context")
    METHODOLOGY = "methodology", _("Methodology")
    LIMITATIONS = "limitations", _("Limitations")
    FINDINGS_INTRO = "findings_intro", _("Before the findings")
    OVERALL_ASSESSMENT = "overall_assessment", _("Overall assessment")
    CONCLUSIONS_INTRO = "conclusions_intro", _("Before the conclusions")
    OTHER = "other", _("Other")
    ANNEX = "annex", _("Annex")
    LEFTOVERS = "leftovers", _("Not placed")


class ReportSection(Versioned):
    """A chapter or annex that is neither finding, conclusion, lesson nor recommendation."""

    governed_by = "evaluation"

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="sections")
    position = models.PositiveSmallIntegerField(_("position"))
    kind = models.CharField(_("kind"), max_length=20, choices=SectionKind)
    title = models.CharField(_("title"), max_length=300)
    text = RichTextField(_("text"))

    objects = LiveManager.from_queryset(PartOfEvaluationQuerySet)()
    everything = models.Manager.from_queryset(PartOfEvaluationQuerySet)()

    class Meta:
        ordering = ["evaluation", "position"]
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        constraints = [
            once("evaluation", "position", message=_("Another section stands at this position.")),
            numbered("position"),
            one_of("kind", SectionKind),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("evaluations:section-detail", args=[self.evaluation.slug, self.position])
