from typing import Any, NamedTuple, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from activities.models.activity import Activity
from editing.constraints import in_order, numbered, once, one_of
from editing.fields import RichTextField
from editing.models import LiveManager, Versioned, VersionedQuerySet


class SessionKind(models.TextChoices):
    PRESENTATION = "presentation", _("Presentation")
    DISCUSSION = "discussion", _("Group discussion")
    EXERCISE = "exercise", _("Exercise or visit")
    OTHER = "other", _("Other")


class Named(NamedTuple):
    """Somebody as a line of an agenda names them: “name, function, from where”."""

    name: str
    detail: str = ""


def named_in(lines: str) -> list[Named]:
    """One a line; what stands before the first comma is the name."""
    parts = (line.partition(",") for line in lines.splitlines() if line.strip())
    return [Named(name.strip(), detail.strip()) for name, _comma, detail in parts]


class ActivitySessionQuerySet(VersionedQuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.filter(activity__in=Activity.objects.visible_to(user))


class ActivitySession(Versioned):
    """A point of the agenda: who spoke about what, and what was worth noting."""

    governed_by = "activity__project"

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="sessions")
    number = models.PositiveIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=300)
    kind = models.CharField(
        _("kind"), max_length=20, choices=SessionKind, default=SessionKind.PRESENTATION
    )
    held_on = models.DateField(_("day"), null=True, blank=True)
    starts_at = models.TimeField(_("starts at"), null=True, blank=True)
    ends_at = models.TimeField(_("ends at"), null=True, blank=True)
    speakers = models.TextField(_("speakers"), blank=True)
    text = RichTextField(_("what it was about"))
    key_observations = RichTextField(_("key observations"))

    objects = LiveManager.from_queryset(ActivitySessionQuerySet)()
    everything = models.Manager.from_queryset(ActivitySessionQuerySet)()

    class Meta:
        ordering = ["activity", "number"]
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        constraints = [
            once("activity", "number", message=_("This number is taken.")),
            numbered(),
            one_of("kind", SessionKind),
            in_order("starts_at", "ends_at", message=_("The session ends before it starts.")),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    def get_absolute_url(self) -> str:
        return f"{self.activity.get_absolute_url()}#session-{self.number}"

    @property
    def who(self) -> list[Named]:
        return named_in(self.speakers)
