from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from editing.admin import VersionedAdmin
from evaluations.admin.shared import OfEvaluation
from evaluations.models import Interview


@admin.register(Interview)
class InterviewAdmin(OfEvaluation, VersionedAdmin):
    """Support keeps the list of who was consulted; the minutes stay with the evaluators."""

    list_display = ("of_evaluation", "number", "kind", "printed_as", "held_on", "people", "consent")
    list_display_links = ("printed_as",)
    list_filter = ("evaluation", "kind", "consent")
    list_select_related = ("evaluation", "organisation")
    search_fields = ("category", "organisation__name", "organisation_name", "evaluation__title")
    date_hierarchy = "held_on"
    fieldsets = (
        (None, {"fields": ("evaluation", "number", "kind", "people")}),
        (_("Who"), {"fields": ("name", "position_title", "organisation", "organisation_name",
                               "category", "consent")}),
        (_("When and where"), {"fields": ("held_on", "place")}),
        (_("What was said"), {"fields": ("minutes",)}),
    )  # fmt: skip
