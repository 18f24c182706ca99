"""Forms of the quality grid: each opens in the row of the grid that it belongs to."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from editing.forms import VersionedForm, VersionField
from evaluations.models import AssessedReport, Evaluation, QualityAssessment, QualityScore
from evaluations.quality import begin_assessment, standards_for

SHORT_TEXT = forms.Textarea(attrs={"rows": 4})


class AssessmentForm(VersionedForm):
    """The beginning: by which standard the report in `fixed` is judged."""

    class Meta:
        model = QualityAssessment
        fields = ["standard"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["standard"]
        field.queryset = standards_for(self.evaluation)
        field.empty_label = None
        field.help_text = _("Both reports of an evaluation are judged by the same standard.")
        self.back = self.instance.get_absolute_url()

    @property
    def evaluation(self) -> Evaluation:
        return self.fixed["evaluation"]

    @property
    def purpose(self) -> str:
        of = {AssessedReport.DRAFT: _("Assess the draft report")}
        return of.get(self.fixed["report"], _("Assess the final report"))

    def create(self, fields: dict[str, Any], by: Any, request_key: Any) -> QualityAssessment:
        return begin_assessment(**fields, by=by, request_key=request_key)


class GridForm(VersionedForm):
    """A form in a row of the grid."""

    columns = 6
    # What is missing before the assessment can be handed over stands outside the row.
    also_changes = "#quality-state"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.grid_url = self.assessment.get_absolute_url()
        self.back = self.instance.get_absolute_url()
        if "level" in self.fields:
            self._offer_levels()

    def _offer_levels(self) -> None:
        """The scale of the standard, from the best down; no field where it has none."""
        levels = self.assessment.standard.levels.all()
        self.fields["level"].queryset = levels
        self.fields["level"].empty_label = _("Not scored")
        if not levels:
            del self.fields["level"]

    @property
    def assessment(self) -> QualityAssessment:
        raise NotImplementedError

    @property
    def evaluation(self) -> Evaluation:
        return self.assessment.evaluation


class OfCriterion:
    """Stands in the block of its criterion."""

    instance: QualityScore

    @property
    def assessment(self) -> QualityAssessment:
        return self.instance.assessment

    @property
    def block(self) -> str:
        return f"criterion-{self.instance.criterion.number}"

    @property
    def purpose(self) -> str:
        return f"{self.instance.criterion} · {self.assessment}"


class OfWhole:
    """Stands in the block of the overall judgement."""

    block = "overall"
    instance: QualityAssessment

    @property
    def assessment(self) -> QualityAssessment:
        return self.instance

    @property
    def purpose(self) -> str:
        return f"{_('Overall judgement')} · {self.instance}"


class ScoreForm(OfCriterion, GridForm):
    class Meta:
        model = QualityScore
        fields = ["level", "strengths", "weaknesses"]
        widgets = {"strengths": SHORT_TEXT, "weaknesses": SHORT_TEXT}


class ReplyForm(OfCriterion, GridForm):
    right = "reply"

    class Meta:
        model = QualityScore
        fields = ["reply"]
        widgets = {"reply": SHORT_TEXT}


class OverallForm(OfWhole, GridForm):
    class Meta:
        model = QualityAssessment
        fields = ["level", "remarks"]
        widgets = {"remarks": SHORT_TEXT}


class OverallReplyForm(OfWhole, GridForm):
    right = "reply"

    class Meta:
        model = QualityAssessment
        fields = ["reply"]
        widgets = {"reply": SHORT_TEXT}


class HandOverForm(forms.Form):
    """The version of the assessment that somebody looked at before handing it over or taking it back."""

    base_version = VersionField()
