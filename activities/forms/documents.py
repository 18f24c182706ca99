from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from activities import uploads
from activities.forms.parts import DateInput, NumberedForm
from activities.models import Document
from editing.forms import VersionedForm
from editing.mistakes import MistakesAtFields
from editing.models import Versioned
from editing.versions import Stale


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
    box = "file"

    class Meta:
        model = Document
        fields = ["file"]
        widgets = {"file": forms.FileInput}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[self.box].required = True

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
                _("Somebody changed this meanwhile. Look at it, then choose the file again.")
            ) from stale
