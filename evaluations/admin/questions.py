from typing import Any

from django.contrib import admin

from editing.admin import VersionedAdmin, VersionedInline
from evaluations.admin.shared import InEvaluation, OfEvaluation
from evaluations.models import Criterion, EvaluationQuestion, Indicator, JudgementCriterion


class JudgementCriterionInline(InEvaluation, VersionedInline):
    model = JudgementCriterion
    list_select_related = ("question",)
    fields = ("number", "text")


class IndicatorInline(InEvaluation, VersionedInline):
    model = Indicator
    list_select_related = ("judgement_criterion__question",)
    fields = ("number", "text", "sources", "methods", "observed")


@admin.register(Criterion)
class CriterionAdmin(InEvaluation, VersionedAdmin):
    list_display = ("name", "code", "position", "evaluation")
    list_filter = (("evaluation", admin.EmptyFieldListFilter), "evaluation")
    list_select_related = ("evaluation",)
    search_fields = ("name", "code", "description")
    fields = ("evaluation", "code", "name", "description", "position")
    parents = ("evaluation",)

    def might_hold(self, user: Any) -> list[Any]:
        return [Criterion(), *super().might_hold(user)]

    def choice_label(self, row: Criterion) -> str:
        return f"{row.evaluation.slug}: {row}" if row.evaluation else str(row)


@admin.register(EvaluationQuestion)
class QuestionAdmin(OfEvaluation, VersionedAdmin):
    list_display = ("of_evaluation", "number", "criterion", "text")
    list_display_links = ("text",)
    list_filter = ("evaluation", "criterion")
    list_select_related = ("evaluation", "criterion")
    search_fields = ("text", "evaluation__title", "evaluation__slug")
    fields = ("evaluation", "number", "criterion", "text", "sub_questions")
    inlines = (JudgementCriterionInline,)


@admin.register(JudgementCriterion)
class JudgementCriterionAdmin(InEvaluation, VersionedAdmin):
    parents = ("question",)
    list_display = ("label", "text", "question")
    list_display_links = ("text",)
    list_filter = ("question__evaluation",)
    list_select_related = ("question__evaluation",)
    search_fields = ("text", "question__evaluation__title")
    fields = ("question", "number", "text")
    inlines = (IndicatorInline,)

    def choice_label(self, row: JudgementCriterion) -> str:
        return f"{row.question.evaluation.slug}: {row}"


@admin.register(Indicator)
class IndicatorAdmin(InEvaluation, VersionedAdmin):
    parents = ("judgement_criterion",)
    list_display = ("label", "text", "judgement_criterion")
    list_display_links = ("text",)
    list_filter = ("judgement_criterion__question__evaluation",)
    list_select_related = ("judgement_criterion__question__evaluation",)
    search_fields = ("text", "sources", "methods")
    fields = ("judgement_criterion", "number", "text", "sources", "methods", "observed")

    def choice_label(self, row: Indicator) -> str:
        return f"{row.judgement_criterion.question.evaluation.slug}: {row}"
