from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from activities.models import Confidentiality
from editing.forms import VersionedForm
from evaluations.models import Unpublished
from mmsp.publication.hashing import LARGEST, HashedFile
from mmsp.publication.recipes import Offer

SHA256_LENGTH, CODE_LENGTH = 64, 16


class ProposalForm(forms.Form):
    """Which paper, and for whom."""

    product = forms.ChoiceField(label=_("Paper"))
    audience = forms.ChoiceField(
        label=_("For"), choices=Confidentiality.choices, initial=Confidentiality.PUBLIC,
        widget=forms.RadioSelect,
        help_text=_(
            "Public: everybody, in the register, without names of people who did not agree and "
            "without papers that are not public. Restricted: those with a role. Internal: managers "
            "and evaluators."
        ),
    )  # fmt: skip
    request_key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)

    def __init__(self, offers: Iterable[Offer], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["product"].choices = [(each.place, each.label) for each in offers]  # type: ignore[attr-defined]


class VerifyForm(forms.Form):
    """A file, of which only the hash is taken, or a hash or code that somebody knows."""

    file = forms.FileField(
        label=_("File"), required=False, allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf,.docx,.xlsx"}),
        help_text=_("It is read once to work out its hash, and kept nowhere. Up to 60 MB."),
    )  # fmt: skip
    hash = forms.CharField(
        label=_("Or its SHA-256, or the code at the foot of its pages"), required=False,
        max_length=200, widget=forms.TextInput(attrs={"spellcheck": "false", "class": "mono"}),
    )  # fmt: skip

    def clean_file(self) -> HashedFile | None:
        file: HashedFile | None = self.cleaned_data["file"]
        if file and file.is_too_big:
            limit = LARGEST // 1_000_000
            raise ValidationError(
                _("This file is larger than %(limit)s MB. No file of ours is.") % {"limit": limit}
            )
        return file

    def clean_hash(self) -> str:
        """Without what people put between its digits."""
        typed = "".join(self.cleaned_data["hash"].replace(":", "").split()).lower()
        is_hash = len(typed) in (SHA256_LENGTH, CODE_LENGTH) and set(typed) <= set(
            "0123456789abcdef"
        )
        if typed and not is_hash:
            raise ValidationError(
                _("A SHA-256 has 64 letters and digits from 0 to 9 and a to f, a code has 16.")
            )
        return typed

    def clean(self) -> dict:
        known = super().clean() or self.cleaned_data
        if not self.errors and not (known["file"] or known["hash"]):
            raise ValidationError(_("Choose a file, or give a hash or code."))
        return known


class UnpublishedForm(VersionedForm):
    """Why a final report is not there, and whether everybody reads so."""

    class Meta:
        model = Unpublished
        fields = ["cause", "explanation", "is_announced", "title", "year"]
