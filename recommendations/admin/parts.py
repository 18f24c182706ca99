"""Parts of recommendations, what is answered to them, and the rules and checks of the follow-up."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from editing.admin import AdminForm, VersionedAdmin
from evaluations.admin.shared import InEvaluation, OfEvaluation
from recommendations.actions import answer_part
from recommendations.admin.responses import InMatrix
from recommendations.models import FollowUpRules, PartAnswer, RecommendationPart, Verification


@admin.register(RecommendationPart)
class PartAdmin(InEvaluation, VersionedAdmin):
    parents = family = ("recommendation",)
    list_display = ("recommendation", "letter", "text")
    list_display_links = ("text",)
    list_filter = ("recommendation__evaluation",)
    list_select_related = ("recommendation__evaluation",)
    search_fields = ("text", "recommendation__heading")
    fields = ("recommendation", "number", "text")

    def choice_label(self, row: RecommendationPart) -> str:
        return f"{row.recommendation.evaluation.slug}: {row}"


class PartAnswerForm(AdminForm):
    """The answer as a whole follows, as everywhere."""

    def revise(self, fields: dict[str, Any], by: Any, base_version: int) -> PartAnswer:
        return answer_part(
            answer=self.instance, base_version=base_version, fields=fields, by=by, reason=self.why
        )


@admin.register(PartAnswer)
class PartAnswerAdmin(InMatrix, VersionedAdmin):
    form = PartAnswerForm
    rests_on = "response__matrix"
    parents = ("response", "part")
    list_display = ("response", "part", "decision")
    list_display_links = ("part",)
    list_filter = ("response__matrix__evaluation", "decision")
    list_select_related = ("response__recommendation", "part__recommendation")
    search_fields = ("part__text", "reason")
    fields = ("response", "part", "decision", "reason")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Every part has its pending answer from the day it was written or the matrix was opened."""
        return False


@admin.register(FollowUpRules)
class RulesAdmin(OfEvaluation, VersionedAdmin):
    list_display = ("of_evaluation", *FollowUpRules.DAYS)
    search_fields = ("evaluation__title",)
    fields = ("evaluation", *FollowUpRules.DAYS, *FollowUpRules.REMINDERS)


@admin.register(Verification)
class VerificationAdmin(InMatrix, VersionedAdmin):
    """What was found stands; it is written where the action is."""

    rests_on = "key_action__response__matrix"
    parents = family = ("key_action",)
    list_display = ("key_action", "made_at", "by", "is_adequate", "degree")
    list_display_links = ("made_at",)
    list_filter = ("is_adequate", "degree", "key_action__response__matrix__evaluation")
    list_select_related = ("by", "key_action__response__recommendation")
    search_fields = ("comment",)
    date_hierarchy = "made_at"
    fields = ("key_action", "made_at", "by", "is_adequate", "degree", "comment")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False
