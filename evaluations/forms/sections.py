"""Forms of free text and of the list of abbreviations."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evaluations.forms.parts import NumberField, PartForm
from evaluations.models import Abbreviation, ReportSection


class SectionForm(PartForm):
    number_field = "position"

    class Meta:
        model = ReportSection
        fields = ["title", "kind", "position", "text"]
        field_classes = {"position": NumberField}
        help_texts = {
            "kind": gettext_lazy("It decides where the section stands in the report."),
            "position": gettext_lazy("Its order among sections of the same kind, and its address."),
        }


class AbbreviationForm(PartForm):
    lives_in_list = True

    class Meta:
        model = Abbreviation
        fields = ["short", "meaning"]

    def clean_short(self) -> str:
        short: str = self.cleaned_data["short"]
        if self.siblings().filter(short=short).exists():
            raise ValidationError(_("This abbreviation is listed already."), code="taken")
        return short
