from typing import Any, Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from editing.constraints import numbered, once, one_of
from editing.models import LiveManager, Versioned, VersionedQuerySet
from evaluations.models.evaluation import Evaluation
from evaluations.models.membership import Membership, Role


class Outcome(models.TextChoices):
    """What the evaluators made of a comment, in the words of the comment-response table."""

    ACCEPTED = "accepted", _("Accepted")
    PARTLY_ACCEPTED = "partly_accepted", _("Partly accepted")
    NOT_ACCEPTED = "not_accepted", _("Not accepted")
    WITHDRAWN = "withdrawn", _("Withdrawn")

    @classmethod
    def answers(cls) -> list["Outcome"]:
        """What evaluators may answer; only who said something withdraws it."""
        return [each for each in cls if each != cls.WITHDRAWN]


class CommentThreadQuerySet(VersionedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Those who work on the draft: every member who reads it by now, but for mere readers."""
        if user.is_staff:
            return self.all()
        if not user.is_authenticated:
            return self.none()
        talking = Membership.objects.of(user).reading_now().exclude(role=Role.READER)
        return self.filter(evaluation__in=talking.values("evaluation"))

    def open(self) -> Self:
        return self.filter(resolved_at__isnull=True)

    def unanswered(self) -> Self:
        return self.filter(outcome="")

    def joined_by(self, user: Any) -> Self:
        """Threads that the person opened or said something in."""
        return self.filter(Exists(_said_in().filter(author=user)))

    def mentioning(self, user: Any) -> Self:
        return self.filter(Exists(_said_in().filter(mentions=user)))

    def waiting_for(self, user: Any) -> Self:
        """Open threads that name the person, who has said nothing since."""
        since = Comment.objects.filter(
            author=user, thread=OuterRef("thread"), number__gt=OuterRef("number")
        )
        return self.open().filter(Exists(_said_in().filter(~Exists(since), mentions=user)))


class CommentThread(Versioned):
    """A conversation about a part of the draft, or about a passage of it, and what came of it."""

    governed_by = "evaluation"

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="comment_threads")
    number = models.PositiveSmallIntegerField(_("number"))
    content_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    about = GenericForeignKey()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("author"),
    )
    field = models.CharField(max_length=40, blank=True)
    quote = models.TextField(_("passage"), blank=True)
    prefix = models.CharField(max_length=200, blank=True)
    suffix = models.CharField(max_length=200, blank=True)
    outcome = models.CharField(_("response"), max_length=16, choices=Outcome, blank=True)
    taken_up = models.TextField(
        _("how and where it was taken up"),
        blank=True,
        help_text=_("The place in the report, or why it was not taken up."),
    )
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answered by"),
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("resolved by"),
    )
    resolved_at = models.DateTimeField(_("resolved"), null=True, blank=True)

    objects = LiveManager.from_queryset(CommentThreadQuerySet)()
    everything = models.Manager.from_queryset(CommentThreadQuerySet)()

    class Meta:
        ordering = ["evaluation", "number"]
        verbose_name = _("comment thread")
        verbose_name_plural = _("comment threads")
        indexes = [models.Index(fields=["content_type", "object_id"], name="thread_by_part")]
        constraints = [
            numbered(),
            once("evaluation", "number", message=_("This number is taken.")),
            one_of("outcome", Outcome, blank=True),
            models.CheckConstraint(
                condition=Q(
                    outcome="", taken_up="", answered_by__isnull=True, answered_at__isnull=True
                )
                | ~Q(outcome="") & ~Q(taken_up="")
                & Q(answered_by__isnull=False, answered_at__isnull=False),
                name="thread_answered_wholly_or_not",
                violation_error_message=_("Say both what you answer and where it was taken up."),
            ),
            models.CheckConstraint(
                condition=Q(resolved_by__isnull=True, resolved_at__isnull=True)
                | Q(resolved_by__isnull=False, resolved_at__isnull=False),
                name="thread_resolved_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(quote="", prefix="", suffix="", field="") | ~Q(quote="") & ~Q(field=""),
                name="thread_passage_in_a_field",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(_("Comment %(number)s") % {"number": self.number})

    def get_absolute_url(self) -> str:
        return reverse("evaluations:thread-detail", args=[self.evaluation.slug, self.number])

    @property
    def is_open(self) -> bool:
        return self.resolved_at is None


class CommentQuerySet(VersionedQuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.filter(thread__in=CommentThread.objects.visible_to(user))


class Comment(Versioned):
    """What somebody said in a thread. It is not taken back; its author may reword it, and every
    wording is kept."""

    governed_by = "thread__evaluation"

    thread = models.ForeignKey(CommentThread, models.PROTECT, related_name="comments")
    number = models.PositiveSmallIntegerField(_("number"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("author"),
    )
    # Who suggests an edit need not say more.
    text = models.TextField(_("comment"), blank=True)
    said_at = models.DateTimeField(_("date"), db_default=Now())
    mentions = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="+", verbose_name=_("people mentioned")
    )

    objects = LiveManager.from_queryset(CommentQuerySet)()
    everything = models.Manager.from_queryset(CommentQuerySet)()

    class Meta:
        ordering = ["thread", "number"]
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        constraints = [
            numbered(),
            once("thread", "number", message=_("This number is taken.")),
        ]

    def __str__(self) -> str:
        return f"{self.author or ''}: {self.text[:60]}"

    def get_absolute_url(self) -> str:
        return f"{self.thread.get_absolute_url()}#said-{self.number}"


def _said_in() -> models.QuerySet[Comment]:
    return Comment.objects.filter(thread=OuterRef("pk"))
