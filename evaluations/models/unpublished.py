from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from activities.models import Confidentiality
from editing.constraints import once, one_of
from editing.models import LiveManager, Versioned, VersionedQuerySet
from evaluations.models.evaluation import Evaluation
from evaluations.models.published import PublishedProduct, PublishedReport, named, place_of


class UnpublishedReason(models.TextChoices):
    """As the public repository of IOM evaluations asks for it."""

    SIGN_OFF = "sign_off", _("Sign-off is missing")
    PROCUREMENT = "procurement", _("Procurement")
    RESOURCE = "resource", _("Resources")
    QUALITY = "quality", _("Quality of the report")
    CHANGE = "change", _("Changes in policy or programme")
    OTHER = "other", _("Other")


class UnpublishedQuerySet(VersionedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """What a manager announced, to everybody; else to those who see the evaluation."""
        if not user.is_authenticated:
            return self.filter(is_announced=True)
        if user.is_staff:
            return self
        mine = Evaluation.objects.visible_to(user)
        return self.filter(Q(is_announced=True) | Q(evaluation__in=mine))

    def still(self) -> Self:
        """Without those whose paper is public by now."""
        out = PublishedReport.objects.standing().filter(
            evaluation=OuterRef("evaluation_id"), audience=Confidentiality.PUBLIC,
            product=OuterRef("product"), part=OuterRef("part"),
        )  # fmt: skip
        return self.filter(~Exists(out))


class Unpublished(Versioned):
    """Why a paper of a final report is not published; and, where a manager says so, that there is one.
    What the register tells of it stands here, so that it asks nothing of the evaluation."""

    governed_by = "evaluation"

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="unpublished")
    product = models.CharField(
        _("product"), max_length=30, choices=PublishedProduct, default=PublishedProduct.FINAL_REPORT
    )
    part = models.SlugField(_("of"), max_length=80, blank=True)
    whose = models.CharField(_("of whom"), max_length=200, blank=True)
    cause = models.CharField(_("reason"), max_length=12, choices=UnpublishedReason)
    explanation = models.CharField(_("explanation"), max_length=300, blank=True)
    is_announced = models.BooleanField(
        _("show in the public register"), default=False,
        help_text=_("Everybody then reads that this evaluation exists, and why its report is not there."),
    )  # fmt: skip
    title = models.CharField(_("title in the register"), max_length=300)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)

    objects = LiveManager.from_queryset(UnpublishedQuerySet)()
    everything = models.Manager.from_queryset(UnpublishedQuerySet)()

    class Meta:
        ordering = ["-year", "title"]
        verbose_name = _("reason for not publishing")
        verbose_name_plural = _("reasons for not publishing")
        constraints = [
            once("evaluation", "product", "part", message=_("The reason is given already.")),
            one_of("product", PublishedProduct),
            one_of("cause", UnpublishedReason),
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.get_cause_display()}"

    @property
    def place(self) -> str:
        return place_of(self.product, self.part)

    @property
    def name(self) -> str:
        """The product in words, and whose it is."""
        return named(self.product, self.whose or self.part)

    def get_absolute_url(self) -> str:
        return reverse("publication:published-list", args=[self.evaluation.slug])
