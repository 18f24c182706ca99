from datetime import date, datetime, time, timedelta
from typing import Any, Self

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from editing.constraints import numbered, once, one_of
from editing.models import LiveManager, Versioned, VersionedQuerySet
from evaluations.models import Membership, Role
from recommendations.models.response import ManagementResponse, ResponseMatrix
from recommendations.models.rules import FollowUpRules
from recommendations.status import CLOSED, ActionStatus


class NoDateReason(models.TextChoices):
    """Why an action honestly has no date (pains 16 and 17 of the field: sentences in date cells)."""

    DONE_BEFORE = "done_before", _("Done before the evaluation")
    NO_FUNDING = "no_funding", _("No funding")
    COUNTERPART = "counterpart", _("Counterpart decides")
    SENSITIVE = "sensitive", _("Sensitive topic")
    OTHER = "other", _("Other")


class Funding(models.TextChoices):
    """Where the money for an action stands; what waits for money alone has a status of its own."""

    NOT_NEEDED = "not_needed", _("No extra funding needed")
    SECURED = "secured", _("Secured")
    SOUGHT = "sought", _("Being sought")
    NOT_FORESEEN = "not_foreseen", _("Not foreseen")


class KeyActionQuerySet(VersionedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """As its response; asked of the matrix at once, which a long list is ten times faster with."""
        return self.of(ResponseMatrix.objects.visible_to(user))

    def of(self, matrices: Any) -> Self:
        """Those in answers of these matrices."""
        return self.filter(response__deleted_at__isnull=True, response__matrix__in=matrices)

    def open(self) -> Self:
        return self.exclude(status__in=CLOSED)

    def overdue(self, on: date) -> Self:
        """Open after the current date, on the given day."""
        return self.open().filter(due_on__lt=on)

    def due_soon(self, on: date, days: int = 30) -> Self:
        return self.open().filter(due_on__range=(on, on + timedelta(days=days)))

    def stale(self, on: date) -> Self:
        """Open, and without a word for as long as the rules of its evaluation allow."""
        rules = FollowUpRules.objects.exclude(stale_days=None)
        own = {each.evaluation_id: each.days("stale_days") for each in rules}
        asked = _silent(on, settings.FOLLOW_UP["stale_days"]) & ~Q(
            response__matrix__evaluation__in=own
        )
        for days in set(own.values()):
            ruled = [evaluation for evaluation, its_days in own.items() if its_days == days]
            asked |= _silent(on, days) & Q(response__matrix__evaluation__in=ruled)
        return self.open().filter(asked)

    def completed(self) -> Self:
        return self.filter(status=ActionStatus.COMPLETED)

    def past_promise(self, on: date, since: date | None = None) -> Self:
        """Open on the day after the first promised date, of which the latter is not before `since`."""
        rows = self.open().filter(promised_on__lt=on)
        return rows.filter(promised_on__gte=since) if since else rows

    def with_evidence(self) -> Self:
        """Those of which at least one report names a proof, be it open to the reader or not."""
        log = apps.get_model("recommendations", "ProgressUpdate").objects  # declared later
        return self.filter(Exists(log.words().with_evidence().filter(key_action=OuterRef("pk"))))

    def with_closing(self) -> Self:
        """Adds `closed_at`: the first report of those that have called the action closed ever since;
        none where it is open, or closed without a word."""
        log = apps.get_model("recommendations", "ProgressUpdate").objects.words()  # declared later
        later = log.filter(key_action=OuterRef("key_action"), made_at__gt=OuterRef("made_at"))
        closing = log.filter(key_action=OuterRef("pk"), status__in=CLOSED).order_by("made_at")
        since = closing.filter(~Exists(later.exclude(status__in=CLOSED))).values("made_at")[:1]
        closed = Q(status__in=CLOSED)
        return self.annotate(closed_at=Case(When(closed, then=Subquery(since)), default=None))

    def closed_in(self, year: int) -> Self:
        return self.with_closing().filter(closed_at__year=year)

    def promised_in(self, year: int) -> Self:
        return self.filter(promised_on__year=year)

    def with_known_delay(self) -> Self:
        """The completed ones of which promise and closing are both dated."""
        return self.completed().with_closing().exclude(promised_on=None).exclude(closed_at=None)

    def of_unit(self, unit: str) -> Self:
        """In the hands of the unit that is called exactly so; of none where it is empty."""
        return self.filter(responsible_units=unit)

    def under(self, criterion: str) -> Self:
        """As `Recommendation.objects.under`."""
        rows = apps.get_model("recommendations", "Recommendation").objects
        return self.filter(response__recommendation__in=rows.under(criterion))

    def responsibility_of(self, user: Any) -> Self:
        """Mine by name, or my organisation's where nobody is named."""
        mine = Q(responsible_person=user.pk)
        if user.organisation_id:
            mine |= Q(
                responsible_person__isnull=True,
                response__matrix__organisation=user.organisation_id,
            )
        return self.filter(mine)

    def to_be_reported_by(self, user: Any) -> Self:
        """In the person's name; where no named person has an account any more, of the organisation
        that the person answers for."""
        person = "responsible_person"
        gone = Q(**{f"{person}__is_active": False}) | Q(**{f"{person}__deleted_at__isnull": False})
        nobody = Q(**{f"{person}__isnull": True}) | gone
        answered = ResponseMatrix.objects.answered_by(user)
        return self.filter(Q(**{person: user.pk}) | nobody & Q(response__matrix__in=answered))

    def with_last_word(self) -> Self:
        """Adds `last_word_at`: when something was said last; before the first word, when the action
        was promised here."""
        return self.annotate(
            last_word_at=Coalesce(_last(_log("ProgressUpdate").words()), "created_at")
        )

    def waiting_for_verification(self) -> Self:
        """The completed ones that nobody judged since, with `completed_at`."""
        said = _log("ProgressUpdate").words().filter(status=ActionStatus.COMPLETED)
        done = Coalesce(_last(said), "created_at")
        rows = self.filter(status=ActionStatus.COMPLETED)
        rows = rows.annotate(completed_at=done, judged_at=_last(_log("Verification")))
        return rows.filter(Q(judged_at__isnull=True) | Q(judged_at__lt=F("completed_at")))

    def newly_with(self, user: Any) -> Self:
        """Handed over to the person, who has not said a word of them since."""
        of_it = _log("ProgressUpdate").filter(key_action=OuterRef("pk"), withdrawn_at=None)
        since = of_it.filter(handed_to=user.pk).order_by("-made_at").values("made_at")[:1]
        said = of_it.filter(by=user.pk, made_at__gt=OuterRef("handed_at"))
        mine = self.filter(responsible_person=user.pk).annotate(handed_at=Subquery(since))
        return mine.filter(~Exists(said), handed_at__isnull=False)

    def passed_on_by(self, user: Any) -> Self:
        """Those that the person holds, or answers or heads an organisation for: may give away."""
        if user.is_superuser:
            return self
        answering = Membership.objects.of(user).valid().filter(role=Role.RESPONDENT)
        own = Q(
            response__matrix__organisation=user.organisation_id,
            response__matrix__evaluation__in=answering.values("evaluation"),
        )
        headed = Q(response__matrix__organisation__head=user.pk)
        return self.filter(Q(responsible_person=user.pk) | headed | own)

    def search(self, term: str) -> Self:
        return self.filter(text__icontains=term)

    def in_hands_of(self, term: str) -> Self:
        """Actions whose responsible unit or person is called so."""
        unit = Q(responsible_units__icontains=term)
        return self.filter(unit | Q(responsible_person__name__icontains=term))

    def soonest_first(self) -> Self:
        """By current date, so that overdue ones lead; those without a date come last."""
        return self.order_by(F("due_on").asc(nulls_last=True), "pk")

    def with_addresses(self) -> Self:
        """Fetches what the label, the address and the rights of an action are made of."""
        return self.select_related(
            "response__recommendation__evaluation",
            "response__matrix__evaluation",
            "response__matrix__organisation",
            "responsible_person",
        )


def _log(noun: str) -> Any:
    """The rows of a noun that is declared later, and hangs on the action."""
    return apps.get_model("recommendations", noun).objects.all()


def _last(log: Any) -> Subquery:
    """When the last row of that log was written about the action."""
    rows = log.filter(key_action=OuterRef("pk")).order_by("-made_at")
    return Subquery(rows.values("made_at")[:1])


def _silent(on: date, days: int) -> Q:
    """Without a word for so many days by the given one, as `last_word_at` is reckoned. What was carried
    over with an old word is as old as that."""
    midnight = timezone.make_aware(datetime.combine(on - timedelta(days=days - 1), time.min))
    words = _log("ProgressUpdate").words().filter(key_action=OuterRef("pk"))
    was_promised = Q(created_at__lt=midnight) | Exists(words)
    return ~Exists(words.filter(made_at__gte=midnight)) & was_promised


class KeyAction(Versioned):
    """Action 3.1: what somebody does about a recommendation, by when."""

    governed_by = "response__matrix__evaluation"
    NOT_RESTORED = ("status", "due_on", "no_date_reason", "no_date_note")

    response = models.ForeignKey(ManagementResponse, models.PROTECT, related_name="actions")
    number = models.PositiveSmallIntegerField(_("number"))
    text = models.TextField(_("key action"))
    responsible_units = models.CharField(_("responsible unit"), max_length=250, blank=True)
    responsible_person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="key_actions",
        verbose_name=_("responsible person"),
    )
    promised_on = models.DateField(
        _("first promised date"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("Set with the first date and never changed: delay is counted against it."),
    )
    due_on = models.DateField(_("due on"), null=True, blank=True)
    no_date_reason = models.CharField(
        _("no date because"), max_length=12, choices=NoDateReason, blank=True
    )
    no_date_note = models.CharField(_("explanation"), max_length=500, blank=True)
    status = models.CharField(
        _("status"), max_length=24, choices=ActionStatus, default=ActionStatus.NOT_INITIATED
    )
    cost = models.DecimalField(
        _("cost in EUR"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    funding = models.CharField(_("funding"), max_length=12, choices=Funding, blank=True)
    funding_gap = models.DecimalField(
        _("missing amount in EUR"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    possible_donor = models.CharField(_("possible donor"), max_length=200, blank=True)

    objects = LiveManager.from_queryset(KeyActionQuerySet)()
    everything = models.Manager.from_queryset(KeyActionQuerySet)()

    class Meta:
        ordering = ["response", "number"]
        verbose_name = _("key action")
        verbose_name_plural = _("key actions")
        constraints = [
            once("response", "number", message=_("This number is taken.")),
            numbered(),
            one_of("status", ActionStatus),
            one_of("no_date_reason", NoDateReason, blank=True),
            models.CheckConstraint(
                condition=Q(due_on__isnull=False, no_date_reason="")
                | (Q(due_on__isnull=True) & ~Q(no_date_reason="")),
                name="action_date_or_reason",
                violation_error_message=_("Give a date, or say why there is none."),
            ),
            one_of("funding", Funding, blank=True),
            models.CheckConstraint(
                condition=Q(cost__isnull=True) | Q(cost__gte=0),
                name="action_cost_not_negative",
                violation_error_message=_("A cost is not negative."),
            ),
            models.CheckConstraint(
                condition=Q(funding_gap__isnull=True) | Q(funding_gap__gt=0),
                name="action_gap_positive",
                violation_error_message=_("A missing amount is more than nothing."),
            ),
            models.CheckConstraint(
                condition=~Q(status=ActionStatus.FUNDING_BLOCKED) | Q(funding_gap__isnull=False),
                name="action_blocked_by_an_amount",
                violation_error_message=_("Say how much money is missing."),
            ),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(promised_on__isnull=False),
                name="action_promise_kept",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.text}"

    @property
    def label(self) -> str:
        return f"{self.response.recommendation.number}.{self.number}"

    @property
    def in_charge(self) -> str:
        """Who does it, as papers say it: the unit and, where somebody is named, who."""
        person = str(self.responsible_person or "")
        is_named = person.casefold() in self.responsible_units.casefold()
        return (
            self.responsible_units
            if is_named
            else f"{self.responsible_units}; {person}".strip("; ")
        )

    def get_absolute_url(self) -> str:
        matrix = self.response.matrix
        return f"{matrix.get_absolute_url()}#a{self.label}"

    def url_for(self, verb: str, *more: str) -> str:
        """The address of a verb such as `update` or `edit`, by people's numbers."""
        matrix = self.response.matrix
        return reverse(
            f"recommendations:action-{verb}",
            args=[
                matrix.evaluation.slug,
                matrix.organisation.slug,
                self.response.recommendation.number,
                self.number,
                *more,
            ],
        )

    def days_late(self, on: date) -> int:
        """Days since the first promised date while the action is open; 0 before it and when closed."""
        if self.promised_on is None or self.status in CLOSED:
            return 0
        return max(0, (on - self.promised_on).days)

    def is_overdue(self, on: date) -> bool:
        return self.due_on is not None and self.status not in CLOSED and self.due_on < on
