from typing import Any

from django.contrib import admin
from django.db import models
from django.utils.translation import gettext_lazy as _

from editing.admin import Step, VersionedAdmin, VersionedInline
from evaluations.actions import move_stage
from evaluations.admin.shared import InEvaluation, OfEvaluation
from evaluations.forms.evaluations import StageForm
from evaluations.models import Evaluation, Membership, TeamMember


class TeamInline(InEvaluation, VersionedInline):
    model = TeamMember
    fields = ("position", "name", "role", "organisation", "user")


class MembershipInline(InEvaluation, VersionedInline):
    model = Membership
    fields = ("user", "organisation", "role", "valid_from", "valid_until")
    list_select_related = ("user", "organisation")

    def might_hold(self, user: Any) -> list[Any]:
        return [Membership(), *super().might_hold(user)]


def _move(form: Any, evaluation: Evaluation, user: Any) -> None:
    asked = form.cleaned_data
    move_stage(
        evaluation=evaluation, to=asked["to"], base_version=asked["base_version"], by=user,
        reason=asked["reason"],
    )  # fmt: skip


@admin.register(Evaluation)
class EvaluationAdmin(InEvaluation, VersionedAdmin):
    list_display = ("title", "stage", "timing", "commissioned_by", "contractor", "report_date",
                    "confidentiality")  # fmt: skip
    list_filter = ("stage", "timing", "scope", "confidentiality", "projects")
    list_select_related = ("commissioned_by", "contractor")
    search_fields = ("title", "slug", "reference", "contract_number", "projects__code")
    date_hierarchy = "report_date"
    readonly_fields = ("stage", "edition", "published_at", "register")
    inlines = (TeamInline, MembershipInline)
    steps = (
        Step(
            "stage",
            _("Move to another stage"),
            "move",
            lambda data, evaluation, user: StageForm(data, evaluation=evaluation, user=user),
            _move,
        ),
    )
    fieldsets = (
        (None, {"fields": ("title", "slug", "projects", "stage", "edition", "published_at",
                           "confidentiality")}),
        (_("Kind"), {"fields": ("timing", "scope", "level", "evaluator_type", "themes", "language")}),
        (_("Contract"), {"fields": ("reference", "contract_number", "commissioned_by",
                                    "contractor")}),
        (_("Dates"), {"fields": (("period_from", "period_to"), ("planned_start", "planned_end"),
                                 ("actual_start", "actual_end"), "report_date")}),
        (_("Printed texts"), {"fields": ("disclaimer", "visibility_statement")}),
        (_("As the public register has it"), {"fields": ("register",)}),
    )  # fmt: skip

    def might_hold(self, user: Any) -> list[Any]:
        return [Evaluation(), *super().might_hold(user)]

    def get_search_results(self, request: Any, queryset: models.QuerySet, search_term: str) -> Any:
        found, _may_repeat = super().get_search_results(request, queryset, search_term)
        return found, True  # an evaluation of several projects is found once


@admin.register(TeamMember)
class TeamMemberAdmin(OfEvaluation, VersionedAdmin):
    list_display = ("of_evaluation", "position", "name", "role", "organisation")
    list_display_links = ("name",)
    list_select_related = ("evaluation", "organisation", "user")
    search_fields = ("name", "role", "organisation__name", "evaluation__title")
    fields = ("evaluation", "position", "name", "role", "organisation", "user")


@admin.register(Membership)
class MembershipAdmin(OfEvaluation, VersionedAdmin):
    list_display = ("of_evaluation", "user", "organisation", "role", "valid_from", "valid_until")
    list_display_links = ("role",)
    list_filter = ("evaluation", "role")
    list_select_related = ("evaluation", "user", "organisation")
    search_fields = ("user__name", "user__email", "organisation__name", "evaluation__title")
    fields = ("evaluation", "user", "organisation", "role", "valid_from", "valid_until")

    def might_hold(self, user: Any) -> list[Any]:
        return [Membership(), *super().might_hold(user)]
