from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from editing.admin import VersionedAdmin
from evaluations.admin.shared import InEvaluation, OfEvaluation
from evaluations.models import (
    Abbreviation,
    Conclusion,
    Finding,
    Lesson,
    LessonUptake,
    ReportSection,
)


@admin.register(Finding)
class FindingAdmin(OfEvaluation, VersionedAdmin):
    list_display = ("of_evaluation", "number", "question", "short_answer", "evidence_strength")
    list_display_links = ("short_answer",)
    list_filter = ("evaluation", "evidence_strength", "rating")
    list_select_related = ("evaluation", "question")
    search_fields = ("short_answer", "text", "evaluation__title", "evaluation__slug")
    fieldsets = (
        (None, {"fields": ("evaluation", "question", "number", "short_answer", "text")}),
        (_("Evidence"), {"fields": ("evidence_strength", "evidence_reason", "rating", "activities",
                                    "documents", "document_pages", "interviews", "indicators")}),
    )  # fmt: skip

    def choice_label(self, row: Finding) -> str:
        return f"{row.evaluation.slug}: {row} {row.short_answer[:80]}"


@admin.register(Conclusion)
class ConclusionAdmin(OfEvaluation, VersionedAdmin):
    list_display = ("of_evaluation", "number", "heading", "criterion")
    list_display_links = ("heading",)
    list_filter = ("evaluation", "criterion")
    list_select_related = ("evaluation", "criterion")
    search_fields = ("heading", "text", "evaluation__title")
    fields = ("evaluation", "number", "heading", "text", "criterion", "findings")


@admin.register(Lesson)
class LessonAdmin(OfEvaluation, VersionedAdmin):
    list_display = ("of_evaluation", "number", "heading")
    list_display_links = ("heading",)
    search_fields = ("heading", "text", "evaluation__title")
    fields = ("evaluation", "number", "heading", "text", "findings")


@admin.register(ReportSection)
class SectionAdmin(OfEvaluation, VersionedAdmin):
    list_display = ("of_evaluation", "position", "kind", "title")
    list_display_links = ("title",)
    list_filter = ("evaluation", "kind")
    search_fields = ("title", "text", "evaluation__title")
    fields = ("evaluation", "position", "kind", "title", "text")


@admin.register(Abbreviation)
class AbbreviationAdmin(OfEvaluation, VersionedAdmin):
    list_display = ("of_evaluation", "short", "meaning")
    list_display_links = ("short",)
    search_fields = ("short", "meaning", "evaluation__title")
    fields = ("evaluation", "short", "meaning")


@admin.register(LessonUptake)
class LessonUptakeAdmin(InEvaluation, VersionedAdmin):
    parents = ("lesson",)
    family = ("lesson__evaluation",)
    list_display = ("lesson", "decision", "phase", "decided_on")
    list_filter = ("decision",)
    list_select_related = ("lesson__evaluation",)
    search_fields = ("phase", "explanation", "lesson__heading", "lesson__evaluation__title")
    fields = (
        "lesson", "decision", "explanation", "phase", "project", "decided_by", "decided_on",
    )  # fmt: skip
    readonly_fields = ("decided_by", "decided_on")
