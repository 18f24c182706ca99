from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import CountryField, OrganisationsField
from activities.forms.parts import DateInput, NumberedForm, TimeInput
from activities.models import Activity, ActivitySession, Participation
from activities.models.activity import REPORT_TEXTS
from editing.forms import LinesField, VersionedForm
from editing.mistakes import MistakesAtFields
from editing.order import PARKED


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
            "opening_remarks",
            "final_findings",
            "challenges",
            "way_forward",
            "feedback",
            "language",
            "is_report_final",
        ]
        field_classes = {
            "topics": LinesField,
            "country": CountryField,
            "organisers": OrganisationsField,
        }
        help_texts = {
            "topics": _("One a line."),
            "experts": _("One a line: name, function, from where."),
            "key_observations": _("Of the activity as a whole; those of a session stand with it."),
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

    @property
    def is_report_open(self) -> bool:
        """Whether the fields of the summary report are in use, or one of them has a mistake."""
        return self.instance.is_gathering or any(
            self[name].value() or self[name].errors for name in REPORT_TEXTS[0:1] + REPORT_TEXTS[2:]
        )


class SessionForm(NumberedForm):
    """A point of the agenda; its number is that of its place there."""

    mended_at = {"activitysession_starts_at_ends_at_in_order": "ends_at"}
    siblings = "activity"

    number = forms.IntegerField(label=_("Number"), min_value=1, max_value=PARKED - 1)

    class Meta:
        model = ActivitySession
        fields = [
            "number",
            "title",
            "kind",
            "held_on",
            "starts_at",
            "ends_at",
            "speakers",
            "text",
            "key_observations",
        ]
        help_texts = {
            "speakers": _(
                "One a line: name, function, from where. Of a group discussion, who chaired it."
            ),
        }
        widgets = {"held_on": DateInput, "starts_at": TimeInput, "ends_at": TimeInput}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["speakers"].widget.attrs["rows"] = 3
        if self.is_new and self.instance.activity.starts_on:
            last = self.instance.activity.sessions.order_by("-number").first()
            self.initial["held_on"] = (last and last.held_on) or self.instance.activity.starts_on


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
