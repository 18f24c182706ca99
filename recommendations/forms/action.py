from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from editing.forms import VersionedForm
from recommendations.actions import save_action
from recommendations.forms.hinted import Hinted
from recommendations.forms.matrix import DATE
from recommendations.models import Funding, KeyAction, ManagementResponse, NoDateReason


class ActionForm(Hinted, VersionedForm):
    """What is done, by whom and by when; a date, or honestly why there is none."""

    hinted_as = "action"

    class Meta:
        model = KeyAction
        fields = [
            "text", "responsible_units", "responsible_person", "due_on", "no_date_reason",
            "no_date_note", "cost", "funding",
        ]  # fmt: skip
        widgets = {"due_on": DATE, "text": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, response: ManagementResponse, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.response = response
        self.fields["responsible_person"].queryset = self._people(user)
        self.fields["responsible_person"].empty_label = _("Nobody yet")
        self.fields["funding"].choices = [("", _("Not known yet")), *Funding.choices]
        self.fields["no_date_reason"].choices = [("", _("There is a date")), *NoDateReason.choices]
        if not self.is_new:
            self.fields["reason"].help_text = _("Needed when the date changes.")

    def _people(self, user: Any) -> Any:
        """Colleagues of the answering organisation, and whoever holds the action already."""
        colleagues = User.objects.visible_to(user).filter(
            organisation=self.response.matrix.organisation, is_active=True
        )
        holder = Q(pk=self.instance.responsible_person_id)
        return User.objects.filter(Q(pk__in=colleagues.values("pk")) | holder)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "due_on" in cleaned and "no_date_reason" in cleaned:
            self._require_date_or_reason(cleaned)
        if self._moves_a_date() and not cleaned.get("reason"):
            self.add_error("reason", _("Say why the date changes."))
        return cleaned

    def _moves_a_date(self) -> bool:
        return bool(self.initial.get("due_on")) and "due_on" in self.changed_data

    def _require_date_or_reason(self, cleaned: dict[str, Any]) -> None:
        if not cleaned["due_on"] and not cleaned["no_date_reason"]:
            self.add_error("due_on", _("Give a date, or say why there is none."))
        elif cleaned["due_on"] and cleaned["no_date_reason"]:
            self.add_error("no_date_reason", _("There is a date, so no reason is needed."))

    def create(self, fields: dict[str, Any], by: Any, request_key: Any) -> KeyAction:
        return save_action(
            action=None, response=self.response, fields=fields, by=by, request_key=request_key
        )

    def revise(self, fields: dict[str, Any], by: Any, base_version: int) -> KeyAction:
        return save_action(
            action=self.instance, response=self.response, fields=fields, by=by,
            base_version=base_version, reason=self.cleaned_data["reason"],
        )  # fmt: skip
