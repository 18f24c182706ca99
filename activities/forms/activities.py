from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import CountryField, OrganisationsField
from activities.forms.parts import DateInput, NumberedForm
from activities.models import Activity, Participation
from editing.forms import LinesField, VersionedForm
from editing.mistakes import MistakesAtFields


class ActivityForm(NumberedForm):
    mended_at = {
        "activity_starts_on_ends_on_in_order": "ends_on",
        "activity_not_held_needs_reason": "status_reason",
    }

    class Meta:
        model = Activity
        fields = [
            "number",
            "title",
            "local_title",
            "type",
            "status",
            "status_reason",
            "starts_on",
            "ends_on",
            "place",
            "venue",
            "country",
            "organisers",
            "outcome",
            "pillars",
            "topics",
            "experts",
            "summary",
            "key_observations",
        ]
        field_classes = {
            "topics": LinesField,
            "country": CountryField,
            "organisers": OrganisationsField,
        }
        help_texts = {
            "topics": _("One a line."),
            "experts": _("One a line: name, function, from where."),
        }
        widgets = {
            "starts_on": DateInput,
            "ends_on": DateInput,
            "pillars": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        project = self.instance.project
        self.fields["outcome"].queryset = project.outcomes.all()
        self.fields["pillars"].queryset = project.pillars.all()


class ParticipationForm(MistakesAtFields, VersionedForm):
    mended_at = {"participation_total_covers_parts": "total"}

    class Meta:
        model = Participation
        fields = ["group", "kind", "country", "women", "men", "total"]
        field_classes = {"country": CountryField}
        help_texts = {
            "women": _("Leave it empty where nobody counted."),
            "total": _("Everybody, also those whose sex was not counted."),
        }
