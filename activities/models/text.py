from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from activities.languages import called
from activities.models.project import PartOfProjectQuerySet, Project
from editing.constraints import once
from editing.fields import RichTextField
from editing.models import LiveManager, Versioned

valid_language = RegexValidator(
    r"^[a-z]{2,3}(-[a-z0-9]{2,8}){0,2}\Z",
    _("Write the code of the language in small letters: fr, zh-hans."),
)


class ProjectText(Versioned):
    """What the papers of a project say in another language: one row a language, so that a translation
    is written, compared and brought back as a whole. Its title stands in `Project.other_titles`."""

    governed_by = "project"

    project = models.ForeignKey(Project, models.PROTECT, related_name="texts")
    language = models.CharField(
        _("language"), max_length=20, validators=[valid_language],
        help_text=_("By its code: fr, zh-hans."),
    )  # fmt: skip
    objectives = RichTextField(_("objectives"))
    pillars = models.JSONField(_("pillars"), default=dict, blank=True)
    outcomes = models.JSONField(_("outcomes"), default=dict, blank=True)
    names = models.JSONField(_("names of organisations"), default=dict, blank=True)
    geographic_scope = models.CharField(_("geographic scope"), max_length=250, blank=True)
    funding_line = models.CharField(_("funding line"), max_length=300, blank=True)
    contact = models.TextField(_("contact"), blank=True)
    disclaimer = models.TextField(_("disclaimer"), blank=True)

    objects = LiveManager.from_queryset(PartOfProjectQuerySet)()
    everything = models.Manager.from_queryset(PartOfProjectQuerySet)()

    class Meta:
        ordering = ["project", "language"]
        verbose_name = _("text in another language")
        verbose_name_plural = _("texts in other languages")
        constraints = [
            once("project", "language", message=_("This language is there already.")),
        ]

    def __str__(self) -> str:
        return f"{self.project.code} ({self.language})"

    def get_absolute_url(self) -> str:
        return f"{self.project.get_absolute_url()}#text-{self.language}"

    @property
    def language_name(self) -> str:
        return called(self.language)
