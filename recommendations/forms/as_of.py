from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class AsOfForm(forms.Form):
    """The day of which a paper tells; today where none is given."""

    as_of = forms.DateField(
        label=gettext_lazy("Status report as of"), required=False,
        help_text=gettext_lazy("How things stood at the end of that day; today where it is empty."),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )  # fmt: skip

    def clean_as_of(self) -> date:
        today: date = timezone.localdate()
        day: date = self.cleaned_data["as_of"] or today
        if day > today:
            raise ValidationError(_("This day has not come yet."))
        return day
