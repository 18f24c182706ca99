"""Forms of the register."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from accounts.forms import CountryField, OrganisationsField
from activities import uploads
from activities.models import Activity, Document, Outcome, Participation, Pillar, Project
from editing.forms import LinesField, TitlesField, VersionedForm
from editing.mistakes import MistakesAtFields
from editing.models import Versioned
from editing.versions import Stale

LARGEST_NUMBER = 999_999  # as many digits as an address takes


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%d", **kwargs)


class ProjectForm(MistakesAtFields, VersionedForm):
    """What the keepers of the register say of their project."""

    mended_at = {"project_starts_on_ends_on_in_order": "ends_on"}

    class Meta:
        model = Project
        fields = [
            "title",
            "other_titles",
            "contract_reference",
            "decision_reference",
            "instrument",
            "donor",
            "implementing_partners",
            "starts_on",
            "ends_on",
            "geographic_scope",
            "objectives",
            "funding_line",
        ]
        field_classes = {
            "other_titles": TitlesField,
            "implementing_partners": OrganisationsField,
            "kept_by": OrganisationsField,
            "shared_with": OrganisationsField,
        }
        help_texts = {
            "other_titles": _("One a line: language code, colon, title. zh-hans: 项目名称")
        }
        widgets = {"starts_on": DateInput, "ends_on": DateInput}


class ProjectAccessForm(ProjectForm):
    """For support staff: also the code, and whose people may read and write the register."""

    class Meta(ProjectForm.Meta):
        fields = ["code", *ProjectForm.Meta.fields, "kept_by", "shared_with"]


class NumberedForm(MistakesAtFields, VersionedForm):
    """A row with a number of its own within the project; a new one is offered the next number."""

    number = forms.IntegerField(label=_("Number"), min_value=1, max_value=LARGEST_NUMBER)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_new:
            taken = self._meta.model.everything.filter(project=self.instance.project)
            self.initial["number"] = (taken.aggregate(last=Max("number"))["last"] or 0) + 1


class PillarForm(NumberedForm):
    class Meta:
        model = Pillar
        fields = ["number", "title", "description"]


class OutcomeForm(NumberedForm):
    class Meta:
        model = Outcome
        fields = ["number", "text"]


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


class DocumentForm(NumberedForm):
    """All about a document but its file, which `FileForm` puts in place."""

    mended_at = {"document_file_or_link": "url"}

    class Meta:
        model = Document
        fields = [
            "number",
            "title",
            "type",
            "language",
            "confidentiality",
            "url",
            "issued_on",
            "author",
            "activity",
        ]
        widgets = {"issued_on": DateInput, "confidentiality": forms.RadioSelect}
        help_texts = {
            "language": _("By its code: en, fr, zh-hans."),
            "confidentiality": _(
                "Internal stays with those who keep the register. The other two are read by "
                "everybody it is shared with; public ones may be quoted to anybody."
            ),
        }

    url = forms.URLField(
        label=_("Link"), max_length=500, required=False, assume_scheme="https",
        validators=[URLValidator(["http", "https"])],
        help_text=_("Where it can be read, if it is not kept here."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["activity"].queryset = self.instance.project.activities.all()


class NewDocumentForm(DocumentForm):
    class Meta(DocumentForm.Meta):
        fields = [*DocumentForm.Meta.fields[:5], "file", *DocumentForm.Meta.fields[5:]]
        widgets = {**DocumentForm.Meta.widgets, "file": forms.FileInput}

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        return uploads.accepted(file) if file else file


class FileForm(MistakesAtFields, VersionedForm):
    """Puts a file in the place of what is kept of a document."""

    mended_at = {"document_file_or_link": "file"}

    class Meta:
        model = Document
        fields = ["file"]
        widgets = {"file": forms.FileInput}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].required = True

    def clean_file(self) -> Any:
        return uploads.accepted(self.cleaned_data["file"])

    def revise(self, fields: dict[str, Any], by: Any, base_version: int) -> Versioned:
        """Two files cannot be merged: whose page was stale is asked to look and choose again."""
        try:
            return super().revise(fields, by, base_version)
        except Stale as stale:
            self.data = self.data.copy()
            self.data["base_version"] = stale.row.version  # type: ignore[index] # a copy
            raise ValidationError(
                _(
                    "Somebody changed this document meanwhile. Look at it, then choose the file again."
                )
            ) from stale
