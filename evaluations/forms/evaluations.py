"""Forms of the title page."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities.models import Project
from editing.forms import LinesField, VersionedForm, VersionField
from editing.permissions import may, may_set
from evaluations.forms.parts import LinkedRowsField
from evaluations.models import Evaluation
from evaluations.stages import moves_from

# Words that stand in addresses where the short name of an evaluation stands.
RESERVED = {"new", "import"}
DATES = (
    "period_from", "period_to", "planned_start", "planned_end", "actual_start", "actual_end",
    "report_date",
)  # fmt: skip


class EvaluationForm(VersionedForm):
    """The title page; the stage moves by its own page."""

    class Meta:
        model = Evaluation
        fields = [
            "title", "slug", "reference", "contract_number", "timing", "scope", "level",
            "evaluator_type", "commissioned_by", "contractor", "projects", "themes", *DATES,
            "language", "confidentiality", "disclaimer", "visibility_statement",
        ]  # fmt: skip
        field_classes = {"themes": LinesField, "projects": LinkedRowsField}
        widgets = {
            name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d") for name in DATES
        } | {
            "disclaimer": forms.Textarea(attrs={"rows": 3}),
            "themes": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {
            "slug": gettext_lazy(
                "Small letters, digits and hyphens. Links to the old one stop working."
            ),
            "themes": gettext_lazy("One a line."),
            "confidentiality": gettext_lazy(
                "A public report can be read by everybody who signs in, once it is final."
            ),
        }

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.back = "" if self.is_new else self.instance.get_absolute_url()
        linked = None if self.is_new else self.instance.projects.all()
        self.fields["projects"].offer(Project.objects.visible_to(user), linked=linked)
        for name, field in () if self.is_new else self.fields.items():
            field.disabled = not may_set(user, self.instance, name)

    @property
    def purpose(self) -> str:
        return super().purpose if self.is_new else _("Edit the title page")

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"]
        if slug in RESERVED:
            raise ValidationError(
                _("This word has a meaning of its own in addresses. Choose another.")
            )
        return slug


class StageForm(forms.Form):
    """Where to; only the moves that this person makes from here, with the version that was seen."""

    to = forms.ChoiceField(label=gettext_lazy("Move to"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=500, required=False,
        help_text=gettext_lazy("Shown in the history. Needed for every way back."),
    )  # fmt: skip
    base_version = VersionField()

    def __init__(self, *args: Any, evaluation: Evaluation, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"base_version": evaluation.version}, **kwargs)
        mine = [m for m in moves_from(evaluation.stage) if may(user, m.right, evaluation)]
        self.fields["to"].choices = [(move.to.value, move.label) for move in mine]
