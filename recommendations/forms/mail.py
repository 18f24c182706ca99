from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from editing.forms import VersionedForm
from editing.mistakes import MistakesAtFields
from evaluations.models import Evaluation
from recommendations.following import evaluations_waiting_for


class MailForm(MistakesAtFields, VersionedForm):
    """When somebody is written to and who stands in for them."""

    mended_at = {
        "user_away_from_and_until": "away_until",
        "user_away_from_away_until_in_order": "away_until",
        "user_deputy_while_away": "away_from",
    }

    class Meta:
        model = User
        fields = list(User.MAIL_FIELDS)
        labels = {"mail_weekday": _("Day of the week")}
        help_texts = {"away_from": _("Holidays and other absences.")}
        widgets = {
            name: forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
            for name in ("away_from", "away_until")
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["reason"]
        self.fields["deputy"].queryset = User.objects.colleagues_of(self.instance)
        self.fields["deputy"].empty_label = _("Nobody")

    def clean_deputy(self) -> User | None:
        """A deputy is told only what they may see themselves; so who would miss some of it is no
        deputy."""
        deputy = self.cleaned_data["deputy"]
        if deputy and (
            closed := evaluations_waiting_for(self.instance).exclude(pk__in=seen_by(deputy))
        ):
            said = _("%(name)s cannot see what waits for you in: %(evaluations)s.")
            names = ", ".join(str(each) for each in closed)
            raise ValidationError(said % {"name": deputy, "evaluations": names})
        return deputy


def seen_by(person: User) -> Any:
    return Evaluation.objects.visible_to(person).values("pk")
