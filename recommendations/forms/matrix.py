from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from editing.forms import VersionedForm, VersionField
from evaluations.models import Evaluation
from evaluations.permissions import is_manager
from recommendations.actions import ask_for_response
from recommendations.models import ResponseMatrix, rules_of
from recommendations.permissions import answers_for

DATE = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class MatrixForm(VersionedForm):
    """The head of a matrix: the organisation writes it, the manager sets its date."""

    class Meta:
        model = ResponseMatrix
        fields = ["completed_by", "overall_comment", "due_on"]
        widgets = {"due_on": DATE, "overall_comment": forms.Textarea(attrs={"rows": 6})}

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not (user.is_superuser or is_manager(user, self.instance.evaluation)):
            del self.fields["due_on"]
        if not (user.is_superuser or answers_for(user, self.instance)):
            del self.fields["completed_by"], self.fields["overall_comment"]


class AskForm(VersionedForm):
    """Whom the manager asks to respond to an evaluation, and by when."""

    class Meta:
        model = ResponseMatrix
        fields = ["organisation", "due_on"]
        widgets = {"due_on": DATE}

    def __init__(self, *args: Any, evaluation: Evaluation, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = evaluation.matrices.values("organisation")
        offered = Organisation.objects.visible_to(user).exclude(pk__in=asked)
        self.fields["organisation"].queryset = offered
        self.fields["organisation"].help_text = _(
            "Its people answer once they are respondents among the members of the evaluation."
        )
        self.fields["due_on"].required = True
        self.initial.setdefault("due_on", rules_of(evaluation).response_due_on())

    def create(self, fields: dict[str, Any], by: Any, request_key: Any) -> ResponseMatrix:
        return ask_for_response(**fields, by=by)


class SignForm(forms.Form):
    """The version of the matrix that somebody looked at before signing it."""

    base_version = VersionField()


class ReopenForm(SignForm):
    """Why a response that was handed over goes back into preparation."""

    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Shown in the history."),
    )  # fmt: skip
