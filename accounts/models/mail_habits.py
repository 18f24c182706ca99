from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from editing.constraints import in_order, one_of

SATURDAY = 6
LONGEST_SILENCE = 366


class Rhythm(models.TextChoices):
    WEEKLY = "weekly", _("Once a week")
    DAILY = "daily", _("Every day")
    NEVER = "never", _("Never")


class Weekday(models.IntegerChoices):
    """As ISO 8601 counts them."""

    MONDAY = 1, _("Monday")
    TUESDAY = 2, _("Tuesday")
    WEDNESDAY = 3, _("Wednesday")
    THURSDAY = 4, _("Thursday")
    FRIDAY = 5, _("Friday")
    SATURDAY = 6, _("Saturday")
    SUNDAY = 7, _("Sunday")


class MailHabits(models.Model):
    """When somebody is written to, and who is in their place while they are away."""

    mail_rhythm = models.CharField(
        _("mail with reminders"), max_length=6, choices=Rhythm, default=Rhythm.WEEKLY
    )
    mail_weekday = models.PositiveSmallIntegerField(
        _("on"), choices=Weekday, default=Weekday.MONDAY, help_text=_("Where it is once a week.")
    )
    mail_at_weekends = models.BooleanField(_("also at weekends"), default=False)
    away_from = models.DateField(_("away from"), null=True, blank=True)
    away_until = models.DateField(_("away until"), null=True, blank=True)
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("deputy"),
        help_text=_("Is reminded of your actions while you are away."),
    )
    mail_while_away = models.BooleanField(
        _("write to me while I am away as well"),
        default=False,
        help_text=_("Otherwise you get one mail when you are back."),
    )

    MAIL_FIELDS = (
        "mail_rhythm", "mail_weekday", "mail_at_weekends", "away_from", "away_until", "deputy",
        "mail_while_away",
    )  # fmt: skip

    class Meta:
        abstract = True

    def is_away(self, on: date) -> bool:
        if self.away_from is None or self.away_until is None:
            return False
        return self.away_from <= on <= self.away_until

    def is_quiet(self, on: date) -> bool:
        """Whether the person gets no mail on that day."""
        is_weekend = on.isoweekday() >= SATURDAY and not self.mail_at_weekends
        is_left_alone = self.is_away(on) and not self.mail_while_away
        return self.mail_rhythm == Rhythm.NEVER or is_weekend or is_left_alone

    def digest_day(self, on: date) -> date:
        """The last day, up to the given one, on which a digest was to be written."""
        if self.mail_rhythm == Rhythm.DAILY:
            return on
        return on - timedelta(days=(on.isoweekday() - self.mail_weekday) % 7)

    def next_mail_on(self, on: date) -> date:
        """The day of the digest that follows one of the given day; a year on where none does."""
        ahead = (on + timedelta(days=days) for days in range(1, LONGEST_SILENCE))
        turns = (day for day in ahead if self.digest_day(day) != self.digest_day(on))
        return next(
            (day for day in turns if not self.is_quiet(day)), on + timedelta(LONGEST_SILENCE)
        )


def promises() -> list[Any]:
    """The constraints of these fields, for the table that has them."""
    return [
        one_of("mail_rhythm", Rhythm),
        models.CheckConstraint(
            condition=Q(mail_weekday__in=Weekday.values), name="user_mail_weekday_listed"
        ),
        models.CheckConstraint(
            condition=Q(away_from__isnull=True, away_until__isnull=True)
            | Q(away_from__isnull=False, away_until__isnull=False),
            name="user_away_from_and_until",
            violation_error_message=_("Give both days, or neither."),
        ),
        in_order("away_from", "away_until", message=_("It ends before it starts.")),
        models.CheckConstraint(
            condition=Q(deputy__isnull=True) | Q(away_from__isnull=False),
            name="user_deputy_while_away",
            violation_error_message=_("Say when you are away, so that the deputy steps in."),
        ),
        models.CheckConstraint(
            condition=Q(deputy__isnull=True) | ~Q(deputy=F("id")),
            name="user_deputy_is_another",
            violation_error_message=_("A deputy is somebody else."),
        ),
    ]
