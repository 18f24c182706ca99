"""Forms of what is asked, and of the evaluation matrix beneath it."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from editing.forms import LinesField
from evaluations.forms.parts import NumberField, PartForm
from evaluations.models import (
    Criterion,
    Evaluation,
    EvaluationQuestion,
    Indicator,
    JudgementCriterion,
)

SHORT_TEXT = forms.Textarea(attrs={"rows": 3})


class QuestionForm(PartForm):
    class Meta:
        model = EvaluationQuestion
        fields = ["number", "criterion", "text", "sub_questions"]
        field_classes = {"number": NumberField, "sub_questions": LinesField}
        widgets = {"text": SHORT_TEXT, "sub_questions": forms.Textarea(attrs={"rows": 5})}
        help_texts = {"sub_questions": _("One a line, in the order in which they are asked.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["criterion"].queryset = Criterion.objects.offered_to(self.parent)


class MatrixRowForm(PartForm):
    """A form that opens in a row of the evaluation matrix, in the block of its question."""

    columns = 5

    @property
    def grid_url(self) -> str:
        return reverse("evaluations:evaluation-matrix", args=[self.evaluation.slug])

    @property
    def block(self) -> str:
        return f"q{self.question.number}"

    @property
    def question(self) -> EvaluationQuestion:
        raise NotImplementedError

    @property
    def evaluation(self) -> Evaluation:
        return self.question.evaluation


class JudgementCriterionForm(MatrixRowForm):
    parent_field = "question"

    class Meta:
        model = JudgementCriterion
        fields = ["number", "text"]
        field_classes = {"number": NumberField}
        widgets = {"text": SHORT_TEXT}

    @property
    def question(self) -> EvaluationQuestion:
        return self.parent


class IndicatorForm(MatrixRowForm):
    parent_field = "judgement_criterion"

    class Meta:
        model = Indicator
        fields = ["number", "text", "sources", "methods", "observed"]
        field_classes = {"number": NumberField}
        widgets = {
            "text": SHORT_TEXT,
            "sources": SHORT_TEXT,
            "methods": SHORT_TEXT,
            "observed": SHORT_TEXT,
        }

    @property
    def question(self) -> EvaluationQuestion:
        return self.parent.question


class CriterionForm(PartForm):
    """A criterion of the evaluation's own, beside the standard ones."""

    number_field = "position"
    lives_in_list = True

    class Meta:
        model = Criterion
        fields = ["name", "code", "description", "position"]
        field_classes = {"position": NumberField}
        help_texts = {
            "code": _("Small letters, digits and hyphens; it stands in the address."),
            "position": _("Where it stands among the evaluation's own criteria."),
        }
