from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from activities.converters import valid_code
from editing.constraints import in_order, numbered, once
from editing.fields import RichTextField
from editing.models import LiveManager, Versioned, VersionedQuerySet


class ProjectQuerySet(VersionedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Open to the people of the organisations that keep the register or share in it."""
        if user.is_staff:
            return self
        if not user.is_authenticated or user.organisation_id is None:
            return self.none()
        return self.filter(
            models.Exists(Project.kept_by.through.objects.filter(
                project=models.OuterRef("pk"), organisation=user.organisation_id))
            | models.Exists(Project.shared_with.through.objects.filter(
                project=models.OuterRef("pk"), organisation=user.organisation_id))
        )  # fmt: skip

    def with_facts(self) -> Self:
        """Fetches along what every page of a project shows, and who keeps its register."""
        return self.select_related("donor").prefetch_related(
            "implementing_partners", "kept_by", "pillars", "outcomes", "texts"
        )

    def with_counts_of(self, **rows: models.QuerySet) -> Self:
        """Adds how many of the rows hang on each project: `documents=...` gives `documents_count`."""
        return self.annotate(**{f"{name}_count": _count(found) for name, found in rows.items()})


def _count(rows: models.QuerySet) -> Coalesce:
    counted = (
        rows.filter(project=models.OuterRef("pk"))
        .order_by()
        .values("project")
        .annotate(count=models.Count("pk"))
    )
    return Coalesce(models.Subquery(counted.values("count")), 0)


class HouseStyle(models.TextChoices):
    """Whose typography the papers of a project follow; `static/css/print-*.css` has one sheet each."""

    PLAIN = "plain", _("Plain")
    EC = "ec", _("European Commission: Arial, single spacing")
    IOM = "iom", _("IOM: its blue")


class Project(Versioned):
    """An action with a contract: what is implemented, and later evaluated."""

    code = models.CharField(_("code"), max_length=40, validators=[valid_code])
    title = models.CharField(_("title"), max_length=300)
    other_titles = models.JSONField(
        _("title in other languages"),
        default=dict,
        blank=True,
        help_text=_('By language code, for example {"zh-hans": "…"}.'),
    )
    contract_reference = models.CharField(_("contract reference"), max_length=120, blank=True)
    decision_reference = models.CharField(_("decision reference"), max_length=200, blank=True)
    instrument = models.CharField(_("instrument"), max_length=200, blank=True)
    donor = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="funded_projects",
        verbose_name=_("donor"),
    )
    implementing_partners = models.ManyToManyField(
        Organisation,
        blank=True,
        related_name="implemented_projects",
        verbose_name=_("implementing partners"),
    )
    kept_by = models.ManyToManyField(
        Organisation,
        blank=True,
        related_name="kept_projects",
        verbose_name=_("register kept by"),
        help_text=_("Their people edit activities and documents."),
    )
    shared_with = models.ManyToManyField(
        Organisation,
        blank=True,
        related_name="shared_projects",
        verbose_name=_("shared with"),
        help_text=_("Their people read activities and documents."),
    )
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    geographic_scope = models.CharField(_("geographic scope"), max_length=250, blank=True)
    objectives = RichTextField(_("objectives"))
    funding_line = models.CharField(
        _("funding line"),
        max_length=300,
        blank=True,
        help_text=_("Printed beside the emblem, for example “Funded by the European Union”."),
    )
    house_style = models.CharField(
        _("house style"),
        max_length=10,
        choices=HouseStyle,
        default=HouseStyle.PLAIN,
        help_text=_("Typeface and colours of the papers of this project and its evaluations."),
    )
    contact = models.TextField(
        _("contact"),
        blank=True,
        help_text=_("Who answers questions, and where: printed on factsheet and newsletter."),
    )
    disclaimer = models.TextField(
        _("disclaimer"),
        blank=True,
        help_text=_("Printed on the papers of the project, with the name of who is responsible."),
    )

    objects = LiveManager.from_queryset(ProjectQuerySet)()
    everything = models.Manager.from_queryset(ProjectQuerySet)()

    class Meta:
        ordering = ["code"]
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        constraints = [
            once("code", message=_("Another project has this code.")),
            in_order("starts_on", "ends_on", message=_("The project ends before it starts.")),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("activities:project-detail", args=[self.code])

    def title_in(self, language: str | None = None) -> str:
        """The title in the reader's language where it is known, else in English."""
        return self.other_titles.get(
            language or get_language() or settings.LANGUAGE_CODE, self.title
        )


class PartOfProjectQuerySet(VersionedQuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.filter(project__in=Project.objects.visible_to(user))


class Pillar(Versioned):
    """A priority of the policy framework that a project serves (for MMSP the four of the GAMM)."""

    governed_by = "project"

    project = models.ForeignKey(Project, models.PROTECT, related_name="pillars")
    number = models.PositiveSmallIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=250)
    description = models.TextField(_("description"), blank=True)

    objects = LiveManager.from_queryset(PartOfProjectQuerySet)()
    everything = models.Manager.from_queryset(PartOfProjectQuerySet)()

    class Meta:
        ordering = ["project", "number"]
        verbose_name = _("pillar")
        verbose_name_plural = _("pillars")
        constraints = [once("project", "number", message=_("This number is taken.")), numbered()]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    def get_absolute_url(self) -> str:
        return f"{self.project.get_absolute_url()}#pillar-{self.number}"


class Outcome(Versioned):
    """A change that the project is to bring about; activities serve it."""

    governed_by = "project"

    project = models.ForeignKey(Project, models.PROTECT, related_name="outcomes")
    number = models.PositiveSmallIntegerField(_("number"))
    text = models.TextField(_("text"))

    objects = LiveManager.from_queryset(PartOfProjectQuerySet)()
    everything = models.Manager.from_queryset(PartOfProjectQuerySet)()

    class Meta:
        ordering = ["project", "number"]
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
        constraints = [once("project", "number", message=_("This number is taken.")), numbered()]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"

    def get_absolute_url(self) -> str:
        return f"{self.project.get_absolute_url()}#outcome-{self.number}"
