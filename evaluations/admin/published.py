from django.contrib import admin

from editing.admin import VersionedAdmin
from evaluations.admin.comments import ToRead
from evaluations.admin.shared import OfEvaluation
from evaluations.models import PublishedReport, Unpublished


@admin.register(PublishedReport)
class PublishedReportAdmin(ToRead, OfEvaluation, VersionedAdmin):
    """To read: nothing here changes what went out."""

    list_display = (
        "of_evaluation", "number", "product", "part", "audience", "edition", "published_at", "withdrawn_at",
    )  # fmt: skip
    list_display_links = ("number",)
    list_filter = ("product", "audience", "evaluation")
    search_fields = ("title", "slug", "sha256", "content_hash")
    fields = (
        "evaluation", "number", "product", "part", "audience", "language", "report_number", "edition",
        "slug", "title", "sha256", "content_hash", "beside_sha256", "size", "pages", "made_by", "made_at",
        "confirmed_by", "published_at", "withdrawn_by", "withdrawn_at", "withdrawn_reason",
    )  # fmt: skip


@admin.register(Unpublished)
class UnpublishedAdmin(OfEvaluation, VersionedAdmin):
    list_display = ("of_evaluation", "product", "part", "cause", "is_announced", "title", "year")
    list_display_links = ("cause",)
    list_filter = ("product", "cause", "is_announced")
    search_fields = ("title", "explanation")
    fields = (
        "evaluation",
        "product",
        "part",
        "whose",
        "cause",
        "explanation",
        "is_announced",
        "title",
        "year",
    )
