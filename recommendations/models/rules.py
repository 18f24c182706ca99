from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from editing.constraints import once
from editing.models import LiveManager, Versioned
from evaluations.models import Evaluation
from evaluations.models.evaluation import PartOfEvaluationQuerySet

MOST_DAYS = 3650


def _days(label: Any, help_text: Any) -> Any:
    return models.PositiveSmallIntegerField(
        label, null=True, blank=True, validators=[MaxValueValidator(MOST_DAYS)],
        help_text=help_text,
    )  # fmt: skip


def _reminds(label: Any) -> Any:
    return models.BooleanField(label, default=True)


class FollowUpRules(Versioned):
    """How long people have in one evaluation, in days, and of what they are reminded. What is left
    empty is as the settings say."""

    governed_by = "evaluation"

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="rules")
    response_days = _days(
        _("days to respond"), _("From the date of the report to the day the response is due.")
    )
    due_soon_days = _days(
        _("days of notice"), _("How long before its date an action is called due soon.")
    )
    stale_days = _days(
        _("days of silence"), _("After how long without a word an open action is called stale.")
    )
    verify_days = _days(
        _("days to verify"), _("How long a completed action may wait for its verification.")
    )
    escalate_days = _days(
        _("days until the head is told"), _("How long an action may be overdue before.")
    )
    remind_before_due = _reminds(_("remind before the date of an action"))
    remind_on_due = _reminds(_("remind when the date has come"))
    remind_overdue = _reminds(_("remind of what is overdue"))
    remind_stale = _reminds(_("remind of what is stale"))
    remind_escalated = _reminds(_("tell the head what is long overdue"))
    remind_response = _reminds(_("remind of responses that are due or late"))
    remind_verify = _reminds(_("remind of what waits for verification"))

    objects = LiveManager.from_queryset(PartOfEvaluationQuerySet)()
    everything = models.Manager.from_queryset(PartOfEvaluationQuerySet)()

    DAYS = ("response_days", "due_soon_days", "stale_days", "verify_days", "escalate_days")
    REMINDERS = (
        "remind_before_due", "remind_on_due", "remind_overdue", "remind_stale", "remind_escalated",
        "remind_response", "remind_verify",
    )  # fmt: skip

    class Meta:
        ordering = ["evaluation"]
        verbose_name = _("rules of the follow-up")
        verbose_name_plural = _("rules of the follow-up")
        constraints = [
            once("evaluation", message=_("This evaluation has its rules already.")),
        ]

    def __str__(self) -> str:
        return _("Rules of the follow-up of %(what)s") % {"what": self.evaluation}

    def get_absolute_url(self) -> str:
        return reverse("recommendations:rules-edit", args=[self.evaluation.slug])

    def days(self, name: str) -> int:
        """The rule called so, such as `stale_days`; the setting where the evaluation has none."""
        own = getattr(self, name)
        return settings.FOLLOW_UP[name] if own is None else own

    def reminds_of(self, what: str) -> bool:
        """Whether people are reminded of it: a kind of reminder, or `response`."""
        return getattr(self, f"remind_{what}")

    def response_due_on(self) -> date | None:
        """The day the response is due: so many days from the date of the report, where that is known."""
        handed_over = self.evaluation.report_date
        return handed_over + timedelta(days=self.days("response_days")) if handed_over else None


def rules_of(evaluation: Evaluation) -> FollowUpRules:
    """The evaluation's rules; where nobody set any, a row that was not saved and says nothing."""
    rules = FollowUpRules.objects.filter(evaluation=evaluation).first()
    return rules or FollowUpRules(evaluation=evaluation)
