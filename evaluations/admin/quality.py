from django.contrib import admin

from editing.admin import VersionedAdmin, VersionedInline
from evaluations.admin.comments import ToRead
from evaluations.admin.shared import InEvaluation, OfEvaluation
from evaluations.models import (
    QualityAssessment,
    QualityCriterion,
    QualityLevel,
    QualityScore,
    QualityStandard,
)


class CriterionInline(VersionedInline):
    model = QualityCriterion
    fields = ("number", "name", "guidance", "is_optional")


class LevelInline(VersionedInline):
    model = QualityLevel
    fields = ("number", "label")


@admin.register(QualityStandard)
class QualityStandardAdmin(VersionedAdmin):
    """Institutions add their own grids here: criteria and scale are rows."""

    list_display = ("name", "code", "position")
    search_fields = ("name", "code", "description")
    fields = ("name", "code", "description", "position")
    inlines = (CriterionInline, LevelInline)


class OfStandard(VersionedAdmin):
    parents = ("standard",)
    list_filter = ("standard",)
    list_select_related = ("standard",)


@admin.register(QualityCriterion)
class QualityCriterionAdmin(OfStandard):
    list_display = ("standard", "number", "name", "is_optional")
    list_display_links = ("name",)
    search_fields = ("name", "guidance")
    fields = ("standard", "number", "name", "guidance", "is_optional")


@admin.register(QualityLevel)
class QualityLevelAdmin(OfStandard):
    list_display = ("standard", "number", "label")
    list_display_links = ("label",)
    search_fields = ("label",)
    fields = ("standard", "number", "label")


@admin.register(QualityAssessment)
class QualityAssessmentAdmin(ToRead, OfEvaluation, VersionedAdmin):
    list_display = ("of_evaluation", "report", "standard", "level", "assessed_by", "assessed_at")
    list_display_links = ("report",)
    list_filter = ("evaluation", "standard", "report")
    list_select_related = ("evaluation", "standard", "level", "assessed_by")
    search_fields = ("remarks", "evaluation__title")
    fields = ("evaluation", "report", "standard", "level", "remarks", "reply", "assessed_by",
              "assessed_at")  # fmt: skip


@admin.register(QualityScore)
class QualityScoreAdmin(ToRead, InEvaluation, VersionedAdmin):
    list_display = ("assessment", "criterion", "level")
    list_display_links = ("criterion",)
    list_filter = ("assessment__evaluation",)
    list_select_related = ("assessment__evaluation", "criterion", "level")
    search_fields = ("strengths", "weaknesses", "criterion__name")
    fields = ("assessment", "criterion", "level", "strengths", "weaknesses", "reply")
