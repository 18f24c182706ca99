from secrets import token_hex
from typing import Any, Self

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from activities.models import Confidentiality
from editing.constraints import numbered, once, one_of
from editing.models import LiveManager, Versioned, VersionedQuerySet
from evaluations.models.evaluation import Evaluation
from evaluations.models.membership import Role


class PublishedProduct(models.TextChoices):
    FINAL_REPORT = "final-report", _("Final report")
    EVALUATION_MATRIX = "evaluation-matrix", _("Evaluation matrix")


class State(models.TextChoices):
    """Where a report stands on its way out; asked of its dates, never stored."""

    PROPOSED = "proposed", _("Waits for confirmation")
    SENT_BACK = "sent_back", _("Sent back")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


MOST_WORDS = 12  # of a search
WRITERS = (Role.MANAGER, Role.EVALUATOR)
# Whose papers are of which audience, as `mmsp.reports.audience` prints them.
CIRCLES = {
    Confidentiality.INTERNAL: WRITERS,
    Confidentiality.RESTRICTED: (*WRITERS, Role.REVIEWER, Role.RESPONDENT),
}


class PublishedReportQuerySet(VersionedQuerySet):
    def published(self) -> Self:
        """Also those that were withdrawn since: their place stays."""
        return self.filter(published_at__isnull=False)

    def standing(self) -> Self:
        return self.published().filter(withdrawn_at__isnull=True)

    def waiting(self) -> Self:
        return self.filter(published_at__isnull=True, withdrawn_at__isnull=True)

    def visible_to(self, user: Any) -> Self:
        """What is published for everybody, also without an account; to those of an evaluation what is
        published for their circle, and to its writers what waits or was sent back. It asks nothing
        of the evaluation, so that no later change of it reaches the public."""
        everybodys = Q(audience=Confidentiality.PUBLIC, published_at__isnull=False)
        if not user.is_authenticated:
            return self.filter(everybodys)
        if user.is_staff:
            return self
        mine = apps.get_model("evaluations", "Membership").objects.of(user).valid()
        mine = mine.filter(evaluation=OuterRef("evaluation"))
        of_circles = Q(Exists(mine.filter(role__in=WRITERS)))
        for audience, roles in CIRCLES.items():
            of_circle = Q(audience=audience, published_at__isnull=False)
            of_circles |= of_circle & Q(Exists(mine.filter(role__in=roles)))
        return self.filter(everybodys | of_circles)

    def heads(self) -> Self:
        """One row an address: the latest edition that stands, of the final report where there is one."""
        standing = self.standing()
        better = standing.filter(
            Q(product=PublishedProduct.FINAL_REPORT) & ~Q(product=OuterRef("product"))
            | Q(product=OuterRef("product"), edition__gt=OuterRef("edition")),
            slug=OuterRef("slug"),
        )
        return standing.filter(~Exists(better))

    def tagged(self, kind: str, value: str) -> Self:
        return self.filter(tags__contains=f"\n{kind}:{value}\n")

    def search(self, text: str) -> Self:
        """Those that have every word."""
        found = self
        for word in text.casefold().split()[:MOST_WORDS]:
            found = found.filter(words__contains=word)
        return found

    def of_series(self, report: "PublishedReport") -> Self:
        """All that came out as the same product for the same audience."""
        return self.filter(
            evaluation=report.evaluation_id, product=report.product, audience=report.audience
        )


def kept_name(report: "PublishedReport", name: str) -> str:
    """Where the file and its data are kept: of the name they came with only the ending remains."""
    ending = "json" if name.endswith(".json") else "pdf"
    return f"published/{timezone.now():%Y}/{token_hex(16)}.{ending}"


class PublishedReport(Versioned):
    """A paper as it went out: its bytes and what they were made of, kept for ever. Only three things
    happen to the row afterwards: it is confirmed, sent back, or withdrawn."""

    governed_by = "evaluation"
    NOT_RESTORED = (
        "confirmed_by", "published_at", "edition", "withdrawn_by", "withdrawn_at",
        "withdrawn_reason",
    )  # fmt: skip

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="published_reports")
    number = models.PositiveIntegerField(_("number"))
    product = models.CharField(_("product"), max_length=30, choices=PublishedProduct)
    audience = models.CharField(_("for"), max_length=12, choices=Confidentiality)
    language = models.CharField(_("language"), max_length=10)
    report_number = models.CharField(_("version of the report"), max_length=10)
    edition = models.PositiveSmallIntegerField(_("edition"), null=True, blank=True)
    slug = models.SlugField(_("short name in the register"), max_length=80)
    title = models.CharField(_("title"), max_length=300)
    facts = models.JSONField(_("facts"), encoder=DjangoJSONEncoder, default=dict)
    tags = models.TextField(_("tags"), blank=True)
    words = models.TextField(_("words to find it by"), blank=True)
    changes = models.JSONField(_("what changed"), default=list, blank=True)
    file = models.FileField(_("file"), upload_to=kept_name, max_length=200)
    data = models.FileField(_("data"), upload_to=kept_name, max_length=200)
    sha256 = models.CharField(_("SHA-256 of the file"), max_length=64)
    content_hash = models.CharField(_("SHA-256 of the data"), max_length=64)
    size = models.PositiveBigIntegerField(_("bytes"))
    pages = models.PositiveIntegerField(_("pages"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("prepared by")
    )
    made_at = models.DateTimeField(_("prepared"))
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("confirmed by"),
    )
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("withdrawn by"),
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    withdrawn_reason = models.CharField(_("reason"), max_length=500, blank=True)

    objects = LiveManager.from_queryset(PublishedReportQuerySet)()
    everything = models.Manager.from_queryset(PublishedReportQuerySet)()

    class Meta:
        ordering = [
            "evaluation_id",
            "-number",
        ]  # by the key: nothing else is asked of the evaluation
        verbose_name = _("published report")
        verbose_name_plural = _("published reports")
        indexes = [
            models.Index(fields=["sha256"], name="published_by_sha256"),
            models.Index(fields=["slug"], name="published_by_slug"),
        ]
        constraints = [
            once("evaluation", "number", message=_("This number is taken.")),
            numbered(),
            one_of("product", PublishedProduct),
            one_of("audience", Confidentiality),
            models.UniqueConstraint(
                fields=["slug", "product", "audience", "edition"],
                name="published_edition_once",
                violation_error_message=_("This edition is published already."),
            ),
            models.UniqueConstraint(
                fields=["evaluation", "product", "audience"],
                condition=Q(published_at__isnull=True, withdrawn_at__isnull=True),
                name="published_one_waiting",
                violation_error_message=_("Another one waits for confirmation already."),
            ),
            models.CheckConstraint(
                condition=Q(
                    published_at__isnull=True, confirmed_by__isnull=True, edition__isnull=True
                )
                | Q(published_at__isnull=False, confirmed_by__isnull=False, edition__gte=1),
                name="published_confirmed_and_numbered",
                violation_error_message=_("What is published was confirmed and has an edition."),
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("made_by")),
                name="published_by_two_people",
                violation_error_message=_("Nobody confirms what they prepared themselves."),
            ),
            models.CheckConstraint(
                condition=Q(
                    withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_reason=""
                )
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False)
                & ~Q(withdrawn_reason=""),
                name="published_withdrawn_with_reason",
                violation_error_message=_("Say why."),
            ),
            models.CheckConstraint(
                condition=Q(size__gt=0, pages__gt=0)
                & ~Q(file="") & ~Q(data="")
                & Q(sha256__regex=r"^[0-9a-f]{64}$", content_hash__regex=r"^[0-9a-f]{64}$"),
                name="published_file_is_known",
                violation_error_message=_("What is published has a file, its data and their hashes."),
            ),
            models.CheckConstraint(
                condition=Q(deleted_at__isnull=True), name="published_is_never_removed"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        if self.edition is None:
            return gettext("%(product)s, version %(version)s") % {
                "product": self.get_product_display(), "version": self.report_number,
            }  # fmt: skip
        return gettext("%(product)s, edition %(edition)s") % {
            "product": self.get_product_display(), "edition": self.edition,
        }  # fmt: skip

    def get_absolute_url(self) -> str:
        return self.url_for("detail")

    def url_for(self, page: str) -> str:
        return reverse(f"publication:published-{page}", args=[self.evaluation.slug, self.number])

    def require_promises(self, before: Self) -> None:
        """What went out stays as it went out; what was withdrawn stays withdrawn."""
        moved = ("edition", "confirmed_by", "published_at", "withdrawn_by", "withdrawn_at",
                 "withdrawn_reason")  # fmt: skip
        kept, now = before.snapshot(), self.snapshot()
        fixed = [name for name in kept if name not in moved or kept[name] not in (None, "")]
        if any(kept[name] != now[name] for name in fixed):
            raise ValidationError(gettext("What was published stays as it is."))

    @property
    def state(self) -> State:
        if self.withdrawn_at:
            return State.WITHDRAWN if self.published_at else State.SENT_BACK
        return State.PUBLISHED if self.published_at else State.PROPOSED

    @property
    def file_name(self) -> str:
        """The name that a reader's computer gives the file."""
        return f"{self.slug}-{self.product}-{self.edition or 'proposal'}.pdf"

    @property
    def register_url(self) -> str:
        """Where everybody finds it, for good."""
        return reverse("publication:register-detail", args=[self.slug])

    @property
    def register_file_url(self) -> str:
        place = [self.slug, self.edition, self.product]
        return reverse("publication:register-file", args=place)

    @property
    def code(self) -> str:
        """What the foot of its pages says of the content."""
        return self.content_hash[:CODE_LENGTH]


CODE_LENGTH = 16


class Download(models.Model):
    """How often a published file was fetched on one day. Of who fetched it nothing is known."""

    report = models.ForeignKey(PublishedReport, models.PROTECT, related_name="downloads")
    day = models.DateField(_("day"))
    count = models.PositiveIntegerField(_("downloads"), default=0)

    class Meta:
        ordering = ["-day"]
        verbose_name = _("downloads of a day")
        verbose_name_plural = _("downloads by day")
        constraints = [
            models.UniqueConstraint(fields=["report", "day"], name="downloads_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.report} {self.day}: {self.count}"
