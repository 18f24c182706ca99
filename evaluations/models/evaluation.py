from secrets import token_hex
from typing import Any, Self
from urllib.parse import unquote

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from activities.models import Confidentiality, Project
from editing.constraints import in_order, once, one_of
from editing.models import LiveManager, Versioned, VersionedQuerySet
from evaluations.commentable import noun_of


class Stage(models.TextChoices):
    PLANNED = "planned", _("Planned")
    INCEPTION = "inception", _("Inception")
    DRAFTING = "drafting", _("Drafting")
    REVIEW = "review", _("Review")
    FINAL = "final", _("Final")
    CLOSED = "closed", _("Closed")

    @classmethod
    def from_on(cls, stage: "Stage") -> list["Stage"]:
        """The stage and all that follow it."""
        return list(cls)[list(cls).index(stage) :]


class Timing(models.TextChoices):
    EX_ANTE = "ex_ante", _("Ex-ante")
    REAL_TIME = "real_time", _("Real-time")
    MID_TERM = "mid_term", _("Mid-term")
    FINAL = "final", _("Final")
    EX_POST = "ex_post", _("Ex-post")
    NOT_APPLICABLE = "not_applicable", _("Not applicable")


class Scope(models.TextChoices):
    PROJECT = "project", _("Programme or project")
    THEMATIC = "thematic", _("Thematic")
    STRATEGY = "strategy", _("Strategy")
    POLICY = "policy", _("Policy")
    SYNTHESIS = "synthesis", _("Synthesis")


class Level(models.TextChoices):
    CENTRALIZED = "centralized", _("Centralised")
    DECENTRALIZED = "decentralized", _("Decentralised")
    OTHER = "other", _("Other")


class EvaluatorType(models.TextChoices):
    EXTERNAL = "external", _("External")
    INTERNAL = "internal", _("Internal")
    MIXED = "mixed", _("Mixed")
    JOINT = "joint", _("Joint")
    CENTRAL = "central", _("Central evaluation office")


class EvaluationQuerySet(VersionedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """What the person's roles open at its stage, and what is published to the public."""
        if user.is_staff:
            return self
        if not user.is_authenticated:
            return self.none()
        memberships = apps.get_model("evaluations", "Membership").objects  # declared later
        mine = memberships.of(user).reading_now().filter(evaluation=OuterRef("pk"))
        return self.filter(Exists(mine) | published())

    def search(self, term: str) -> Self:
        return self.filter(
            Q(title__icontains=term) | Q(reference__icontains=term)
            | Q(contract_number__icontains=term) | Q(projects__code__icontains=term)
            | Q(projects__title__icontains=term)
        ).distinct()  # fmt: skip

    def worked_on_here(self) -> Self:
        """Without those that are known from the public register alone."""
        return self.filter(register={})


def published() -> Q:
    """Evaluations whose final report anybody who is signed in may read."""
    return Q(
        published_at__isnull=False,
        confidentiality=Confidentiality.PUBLIC,
        stage__in=Stage.from_on(Stage.FINAL),
    )


def new_stamp() -> str:
    """Never twice the same: neither after a rollback nor on a backup that was put back does an old
    stamp stand for new content, as a count would."""
    return token_hex(8)


class Evaluation(Versioned):
    """One evaluation from its terms of reference to its published report."""

    BOOKKEEPING = (*Versioned.BOOKKEEPING, "stamp")
    NOT_RESTORED = ("stage", "edition", "published_at")

    slug = models.SlugField(_("short name in addresses"), max_length=80)
    title = models.CharField(_("title"), max_length=300)
    reference = models.CharField(_("reference"), max_length=120, blank=True)
    contract_number = models.CharField(_("contract number"), max_length=120, blank=True)
    timing = models.CharField(_("timing"), max_length=20, choices=Timing, default=Timing.FINAL)
    scope = models.CharField(_("scope"), max_length=20, choices=Scope, default=Scope.PROJECT)
    level = models.CharField(_("level"), max_length=20, choices=Level, default=Level.DECENTRALIZED)
    evaluator_type = models.CharField(
        _("type of evaluator"), max_length=20, choices=EvaluatorType, default=EvaluatorType.EXTERNAL
    )
    commissioned_by = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="commissioned_evaluations",
        verbose_name=_("commissioned by"),
    )
    contractor = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="contracted_evaluations",
        verbose_name=_("contractor"),
    )
    projects = models.ManyToManyField(
        Project, blank=True, related_name="evaluations", verbose_name=_("projects")
    )
    themes = models.JSONField(_("themes"), default=list, blank=True)
    period_from = models.DateField(_("period covered from"), null=True, blank=True)
    period_to = models.DateField(_("period covered to"), null=True, blank=True)
    planned_start = models.DateField(_("planned start"), null=True, blank=True)
    planned_end = models.DateField(_("planned end"), null=True, blank=True)
    actual_start = models.DateField(_("actual start"), null=True, blank=True)
    actual_end = models.DateField(_("actual end"), null=True, blank=True)
    report_date = models.DateField(_("date of the report"), null=True, blank=True)
    language = models.CharField(
        _("language of the report"),
        max_length=10,
        choices=settings.CONTENT_LANGUAGES,
        default=settings.LANGUAGE_CODE,
    )
    confidentiality = models.CharField(
        _("confidentiality"),
        max_length=12,
        choices=Confidentiality,
        default=Confidentiality.RESTRICTED,
    )
    stage = models.CharField(_("stage"), max_length=12, choices=Stage, default=Stage.PLANNED)
    edition = models.PositiveSmallIntegerField(
        _("amendments"), default=0, help_text=_("How often the final report was opened again.")
    )
    disclaimer = models.TextField(_("disclaimer"), blank=True)
    visibility_statement = models.CharField(_("visibility statement"), max_length=300, blank=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    register = models.JSONField(
        _("entry in the public register"), default=dict, blank=True, editable=False
    )
    # Another one after every write of the evaluation or of anything that it governs.
    stamp = models.CharField(max_length=16, default=new_stamp, editable=False)

    objects = LiveManager.from_queryset(EvaluationQuerySet)()
    everything = models.Manager.from_queryset(EvaluationQuerySet)()

    class Meta:
        ordering = ["-report_date", "title"]
        verbose_name = _("evaluation")
        verbose_name_plural = _("evaluations")
        constraints = [
            once("slug", message=_("Another evaluation has this short name.")),
            one_of("timing", Timing),
            one_of("scope", Scope),
            one_of("level", Level),
            one_of("evaluator_type", EvaluatorType),
            one_of("confidentiality", Confidentiality),
            one_of("stage", Stage),
            in_order("period_from", "period_to", message=_("The period ends before it starts.")),
            in_order("planned_start", "planned_end", message=_("The plan ends before it starts.")),
            in_order("actual_start", "actual_end", message=_("It ended before it started.")),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(stage__in=Stage.from_on(Stage.FINAL)),
                name="evaluation_published_is_final",
                violation_error_message=_("Only a final evaluation can be published."),
            ),
        ]

    # What the report prints of the title page.
    PRINTED = (
        "title", "reference", "contract_number", "timing", "commissioned_by", "contractor", "projects",
        "language", "report_date", "disclaimer", "visibility_statement",
    )  # fmt: skip

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("evaluations:evaluation-detail", args=[self.slug])

    @property
    def register_files(self) -> list[tuple[str, str]]:
        """Name and address of each file that the public register holds of it."""
        addresses = self.register.get("File URL", "").split(", ")
        web = (each for each in addresses if each.startswith(("https://", "http://")))
        return [(unquote(each.rpartition("/")[2]) or each, each) for each in web]

    @property
    def is_frozen(self) -> bool:
        """From `final` on, the report stands as it was handed over."""
        return self.stage in Stage.from_on(Stage.FINAL)

    @staticmethod
    def number_of(edition: int) -> str:
        """1.0 is the report as it first became final, 1.2 the one amended twice."""
        return f"1.{edition}"

    @property
    def report_number(self) -> str:
        """The version number of the report; none for a draft that never was final."""
        return self.number_of(self.edition) if self.edition or self.is_frozen else ""

    @property
    def is_amended(self) -> bool:
        """Whether the report is open again after it was final."""
        return bool(self.edition) and not self.is_frozen

    def touch(self) -> None:
        self.stamp = new_stamp()
        models.QuerySet.update(Evaluation.everything.filter(pk=self.pk), stamp=self.stamp)

    def occasion(self, row: Versioned, reason: str) -> str:
        """What is changed of an amended report says in its history which amendment it belongs to."""
        if not self.is_amended or noun_of(row) is None:
            return reason
        amendment = gettext("Amendment %(number)s") % {"number": self.report_number}
        return f"{amendment}: {reason}" if reason else amendment


class PartOfEvaluationQuerySet(VersionedQuerySet):
    """Rows that inherit who may see them from their evaluation."""

    def visible_to(self, user: Any) -> Self:
        return self.filter(evaluation__in=Evaluation.objects.visible_to(user))


class TeamMember(Versioned):
    """An evaluator as the cover names them; with an account or without."""

    governed_by = "evaluation"

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="team")
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    name = models.CharField(_("name"), max_length=150)
    role = models.CharField(_("role"), max_length=150)
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organisation"),
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("account"),
    )

    objects = LiveManager.from_queryset(PartOfEvaluationQuerySet)()
    everything = models.Manager.from_queryset(PartOfEvaluationQuerySet)()

    class Meta:
        ordering = ["evaluation", "position", "pk"]
        verbose_name = _("team member")
        verbose_name_plural = _("team members")

    def __str__(self) -> str:
        return f"{self.name}, {self.role}"

    def get_absolute_url(self) -> str:
        return reverse("evaluations:team-list", args=[self.evaluation.slug])
