from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from editing.forms import VersionedForm
from editing.mistakes import MistakesAtFields
from recommendations.actions import verify
from recommendations.models import Degree, KeyAction, Verification


class VerificationForm(MistakesAtFields, VersionedForm):
    """What the commissioning side found; it stands beside the owner's status."""

    mended_at = {"verification_says_what_is_missing": "comment"}

    is_adequate = forms.TypedChoiceField(
        label=_("Is what was done adequate?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    degree = forms.ChoiceField(
        label=_("Degree of implementation"), choices=Degree.choices, widget=forms.RadioSelect
    )

    class Meta:
        model = Verification
        fields = ["is_adequate", "degree", "comment"]
        widgets = {"comment": forms.Textarea(attrs={"rows": 4})}
        help_texts = {"comment": _("What you looked at. Needed where something is missing.")}

    def __init__(self, *args: Any, action: KeyAction, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.action = action

    def create(self, fields: dict[str, Any], by: Any, request_key: Any) -> Verification:
        said = {name: fields[name] for name in ("is_adequate", "degree", "comment")}
        return verify(action=self.action, fields=said, by=by, request_key=request_key)
