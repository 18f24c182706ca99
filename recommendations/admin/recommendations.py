from django.contrib import admin

from editing.admin import VersionedAdmin
from evaluations.admin.shared import OfEvaluation
from recommendations.models import Recommendation


@admin.register(Recommendation)
class RecommendationAdmin(OfEvaluation, VersionedAdmin):
    list_display = ("of_evaluation", "number", "heading", "priority", "horizon")
    list_display_links = ("heading",)
    list_filter = ("evaluation", "priority", "horizon", "addressees")
    search_fields = ("heading", "text", "addressee_note", "evaluation__title")
    fields = ("evaluation", "number", "heading", "text", "addressees", "addressee_note",
              "priority", "horizon", "conclusions", "findings")  # fmt: skip
