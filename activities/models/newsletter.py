from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from activities.models.activity import Activity
from activities.models.document import Document
from activities.models.project import Project
from activities.uploads import picture_name, suffix_of
from editing.constraints import in_order, numbered, once, one_of
from editing.fields import RichTextField
from editing.models import LiveManager, Versioned, VersionedQuerySet


class NewsletterStatus(models.TextChoices):
    DRAFT = "draft", _("Draft")
    FINAL = "final", _("Final")

    @property
    def tone(self) -> str:
        return {"draft": "waiting"}.get(self.value, "done")


class NewsletterQuerySet(VersionedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Drafts stay with the organisations that keep the register."""
        if user.is_staff:
            return self
        keeper = Project.kept_by.through.objects.filter(
            project=models.OuterRef("project"),
            organisation=getattr(user, "organisation_id", None),
        )
        return self.filter(
            Q(status=NewsletterStatus.FINAL) | models.Exists(keeper),
            project__in=Project.objects.visible_to(user),
        )


class Newsletter(Versioned):
    """What a project tells of a period: a foreword, and the items below it in their order."""

    governed_by = "project"
    # Issuing has a move of its own.
    NOT_RESTORED = ("status",)

    project = models.ForeignKey(Project, models.PROTECT, related_name="newsletters")
    number = models.PositiveIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=200)
    language = models.CharField(
        _("language"),
        max_length=10,
        choices=settings.CONTENT_LANGUAGES,
        default=settings.LANGUAGE_CODE,
    )
    issued_on = models.DateField(_("issued on"))
    period_from = models.DateField(_("tells of the time from"))
    period_to = models.DateField(_("until"))
    foreword = RichTextField(_("foreword"))
    foreword_by = models.CharField(
        _("foreword by"), max_length=200, blank=True, help_text=_("Name and function.")
    )
    status = models.CharField(
        _("status"), max_length=10, choices=NewsletterStatus, default=NewsletterStatus.DRAFT
    )

    objects = LiveManager.from_queryset(NewsletterQuerySet)()
    everything = models.Manager.from_queryset(NewsletterQuerySet)()

    class Meta:
        ordering = ["project", "-number"]
        verbose_name = _("newsletter")
        verbose_name_plural = _("newsletters")
        constraints = [
            once("project", "number", message=_("This number is taken.")),
            numbered(),
            one_of("status", NewsletterStatus),
            in_order("period_from", "period_to", message=_("The period ends before it starts.")),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("activities:newsletter-detail", args=[self.project.code, self.number])

    @property
    def is_draft(self) -> bool:
        return self.status == NewsletterStatus.DRAFT

    @property
    def state(self) -> NewsletterStatus:
        return NewsletterStatus(self.status)


class ItemKind(models.TextChoices):
    STORY = "story", _("Story of an activity")
    STUDY = "study", _("Study or other document")
    NOTICE = "notice", _("Notice")
    PICTURE = "picture", _("Picture")


class NewsletterItemQuerySet(VersionedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """With the newsletter; what rests on an internal document stays with the keepers."""
        return self.filter(
            Q(document=None) | Q(document__in=Document.objects.visible_to(user)),
            newsletter__in=Newsletter.objects.visible_to(user),
        )

    def with_facts(self) -> Self:
        return self.select_related(
            "newsletter__project", "activity__project", "document__project"
        ).prefetch_related("newsletter__project__kept_by")


class NewsletterItem(Versioned):
    """One piece of a newsletter. A heading of its own takes the place of that of what it tells of."""

    governed_by = "newsletter__project"

    newsletter = models.ForeignKey(Newsletter, models.PROTECT, related_name="items")
    number = models.PositiveIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=10, choices=ItemKind)
    activity = models.ForeignKey(
        Activity, models.PROTECT, null=True, blank=True, related_name="newsletter_items",
        verbose_name=_("activity"),
    )  # fmt: skip
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="newsletter_items",
        verbose_name=_("document"),
    )  # fmt: skip
    heading = models.CharField(_("heading"), max_length=200, blank=True)
    text = RichTextField(_("text"))
    url = models.URLField(_("link"), max_length=500, blank=True)
    picture = models.FileField(_("picture"), upload_to=picture_name, max_length=200, blank=True)
    picture_alt = models.CharField(
        _("what the picture shows"), max_length=500, blank=True,
        help_text=_("Read out to who cannot see it."),
    )  # fmt: skip
    picture_caption = models.CharField(_("caption"), max_length=300, blank=True)
    picture_credit = models.CharField(_("credit"), max_length=150, blank=True)

    objects = LiveManager.from_queryset(NewsletterItemQuerySet)()
    everything = models.Manager.from_queryset(NewsletterItemQuerySet)()

    class Meta:
        ordering = ["newsletter", "number"]
        verbose_name = _("item of a newsletter")
        verbose_name_plural = _("items of newsletters")
        constraints = [
            once("newsletter", "number", message=_("This number is taken.")),
            numbered(),
            one_of("kind", ItemKind),
            models.CheckConstraint(
                condition=Q(kind=ItemKind.STORY, activity__isnull=False)
                | (~Q(kind=ItemKind.STORY) & Q(activity__isnull=True)),
                name="newsletter_story_has_activity",
                violation_error_message=_("Choose the activity that it tells of."),
            ),
            models.CheckConstraint(
                condition=Q(kind=ItemKind.STUDY, document__isnull=False)
                | (~Q(kind=ItemKind.STUDY) & Q(document__isnull=True)),
                name="newsletter_study_has_document",
                violation_error_message=_("Choose the document that it tells of."),
            ),
            models.CheckConstraint(
                condition=~Q(kind=ItemKind.NOTICE) | ~Q(heading=""),
                name="newsletter_notice_has_heading",
                violation_error_message=_("Give the notice a heading."),
            ),
            models.CheckConstraint(
                condition=~Q(kind=ItemKind.PICTURE) | ~Q(picture=""),
                name="newsletter_picture_has_file",
                violation_error_message=_("Choose the picture."),
            ),
            models.CheckConstraint(
                condition=Q(picture="") | ~Q(picture_alt=""),
                name="newsletter_picture_has_words",
                violation_error_message=_("Say what the picture shows, for who cannot see it."),
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(self.get_kind_display())

    def get_absolute_url(self) -> str:
        return f"{self.newsletter.get_absolute_url()}#item-{self.number}"

    def clean(self) -> None:
        """What it tells of belongs to the project of the newsletter."""
        for field in ("activity", "document"):
            about = getattr(self, field)
            if about and about.project_id != self.newsletter.project_id:
                raise ValidationError({field: _("This belongs to another project.")})

    @property
    def title(self) -> str:
        """Its heading, or that of what it tells of; empty for a picture without a caption."""
        about = self.activity or self.document
        return self.heading or (about.title if about else self.picture_caption)

    @property
    def picture_file_name(self) -> str:
        """The name that a reader's computer gives the picture."""
        whole = self.newsletter
        suffix = suffix_of(self.picture.name)
        return f"{whole.project.code} newsletter {whole.number} picture {self.number}.{suffix}"
