from django.utils.translation import gettext_lazy as _

from accounts.forms import OrganisationsField
from activities.forms.parts import DateInput, NumberedForm
from activities.models import Outcome, Pillar, Project
from editing.forms import TitlesField, VersionedForm
from editing.mistakes import MistakesAtFields


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
            "house_style",
            "contact",
            "disclaimer",
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


class PillarForm(NumberedForm):
    class Meta:
        model = Pillar
        fields = ["number", "title", "description"]


class OutcomeForm(NumberedForm):
    class Meta:
        model = Outcome
        fields = ["number", "text"]
