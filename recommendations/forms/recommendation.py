from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from editing.forms import VersionedForm
from evaluations.models import Conclusion, Evaluation, Finding
from recommendations.models import Recommendation


class RecommendationForm(VersionedForm):
    """A recommendation with what it rests on; the choices are those of its evaluation."""

    class Meta:
        model = Recommendation
        fields = [
            "number", "heading", "text", "addressees", "addressee_note", "priority", "horizon",
            "conclusions", "findings",
        ]  # fmt: skip
        widgets = {
            "addressees": forms.CheckboxSelectMultiple,
            "conclusions": forms.CheckboxSelectMultiple,
            "findings": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args: Any, evaluation: Evaluation, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.evaluation = evaluation
        self.fields["addressees"].queryset = Organisation.objects.visible_to(user)
        self.fields["addressees"].label_from_instance = _in_full
        for name, model in (("conclusions", Conclusion), ("findings", Finding)):
            rows = model.objects.visible_to(user).filter(evaluation=evaluation)
            self.fields[name].queryset = rows
        self.fields["findings"].queryset = self.fields["findings"].queryset.defer("text")
        self.fields["findings"].label_from_instance = _named
        if self.is_new:
            self.initial.setdefault("number", self._next_number())

    def _next_number(self) -> int:
        last = self.evaluation.recommendations.order_by("-number").first()
        return last.number + 1 if last else 1

    def clean_number(self) -> int:
        number = self.cleaned_data["number"]
        others = self.evaluation.recommendations.exclude(pk=self.instance.pk)
        if others.filter(number=number).exists():
            raise ValidationError(_("This number is taken."))
        return number


def _named(finding: Finding) -> str:
    """A finding has no heading; its short answer says which one it is."""
    return f"F{finding.number} {Truncator(finding.short_answer).words(18)}"


def _in_full(organisation: Organisation) -> str:
    """By name, as the list is sorted, with the acronym that people search for."""
    acronym = f" ({organisation.acronym})" if organisation.acronym else ""
    return f"{organisation.name}{acronym}"
