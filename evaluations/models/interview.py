from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from editing.constraints import numbered, once, one_of
from editing.fields import RichTextField
from editing.models import LiveManager, Versioned
from evaluations.models.evaluation import Evaluation, PartOfEvaluationQuerySet


class Consent(models.TextChoices):
    """How much of who was consulted may be printed; a product takes the least of this and its audience."""

    NAME = "name", _("Name may be printed")
    ORGANISATION = "organisation", _("Organisation only")
    CATEGORY = "category", _("Category only")
    NONE = "none", _("Nothing may be printed")


class InterviewKind(models.TextChoices):
    PERSON = "person", _("Person")
    GROUP = "group", _("Group")


class Interview(Versioned):
    """A person or group consulted. The minutes are the evaluators' alone and never printed."""

    governed_by = "evaluation"

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="interviews")
    number = models.PositiveSmallIntegerField(_("number"))
    kind = models.CharField(
        _("kind"), max_length=8, choices=InterviewKind, default=InterviewKind.PERSON
    )
    name = models.CharField(_("name"), max_length=200, blank=True)
    position_title = models.CharField(_("function"), max_length=200, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organisation"),
    )
    organisation_name = models.CharField(
        _("organisation, if not listed"), max_length=200, blank=True
    )
    category = models.CharField(
        _("category"), max_length=120, blank=True, help_text=_("For example “Chinese authorities”.")
    )
    held_on = models.DateField(_("held on"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=120, blank=True)
    consent = models.CharField(
        _("consent"), max_length=12, choices=Consent, default=Consent.CATEGORY
    )
    people = models.PositiveSmallIntegerField(_("people"), default=1)
    minutes = RichTextField(_("minutes"))

    objects = LiveManager.from_queryset(PartOfEvaluationQuerySet)()
    everything = models.Manager.from_queryset(PartOfEvaluationQuerySet)()

    class Meta:
        ordering = ["evaluation", "number"]
        verbose_name = _("interview")
        verbose_name_plural = _("interviews")
        constraints = [
            once("evaluation", "number", message=_("This number is taken.")),
            numbered(),
            one_of("kind", InterviewKind),
            one_of("consent", Consent),
        ]

    def __str__(self) -> str:
        return f"I{self.number} {self.printed_as}"

    def get_absolute_url(self) -> str:
        return reverse("evaluations:interview-detail", args=[self.evaluation.slug, self.number])

    @property
    def organisation_label(self) -> str:
        return str(self.organisation) if self.organisation else self.organisation_name

    @property
    def printed_as(self) -> str:
        """What the consent allows to show of who this was."""
        known: dict[str, str] = {
            Consent.NAME: ", ".join(
                filter(None, [self.name, self.position_title, self.organisation_label])
            ),
            Consent.ORGANISATION: self.organisation_label,
            Consent.CATEGORY: self.category,
            Consent.NONE: str(_("A person consulted")),
        }
        return known.get(self.consent) or self.category or known[Consent.NONE]
