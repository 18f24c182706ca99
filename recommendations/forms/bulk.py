from collections.abc import Collection
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from editing.forms import RowsField
from recommendations.bulk import Report, Wish
from recommendations.forms.matrix import DATE
from recommendations.models import KeyAction, ProgressUpdate
from recommendations.status import MEANINGS, ActionStatus, moves_from
from recommendations.takers import takers

REPORT = (
    "status", "what_was_done", "evidence", "evidence_url", "next_step", "new_due_on", "date_reason",
)  # fmt: skip


def _most(name: str) -> int | None:
    return ProgressUpdate._meta.get_field(name).max_length  # type: ignore[union-attr]


class WishForm(forms.Form):
    """What is to become of several actions. `agreed` is the plan that the person has seen of it."""

    request_key = forms.UUIDField(widget=forms.HiddenInput)
    agreed = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("request_key", uuid4())

    @property
    def wish(self) -> Wish:
        """Of a form that is valid."""
        raise NotImplementedError


class BulkForm(WishForm):
    """One report for several actions, another person to hold them, or both."""

    status = forms.ChoiceField(label=_("Status"), required=False)
    what_was_done = forms.CharField(
        label=_("What was done"), required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The same words go into the log of each action."),
    )  # fmt: skip
    evidence = forms.CharField(
        label=_("Evidence"), required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What proves it. Files, documents and activities are added action by action."),
    )  # fmt: skip
    evidence_url = forms.URLField(
        label=_("Link to evidence"), required=False, max_length=500, assume_scheme="https"
    )
    next_step = forms.CharField(
        label=_("Next step"), required=False, max_length=_most("next_step"),
        help_text=_("What comes next, and by when."),
    )  # fmt: skip
    new_due_on = forms.DateField(
        label=_("New date"), required=False, widget=DATE,
        help_text=_("The first promised date stays; delay is counted against it."),
    )  # fmt: skip
    date_reason = forms.CharField(
        label=_("Reason for the new date"), required=False, max_length=_most("date_reason")
    )
    to = RowsField(queryset=User.objects.none(), required=False)

    def __init__(
        self, *args: Any, actions: Collection[KeyAction], user: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.actions = actions
        self.fields["status"].choices = _statuses(actions)
        rows = KeyAction.objects.filter(pk__in=[each.pk for each in actions])
        self.fields["to"] = PersonField(
            label=_("Responsible person"), queryset=takers(user, rows), required=False,
            empty_label=_("As it is"),
        )  # fmt: skip

    @property
    def shows_proof(self) -> bool:
        return self._is_touched("evidence", "evidence_url")

    @property
    def shows_date(self) -> bool:
        return self._is_touched("new_due_on", "date_reason")

    def _is_touched(self, *names: str) -> bool:
        return any(self[name].value() or self[name].errors for name in names)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            self._require_something(cleaned)
        return cleaned

    def _require_something(self, said: dict[str, Any]) -> None:
        report = self._report(said)
        if not report and not said["to"]:
            self.add_error(None, _("Say what is to change."))
        elif report and not report.what_was_done and self._needs_words(report):
            self.add_error("what_was_done", _("Say what was done, or why."))

    def _needs_words(self, report: Report) -> bool:
        statuses = {report.status or each.status for each in self.actions}
        return any(MEANINGS[ActionStatus(each)].needs_words for each in statuses)

    @staticmethod
    def _report(said: dict[str, Any]) -> Report:
        return Report(**{name: said[name] for name in REPORT})

    @property
    def wish(self) -> Wish:
        return Wish(self._report(self.cleaned_data), to=self.cleaned_data["to"])


class HandOverForm(WishForm):
    """What the next person should know; whose actions and which of them the page knows."""

    note = forms.CharField(
        label=_("What %(who)s should know"), widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Goes into the log of each action, dated and in your name."),
    )  # fmt: skip

    def __init__(self, *args: Any, to: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.to = to
        self.fields["note"].label = _("What %(who)s should know") % {"who": to}

    @property
    def wish(self) -> Wish:
        return Wish(to=self.to, note=self.cleaned_data["note"])


class PersonField(forms.ModelChoiceField):
    """One person; a key that is larger than any column is refused like others that are not offered."""

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except OverflowError:
            raise forms.ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice",
                params={"value": str(value)[:80]},
            ) from None  # fmt: skip


class HandsForm(forms.Form):
    """From whose hands into whose."""

    holder = PersonField(label=_("Actions of"), queryset=User.objects.none())
    to = PersonField(label=_("Go to"), queryset=User.objects.none(), empty_label=_("Choose"))

    def __init__(self, *args: Any, actions: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = takers(user, actions)
        holders = User.objects.filter(pk__in=actions.values("responsible_person"))
        self.fields["holder"].queryset = holders
        self.fields["holder"].empty_label = None
        self.fields["to"].queryset = people

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("to") and cleaned.get("to") == cleaned.get("holder"):
            self.add_error("to", _("Choose somebody else."))
        return cleaned


def _statuses(actions: Collection[KeyAction]) -> list[tuple[str, Any]]:
    """Where at least one of the actions may go. What waits for money says how much, each for itself."""
    moves = {move for action in actions for move in moves_from(action.status)}
    offered = [each for each in ActionStatus if each in moves and not MEANINGS[each].needs_amount]
    return [("", _("As it is")), *((each.value, each.label) for each in offered)]
