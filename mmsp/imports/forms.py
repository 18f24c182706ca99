from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from activities.models import Project
from evaluations.models import Evaluation
from mmsp.imports.permissions import can_open_evaluation, importable_into

ONLY_FOR_NEW = ("title", "project", "commissioned_by")


class ReportImportForm(forms.Form):
    """A report in Word and where it belongs; managers choose among the evaluations they manage."""

    file = forms.FileField(
        label=_("Report in Word"),
        help_text=_("A .docx file of up to 30 MB. Nothing is changed until you confirm."),
        widget=forms.FileInput(attrs={"accept": ".docx"}),
    )
    evaluation = forms.ModelChoiceField(
        Evaluation.objects.none(),
        label=_("Evaluation"),
        help_text=_(
            "Its numbered parts are compared with the document and revised where they differ."
        ),
    )
    title = forms.CharField(
        label=_("Title of the new evaluation"),
        help_text=_("This and the project are needed only for a new evaluation."),
        max_length=300,
        required=False,
    )
    project = forms.ModelChoiceField(
        Project.objects.none(), label=_("Project of the new evaluation"), required=False
    )
    commissioned_by = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Commissioned by"), required=False
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choices("evaluation").queryset = importable_into(user)
        if not can_open_evaluation(user):
            for name in ONLY_FOR_NEW:
                del self.fields[name]
            return
        self.fields["evaluation"].required = False
        self._choices("evaluation").empty_label = _("A new evaluation")
        self._choices("project").queryset = Project.objects.visible_to(user)
        self._choices("commissioned_by").queryset = Organisation.objects.visible_to(user)

    def _choices(self, name: str) -> forms.ModelChoiceField:
        field = self.fields[name]
        if not isinstance(field, forms.ModelChoiceField):
            raise TypeError(name)
        return field

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "evaluation" in self.errors or cleaned.get("evaluation") or "title" not in self.fields:
            return cleaned
        if not cleaned.get("title") and "title" not in self.errors:
            self.add_error("title", _("Give the new evaluation a title, or choose one above."))
        if not cleaned.get("project") and "project" not in self.errors:
            self.add_error("project", _("Say which project the new evaluation is about."))
        return cleaned


class MatrixImportForm(forms.Form):
    """A response matrix in Word or as a sheet; where it belongs is said by the address."""

    file = forms.FileField(
        label=_("Response matrix in Word or as a sheet"),
        help_text=_(
            "The IOM form as a .docx file, or a sheet as .xlsx or .csv. Nothing is changed until you "
            "confirm."
        ),
        widget=forms.FileInput(attrs={"accept": ".docx,.xlsx,.csv"}),
    )


class RegisterImportForm(forms.Form):
    """The export of the public repository."""

    file = forms.FileField(
        label=_("Export of the repository"),
        help_text=_("A .csv file with its own headings. Nothing is changed until you confirm."),
        widget=forms.FileInput(attrs={"accept": ".csv"}),
    )
