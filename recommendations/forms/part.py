from typing import Any

from django import forms

from editing.forms import VersionedForm
from recommendations.actions import answer_part
from recommendations.forms.response import ReasonedDecision
from recommendations.models import PartAnswer, RecommendationPart


class PartForm(VersionedForm):
    """A part of a recommendation; its letter follows from its number."""

    class Meta:
        model = RecommendationPart
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}


class PartAnswerForm(ReasonedDecision):
    """The answer to one part; the answer as a whole follows."""

    class Meta(ReasonedDecision.Meta):
        model = PartAnswer

    def revise(self, fields: dict[str, Any], by: Any, base_version: int) -> PartAnswer:
        return answer_part(answer=self.instance, base_version=base_version, fields=fields, by=by)
