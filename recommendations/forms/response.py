from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from editing import versions
from editing.forms import VersionedForm
from recommendations.forms.hinted import Hinted
from recommendations.models import ManagementResponse, Remark
from recommendations.models.response import NEEDS_REASON


class ReasonedDecision(Hinted, VersionedForm):
    """Accept, accept in part or reject. The reason here is part of the answer, not of its history."""

    hinted_as = "response"

    reason = forms.CharField(
        label=_("Reason"), required=False, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Needed when the recommendation is accepted in part or rejected."),
    )  # fmt: skip

    class Meta:
        fields = ["decision", "reason"]
        widgets = {"decision": forms.RadioSelect}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("decision") in NEEDS_REASON and not cleaned.get("reason"):
            self.add_error("reason", _("Say why it is accepted in part or rejected."))
        return cleaned


class ResponseForm(ReasonedDecision):
    """The answer to a recommendation; where it has parts, the decision follows from theirs."""

    class Meta(ReasonedDecision.Meta):
        model = ManagementResponse

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.part_answers.exists():
            del self.fields["decision"]
            self.fields["reason"].help_text = _(
                "Left empty, the reasons of the parts stand here. The decision follows from them."
            )

    def revise(self, fields: dict[str, Any], by: Any, base_version: int) -> ManagementResponse:
        return versions.revise(self.instance, base_version=base_version, fields=fields, by=by)


class RemarkForm(VersionedForm):
    """A word beside an answer."""

    class Meta:
        model = Remark
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}
