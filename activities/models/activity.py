from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from activities.models.project import Outcome, PartOfProjectQuerySet, Pillar, Project
from editing.constraints import in_order, numbered, once, one_of
from editing.fields import RichTextField
from editing.models import LiveManager, Versioned


class ActivityType(models.TextChoices):
    TRAINING = "training", _("Training")
    SEMINAR = "seminar", _("Seminar")
    WORKSHOP = "workshop", _("Workshop")
    STUDY_VISIT = "study_visit", _("Study visit")
    RESEARCH = "research", _("Research")
    PUBLICATION = "publication", _("Publication")
    FORUM = "forum", _("Forum")
    CONFERENCE = "conference", _("Conference")
    MEETING = "meeting", _("Meeting")
    NEWSLETTER = "newsletter", _("Newsletter")
    ASSESSMENT = "assessment", _("Assessment")
    CAMPAIGN = "campaign", _("Campaign")
    OTHER = "other", _("Other")


class ActivityStatus(models.TextChoices):
    PLANNED = "planned", _("Planned")
    IMPLEMENTED = "implemented", _("Implemented")
    POSTPONED = "postponed", _("Postponed")
    CANCELLED = "cancelled", _("Cancelled")

    @property
    def tone(self) -> str:
        """The tone of its pill."""
        return {"planned": "waiting", "implemented": "done", "postponed": "attention"}.get(
            self.value, "late"
        )


# What people gather for, so that there is a report of who said what.
GATHERINGS = {
    ActivityType.TRAINING, ActivityType.SEMINAR, ActivityType.WORKSHOP, ActivityType.STUDY_VISIT,
    ActivityType.FORUM, ActivityType.CONFERENCE, ActivityType.MEETING,
}  # fmt: skip
# The texts of the summary report, in its order; what a list of activities need not read.
REPORT_TEXTS = (
    "opening_remarks", "key_observations", "final_findings", "challenges", "way_forward", "feedback",
)  # fmt: skip
NEEDS_REASON = [ActivityStatus.POSTPONED, ActivityStatus.CANCELLED]


class ActivityQuerySet(PartOfProjectQuerySet):
    def search(self, term: str) -> Self:
        """Words of the activity or of one of its sessions."""
        told: Any = self.model._meta.get_field("sessions").related_model
        sessions = told.objects.filter(
            Q(title__icontains=term) | Q(speakers__icontains=term) | Q(text__icontains=term)
            | Q(key_observations__icontains=term), activity=OuterRef("pk"),
        )  # fmt: skip
        return self.filter(
            Exists(sessions) | Q(opening_remarks__icontains=term) | Q(final_findings__icontains=term) |
            Q(title__icontains=term) | Q(local_title__icontains=term) | Q(place__icontains=term)
            | Q(summary__icontains=term) | Q(experts__icontains=term)
        )  # fmt: skip

    def in_year(self, year: int) -> Self:
        """What began in the year, ended in it or went on throughout."""
        first, last = date(year, 1, 1), date(year, 12, 31)
        return self.filter(
            Q(ends_on__gte=first) | Q(ends_on=None, starts_on__gte=first), starts_on__lte=last
        )

    def begun_in(self, first: date, last: date) -> Self:
        """What was held and began in the period, in the order of time."""
        held = self.filter(status=ActivityStatus.IMPLEMENTED, starts_on__range=(first, last))
        return held.order_by("starts_on", "number")

    def years(self) -> list[int]:
        """The years in which something began, the latest first."""
        return [day.year for day in self.dates("starts_on", "year", order="DESC")]

    def with_facts(self) -> Self:
        """Fetches along what the page of an activity shows, and who keeps its register."""
        return self.select_related("project", "outcome").prefetch_related(
            "organisers", "pillars", "project__kept_by"
        )

    def with_participants(self) -> Self:
        """Adds `women`, `men` and `participants`: persons, None where no number was kept."""
        return self.annotate(
            women=Sum("participations__women", filter=Q(participations__deleted_at=None)),
            men=Sum("participations__men", filter=Q(participations__deleted_at=None)),
            participants=Sum("participations__total", filter=Q(participations__deleted_at=None)),
        )


class Activity(Versioned):
    """Something the project did, or meant to do: a training, a study, a dialogue meeting."""

    governed_by = "project"

    project = models.ForeignKey(Project, models.PROTECT, related_name="activities")
    number = models.PositiveIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=300)
    local_title = models.CharField(_("title in the local language"), max_length=300, blank=True)
    type = models.CharField(_("type"), max_length=20, choices=ActivityType)
    status = models.CharField(
        _("status"), max_length=20, choices=ActivityStatus, default=ActivityStatus.PLANNED
    )
    status_reason = models.CharField(
        _("reason"),
        max_length=500,
        blank=True,
        help_text=_("Why it was postponed or cancelled."),
    )
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    venue = models.CharField(_("venue"), max_length=200, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    organisers = models.ManyToManyField(
        Organisation, blank=True, related_name="organised_activities", verbose_name=_("organisers")
    )
    outcome = models.ForeignKey(
        Outcome,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="activities",
        verbose_name=_("outcome"),
    )
    pillars = models.ManyToManyField(
        Pillar, blank=True, related_name="activities", verbose_name=_("pillars")
    )
    topics = models.JSONField(_("topics"), default=list, blank=True)
    experts = models.TextField(_("experts"), blank=True)
    summary = RichTextField(_("summary"))
    key_observations = RichTextField(_("key observations"))
    opening_remarks = RichTextField(_("opening remarks"))
    final_findings = RichTextField(_("findings and recommendations"))
    challenges = RichTextField(_("challenges"))
    way_forward = RichTextField(_("way forward"))
    feedback = RichTextField(_("feedback of the participants"))
    language = models.CharField(
        _("language of the summary report"),
        max_length=10,
        choices=settings.CONTENT_LANGUAGES,
        default=settings.LANGUAGE_CODE,
    )
    is_report_final = models.BooleanField(
        _("the summary report is final"),
        default=False,
        help_text=_("Until then, and until the activity is implemented, it is printed as a draft."),
    )

    objects = LiveManager.from_queryset(ActivityQuerySet)()
    everything = models.Manager.from_queryset(ActivityQuerySet)()

    class Meta:
        ordering = ["project", "number"]
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        constraints = [
            once("project", "number", message=_("This number is taken.")),
            numbered(),
            one_of("type", ActivityType),
            one_of("status", ActivityStatus),
            in_order("starts_on", "ends_on", message=_("The activity ends before it starts.")),
            models.CheckConstraint(
                condition=~Q(status__in=NEEDS_REASON) | ~Q(status_reason=""),
                name="activity_not_held_needs_reason",
                violation_error_message=_("Say why it was postponed or cancelled."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("activities:activity-detail", args=[self.project.code, self.number])

    @property
    def is_gathering(self) -> bool:
        return self.type in GATHERINGS

    @property
    def state(self) -> ActivityStatus:
        return ActivityStatus(self.status)
