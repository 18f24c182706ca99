"""Forms of who wrote the report, who was consulted and who takes part."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Organisation, User
from evaluations.forms.parts import NumberField, PartForm
from evaluations.models import Interview, Membership, TeamMember


def date_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class InterviewForm(PartForm):
    class Meta:
        model = Interview
        fields = [
            "number", "kind", "name", "position_title", "organisation", "organisation_name",
            "category", "held_on", "place", "people", "consent", "minutes",
        ]  # fmt: skip
        field_classes = {"number": NumberField, "people": NumberField}
        widgets = {"held_on": date_input()}
        help_texts = {
            "minutes": gettext_lazy("Only evaluators read this; it is never printed."),
            "consent": gettext_lazy("What the report may say about who this was."),
        }


class TeamMemberForm(PartForm):
    number_field = "position"
    lives_in_list = True

    class Meta:
        model = TeamMember
        fields = ["name", "role", "organisation", "position"]
        field_classes = {"position": NumberField}
        help_texts = {"position": gettext_lazy("The order on the cover.")}


class MembershipForm(PartForm):
    """A new member is named by e-mail address or as an organisation; both stay as they are later."""

    lives_in_list = True
    email = forms.EmailField(
        label=gettext_lazy("E-mail address of a person"), required=False,
        help_text=gettext_lazy("The person needs an account already."),
    )  # fmt: skip

    class Meta:
        model = Membership
        fields = ["email", "organisation", "role", "valid_from", "valid_until"]
        widgets = {"valid_from": date_input(), "valid_until": date_input()}
        labels = {"organisation": gettext_lazy("or everybody of an organisation")}

    field_order = ["email", "organisation", "role", "valid_from", "valid_until"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_new:
            self.fields["organisation"].queryset = Organisation.objects.visible_to(self.user)
        else:
            del self.fields["email"], self.fields["organisation"]

    def clean_email(self) -> str:
        """Finds the person; who manages an evaluation may invite anybody whose address they know."""
        email: str = self.cleaned_data["email"]
        self.instance.user = User.objects.filter(email__iexact=email).first() if email else None
        if email and self.instance.user is None:
            raise ValidationError(
                _("Nobody with this address has an account. Check it, or ask support to open one."),
                code="unknown",
            )
        return email

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if (
            self.is_new
            and "email" in cleaned
            and bool(cleaned["email"]) == bool(cleaned.get("organisation"))
        ):
            self.add_error("email", _("Name a person or an organisation, one of the two."))
        return cleaned

    def content(self) -> dict[str, Any]:
        person = {"user": self.instance.user} if self.is_new else {}
        return {**super().content(), **person}
