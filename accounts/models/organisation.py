from typing import Any, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from editing.constraints import once, one_of
from editing.models import LiveManager, Versioned, VersionedQuerySet


class OrganisationKind(models.TextChoices):
    EU_INSTITUTION = "eu_institution", _("EU institution")
    EU_DELEGATION = "eu_delegation", _("EU Delegation")
    MEMBER_STATE = "member_state", _("Member State")
    UN_AGENCY = "un_agency", _("UN agency")
    CONTRACTOR = "contractor", _("Evaluation contractor")
    GOVERNMENT_PARTNER = "government_partner", _("Government partner")
    OTHER = "other", _("Other")


class OrganisationQuerySet(VersionedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Who exists is no secret among people who are signed in."""
        return self if user.is_authenticated else self.none()

    def search(self, term: str) -> Self:
        return self.filter(models.Q(name__icontains=term) | models.Q(acronym__icontains=term))


class Organisation(Versioned):
    """A body that commissions, evaluates, implements, answers or takes part."""

    name = models.CharField(_("name"), max_length=250)
    acronym = models.CharField(_("acronym"), max_length=40, blank=True)
    slug = models.SlugField(_("short name in addresses"), max_length=60)
    kind = models.CharField(
        _("kind"), max_length=20, choices=OrganisationKind, default=OrganisationKind.OTHER
    )
    country = models.CharField(
        _("country"), max_length=2, blank=True, help_text=_("Two letters, for example CN or BE.")
    )

    head = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("head"),
        help_text=_("Endorses what the organisation answers, and hears of what is long overdue."),
    )

    objects = LiveManager.from_queryset(OrganisationQuerySet)()
    everything = models.Manager.from_queryset(OrganisationQuerySet)()

    class Meta:
        ordering = ["name"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = [
            one_of("kind", OrganisationKind),
            once("slug", message=_("Another organisation has this short name.")),
        ]

    def __str__(self) -> str:
        return self.acronym or self.name

    def get_absolute_url(self) -> str:
        return reverse("accounts:organisation-detail", args=[self.slug])
