from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from activities.models.activity import Activity
from activities.models.project import Project
from activities.uploads import stored_name, suffix_of
from editing.constraints import numbered, once, one_of
from editing.models import LiveManager, Versioned, VersionedQuerySet


class DocumentType(models.TextChoices):
    EVALUATION_REPORT = "evaluation_report", _("Evaluation report")
    BRIEF = "brief", _("Brief")
    SUMMARY = "summary", _("Summary")
    ANNEX = "annex", _("Annex")
    MANAGEMENT_RESPONSE = "management_response", _("Management response")
    TOR = "tor", _("Terms of reference")
    INCEPTION_REPORT = "inception_report", _("Inception report")
    DESK_NOTE = "desk_note", _("Desk note")
    DRAFT_REPORT = "draft_report", _("Draft report")
    FINAL_REPORT = "final_report", _("Final report")
    TRAINING_MATERIAL = "training_material", _("Training material")
    STUDY = "study", _("Study")
    NEWSLETTER = "newsletter", _("Newsletter")
    FACTSHEET = "factsheet", _("Factsheet")
    WORKSHOP_REPORT = "workshop_report", _("Workshop report")
    POLICY = "policy", _("Policy")
    PROGRESS_REPORT = "progress_report", _("Progress report")
    OTHER = "other", _("Other")


class Confidentiality(models.TextChoices):
    PUBLIC = "public", _("Public")
    RESTRICTED = "restricted", _("Restricted")
    INTERNAL = "internal", _("Internal")


# What a newsletter tells its readers of by itself.
TOLD = [DocumentType.STUDY, DocumentType.EVALUATION_REPORT, DocumentType.WORKSHOP_REPORT]


class DocumentQuerySet(VersionedQuerySet):
    def worth_telling(self) -> Self:
        """Studies and reports that may be quoted to anybody."""
        return self.filter(type__in=TOLD, confidentiality=Confidentiality.PUBLIC)

    def search(self, term: str) -> Self:
        return self.filter(Q(title__icontains=term) | Q(author__icontains=term))

    def visible_to(self, user: Any) -> Self:
        """Internal documents stay with the organisations that keep the register."""
        if user.is_staff:
            return self
        keeper = Project.kept_by.through.objects.filter(
            project=OuterRef("project"), organisation=getattr(user, "organisation_id", None)
        )
        return self.filter(
            ~Q(confidentiality=Confidentiality.INTERNAL) | Exists(keeper),
            project__in=Project.objects.visible_to(user),
        )


class Document(Versioned):
    """A paper of the register: a file kept here, a link, or a reference to what is on paper only."""

    governed_by = "project"

    project = models.ForeignKey(Project, models.PROTECT, related_name="documents")
    number = models.PositiveIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=300)
    type = models.CharField(_("type"), max_length=20, choices=DocumentType)
    language = models.CharField(_("language"), max_length=10, blank=True, default="en")
    confidentiality = models.CharField(
        _("confidentiality"),
        max_length=12,
        choices=Confidentiality,
        default=Confidentiality.RESTRICTED,
    )
    file = models.FileField(_("file"), upload_to=stored_name, max_length=200, blank=True)
    url = models.URLField(_("link"), max_length=500, blank=True)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    author = models.CharField(_("author"), max_length=250, blank=True)
    activity = models.ForeignKey(
        Activity,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="documents",
        verbose_name=_("activity"),
    )

    objects = LiveManager.from_queryset(DocumentQuerySet)()
    everything = models.Manager.from_queryset(DocumentQuerySet)()

    class Meta:
        ordering = ["project", "number"]
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [
            once("project", "number", message=_("This number is taken.")),
            numbered(),
            one_of("type", DocumentType),
            one_of("confidentiality", Confidentiality),
            models.CheckConstraint(
                condition=Q(file="") | Q(url=""),
                name="document_file_or_link",
                violation_error_message=_("Give a file or a link, not both."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("activities:document-detail", args=[self.project.code, self.number])

    @property
    def reference(self) -> str:
        """What people call it in a citation: MMSP 12."""
        return f"{self.project.code} {self.number}"

    @property
    def format(self) -> str:
        """What kind of file it is, as people call it: PDF, DOCX; empty where there is none."""
        return suffix_of(self.file.name).upper() if self.file else ""

    @property
    def download_name(self) -> str:
        """The name that a reader's computer gives the file."""
        suffix = suffix_of(self.file.name)
        return f"{self.project.code} {self.number} {self.title[:100]}.{suffix}"
