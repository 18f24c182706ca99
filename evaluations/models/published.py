from secrets import token_hex
from typing import Any, Self

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from activities.models import Confidentiality
from editing.constraints import numbered, once, one_of
from editing.file_names import file_name
from editing.models import LiveManager, Versioned, VersionedQuerySet
from evaluations.models.evaluation import Evaluation
from evaluations.models.membership import Role


class PublishedProduct(models.TextChoices):
    FINAL_REPORT = "final-report", _("Final report")
    EVALUATION_BRIEF = "evaluation-brief", _("Evaluation brief")
    RESPONSE_MATRIX = "response-matrix", _("Response matrix")
    EVALUATION_MATRIX = "evaluation-matrix", _("Evaluation matrix")


def place_of(product: str, part: str = "") -> str:
    """What a paper is called in addresses: the response matrix of IOM is `response-matrix-iom`."""
    return f"{product}-{part}" if part else str(product)


def at_place(place: str) -> tuple[str, str]:
    """The product and the part that are called so; the part of none but a response matrix is not empty."""
    of_one = f"{PublishedProduct.RESPONSE_MATRIX}-"
    if place.startswith(of_one):
        return PublishedProduct.RESPONSE_MATRIX, place.removeprefix(of_one)
    return place, ""


def named(product: str, whose: str = "") -> str:
    """The product in words, and whose it is."""
    label = str(PublishedProduct(product).label)
    if not whose:
        return label
    return gettext("%(product)s of %(whose)s") % {"product": label, "whose": whose}


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

    def ranked(self) -> Self:
        """With the place of the product in their order: the report before what is made of it."""
        ranks = [When(product=each, then=rank) for rank, each in enumerate(PublishedProduct)]
        return self.annotate(rank=Case(*ranks, output_field=models.SmallIntegerField()))

    def heads(self) -> Self:
        """One row an address: the latest edition that stands, of the first product that there is."""
        standing = self.standing().ranked()
        better = standing.filter(
            Q(rank__lt=OuterRef("rank"))
            | Q(rank=OuterRef("rank"), part__lt=OuterRef("part"))
            | Q(rank=OuterRef("rank"), part=OuterRef("part"), edition__gt=OuterRef("edition")),
            slug=OuterRef("slug"),
        )
        return standing.filter(~Exists(better))

    def newest(self) -> Self:
        """The latest edition that stands of each paper for each audience."""
        standing = self.standing()
        later = standing.filter(
            slug=OuterRef("slug"), product=OuterRef("product"), part=OuterRef("part"),
            audience=OuterRef("audience"), edition__gt=OuterRef("edition"),
        )  # fmt: skip
        return standing.filter(~Exists(later))

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
            evaluation=report.evaluation_id, product=report.product, part=report.part,
            audience=report.audience,
        )  # fmt: skip


def kept_name(report: "PublishedReport", name: str) -> str:
    """Where the file and its data are kept: of the name they came with only the ending remains."""
    ending = next((each for each in ("json", "xlsx", "docx") if name.endswith(f".{each}")), "pdf")
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
    part = models.SlugField(
        _("of"), max_length=80, blank=True,
        help_text=_("Whose response matrix it is: the short name of the organisation."),
    )  # fmt: skip
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
    beside = models.FileField(_("file to work on"), upload_to=kept_name, max_length=200, blank=True)
    beside_sha256 = models.CharField(_("SHA-256 of the file to work on"), max_length=64, blank=True)
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
                fields=["slug", "product", "part", "audience", "edition"],
                name="published_edition_once",
                violation_error_message=_("This edition is published already."),
            ),
            models.UniqueConstraint(
                fields=["evaluation", "product", "part", "audience"],
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
                condition=Q(product=PublishedProduct.RESPONSE_MATRIX) & ~Q(part="")
                | ~Q(product=PublishedProduct.RESPONSE_MATRIX) & Q(part=""),
                name="published_part_of_a_matrix",
                violation_error_message=_("A response matrix is that of an organisation."),
            ),
            models.CheckConstraint(
                condition=Q(beside="", beside_sha256="")
                | ~Q(beside="") & Q(beside_sha256__regex=r"^[0-9a-f]{64}$"),
                name="published_beside_is_known",
                violation_error_message=_("What is published beside a file has a hash."),
            ),
            models.CheckConstraint(
                condition=Q(deleted_at__isnull=True), name="published_is_never_removed"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        if self.edition is None:
            return gettext("%(product)s, version %(version)s") % {
                "product": self.name, "version": self.report_number,
            }  # fmt: skip
        return gettext("%(product)s, edition %(edition)s") % {
            "product": self.name, "edition": self.edition,
        }  # fmt: skip

    @property
    def name(self) -> str:
        """The product in words, and whose it is."""
        return named(self.product, self.facts.get("whose", self.part) if self.part else "")

    @property
    def place(self) -> str:
        return place_of(self.product, self.part)

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
        return self.name_of_file("pdf")

    def name_of_file(self, ending: str) -> str:
        return file_name(
            self.slug, self.place, None if self.edition else self.made_at.date(), ending,
            version=self.report_number, edition=self.edition, audience=self.audience,
            lang=self.language,
        )  # fmt: skip

    @property
    def beside_ending(self) -> str:
        """What kind of file is published beside it; nothing where there is none."""
        return str(self.beside.name).rpartition(".")[2] if self.beside else ""

    @property
    def register_url(self) -> str:
        """Where everybody finds it, for good."""
        return reverse("publication:register-detail", args=[self.slug])

    @property
    def register_file_url(self) -> str:
        place = [self.slug, self.edition, self.place]
        return reverse("publication:register-file", args=place)

    @property
    def register_beside_url(self) -> str:
        place = [self.slug, self.edition, self.place, self.beside_ending]
        return reverse("publication:register-beside", args=place)

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
