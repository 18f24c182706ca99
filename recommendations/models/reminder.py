from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from accounts.models import Mail
from editing.constraints import one_of
from evaluations.models import Evaluation
from recommendations.models.action import KeyAction
from recommendations.models.response import ResponseMatrix


class Kind(models.TextChoices):
    """Why somebody is reminded, the most urgent first."""

    ESCALATED = "escalated", _("Long overdue in your organisation")
    OVERDUE = "overdue", _("Overdue")
    ON_DUE = "on_due", _("Due now")
    BEFORE_DUE = "before_due", _("Due soon")
    VERIFY = "verify", _("Waiting for your verification")
    STALE = "stale", _("Without a word for long")


class Reminder(models.Model):
    """That a person was told of something, once: of an action or of a response, for one reason, for one
    date. A new date, or another spell of silence, is another reminder."""

    kind = models.CharField(max_length=10, choices=Kind)
    action = models.ForeignKey(KeyAction, models.CASCADE, null=True, blank=True, related_name="+")
    matrix = models.ForeignKey(
        ResponseMatrix, models.CASCADE, null=True, blank=True, related_name="+"
    )
    due_on = models.DateField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    # Whose deputy the person is in this matter.
    in_place_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+"
    )
    mail = models.ForeignKey(Mail, models.CASCADE, related_name="reminders")
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = [
            one_of("kind", Kind),
            models.UniqueConstraint(
                fields=["action", "kind", "due_on", "person"], name="reminder_of_action_once"
            ),
            models.UniqueConstraint(
                fields=["matrix", "kind", "due_on", "person"], name="reminder_of_response_once"
            ),
            models.CheckConstraint(
                condition=Q(action__isnull=True, matrix__isnull=False)
                | Q(action__isnull=False, matrix__isnull=True),
                name="reminder_of_action_or_response",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind} {self.due_on}"

    @property
    def about(self) -> tuple:
        """The action or the response, by their keys."""
        return self.action_id, self.matrix_id

    @property
    def key(self) -> tuple:
        """What it is unique by, for its person."""
        return self.kind, *self.about, self.due_on


class MutedEvaluation(models.Model):
    """An evaluation of which a person wants no reminders."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("muted evaluation")
        verbose_name_plural = _("muted evaluations")
        constraints = [
            models.UniqueConstraint(fields=["person", "evaluation"], name="muted_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.evaluation_id}"


class CalendarAddress(models.Model):
    """The private address of somebody's calendar: of all that is theirs, or of one evaluation. Only the
    hash of its token stands here, so it is shown once and can be renewed, never looked up."""

    token_hash = models.CharField(max_length=64, unique=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    evaluation = models.ForeignKey(
        Evaluation, models.CASCADE, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = _("calendar address")
        verbose_name_plural = _("calendar addresses")
        constraints = [
            models.UniqueConstraint(fields=["person", "evaluation"], name="calendar_once"),
            models.UniqueConstraint(
                fields=["person"], condition=Q(evaluation=None), name="own_calendar_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.evaluation_id or ''}"
