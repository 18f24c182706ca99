"""What several forms of the register share."""

from typing import Any

from django import forms
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from editing.constraints import LARGEST_NUMBER
from editing.forms import VersionedForm
from editing.mistakes import MistakesAtFields


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%d", **kwargs)


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%H:%M", **kwargs)


class NumberedForm(MistakesAtFields, VersionedForm):
    """A row with a number of its own within the project, or within what else `siblings` names; a new
    one is offered the next number."""

    siblings = "project"

    number = forms.IntegerField(label=_("Number"), min_value=1, max_value=LARGEST_NUMBER)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_new:
            among = {self.siblings: getattr(self.instance, self.siblings)}
            taken = self._meta.model.everything.filter(**among)
            self.initial["number"] = (taken.aggregate(last=Max("number"))["last"] or 0) + 1
