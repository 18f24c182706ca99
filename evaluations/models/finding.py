from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from activities.models import Activity, Document
from editing.constraints import numbered, once, one_of
from editing.fields import RichTextField
from editing.models import LiveManager, Versioned
from evaluations.models.evaluation import Evaluation, PartOfEvaluationQuerySet
from evaluations.models.interview import Interview
from evaluations.models.question import EvaluationQuestion, Indicator


class EvidenceStrength(models.TextChoices):
    STRONG = "strong", _("Strong")
    MORE_THAN_SATISFACTORY = "more_than_satisfactory", _("More than satisfactory")
    INDICATIVE = "indicative", _("Indicative")
    WEAK = "weak", _("Weak")


class Rating(models.TextChoices):
    """The six points that UN and GEF evaluations use; optional, since EC reports rate in words."""

    HIGHLY_SATISFACTORY = "highly_satisfactory", _("Highly satisfactory")
    SATISFACTORY = "satisfactory", _("Satisfactory")
    MODERATELY_SATISFACTORY = "moderately_satisfactory", _("Moderately satisfactory")
    MODERATELY_UNSATISFACTORY = "moderately_unsatisfactory", _("Moderately unsatisfactory")
    UNSATISFACTORY = "unsatisfactory", _("Unsatisfactory")
    HIGHLY_UNSATISFACTORY = "highly_unsatisfactory", _("Highly unsatisfactory")


class FindingQuerySet(PartOfEvaluationQuerySet):
    def search(self, term: str) -> Self:
        return self.filter(Q(short_answer__icontains=term) | Q(text__icontains=term))

    def without_evidence(self) -> Self:
        return self.filter(activities=None, documents=None, interviews=None, indicators=None)


class Finding(Versioned):
    """What was found in answer to a question: the short answer first, then evidence and reasoning."""

    governed_by = "evaluation"

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="findings")
    question = models.ForeignKey(
        EvaluationQuestion, models.PROTECT, related_name="findings", verbose_name=_("question")
    )
    number = models.PositiveSmallIntegerField(_("number"))
    short_answer = models.TextField(
        _("short answer"),
        blank=True,
        help_text=_("Two to four sentences that answer the question."),
    )
    text = RichTextField(_("finding"))
    evidence_strength = models.CharField(
        _("strength of evidence"), max_length=24, choices=EvidenceStrength, blank=True
    )
    evidence_reason = models.TextField(
        _("reason for this strength"),
        blank=True,
        help_text=_("Needed where it differs from what the linked sources suggest."),
    )
    rating = models.CharField(_("rating"), max_length=28, choices=Rating, blank=True)
    activities = models.ManyToManyField(
        Activity, blank=True, related_name="findings", verbose_name=_("activities")
    )
    documents = models.ManyToManyField(
        Document, blank=True, related_name="findings", verbose_name=_("documents")
    )
    interviews = models.ManyToManyField(
        Interview, blank=True, related_name="findings", verbose_name=_("interviews")
    )

    indicators = models.ManyToManyField(
        Indicator, blank=True, related_name="findings", verbose_name=_("indicators")
    )
    document_pages = models.JSONField(
        _("pages of the documents"),
        default=dict,
        blank=True,
        help_text=_("One document a line, by project and number: MMSP 12: pp. 4–6"),
    )

    objects = LiveManager.from_queryset(FindingQuerySet)()
    everything = models.Manager.from_queryset(FindingQuerySet)()

    class Meta:
        ordering = ["evaluation", "number"]
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        constraints = [
            once("evaluation", "number", message=_("This number is taken.")),
            numbered(),
            one_of("evidence_strength", EvidenceStrength, blank=True),
            one_of("rating", Rating, blank=True),
            models.CheckConstraint(
                condition=Q(evidence_reason="") | ~Q(evidence_strength=""),
                name="finding_reason_of_a_strength",
                violation_error_message=_("Choose the strength that the reason is for."),
            ),
        ]

    def __str__(self) -> str:
        return f"F{self.number}"

    @property
    def cited(self) -> list[tuple[Document, str]]:
        """The documents that the reader sees (`evidence.with_evidence`) with the pages named."""
        seen = self.seen_documents  # type: ignore[attr-defined] # a prefetch
        return [(each, self.document_pages.get(each.reference, "")) for each in seen]

    def get_absolute_url(self) -> str:
        return reverse("evaluations:finding-detail", args=[self.evaluation.slug, self.number])
