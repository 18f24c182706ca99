"""Forms of versioned rows: they carry the version they were opened on, and save through one path."""

import json
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _

from editing import references, versions
from editing.models import Versioned

# The largest number that the column of a version holds.
LAST_VERSION = 2_147_483_647
LAST_KEY = 2**63 - 1


class VersionField(forms.IntegerField):
    """The version that a form was opened on; hidden, and never larger than its column."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"min_value": 1, "max_value": LAST_VERSION, **kwargs})


class VersionedForm(forms.ModelForm):
    """A model form whose `save_by(user)` revises or creates through `editing.versions`."""

    base_version = VersionField(required=False)
    # Addresses tell rows by their numbers: when the form comes back, another row may stand there.
    opened_row = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=1, max_value=LAST_KEY
    )
    request_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(
        label=_("Reason for the change"), max_length=500, required=False,
        help_text=_("Shown in the history."),
    )  # fmt: skip

    # What one must be allowed to do to the row to be shown the form of it and to save it.
    right = "change"

    # Content that the address decides, such as the evaluation of a new finding.
    fixed: dict[str, Any]

    def __init__(self, *args: Any, fixed: dict[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fixed = fixed or {}
        self.called = "" if self.is_new else str(self.instance)
        for name, value in self.fixed.items():
            setattr(self.instance, name, value)
        if self.is_new:
            self.initial.setdefault("request_key", uuid4())
            self._leave_out("reason", "base_version", "opened_row")
        else:
            self.initial["base_version"] = self.instance.version
            self.initial["opened_row"] = self.instance.pk
            self.fields["base_version"].required = True
            self._leave_out("request_key")
        references.offer_picker(self)

    def _leave_out(self, *names: str) -> None:
        """Takes steering fields out; a field of the model that is called the same stays."""
        for name in names:
            if name in self.declared_fields:
                self.fields.pop(name, None)

    @property
    def is_new(self) -> bool:
        return self.instance._state.adding

    @property
    def purpose(self) -> str:
        """What the form is for, as the heading of its page."""
        noun = self._meta.model._meta.verbose_name
        if self.is_new:
            return _("New %(noun)s") % {"noun": noun}
        return _("Edit %(noun)s %(row)s") % {"noun": noun, "row": self.called}

    def _get_validation_exclusions(self) -> set[str]:
        """Constraints see what the address decides, too, and that the row was not removed: most of
        them hold among living rows only, and Django skips one that asks for a field left out."""
        seen = {*self.fixed, "deleted_at"}
        return super()._get_validation_exclusions() - seen  # type: ignore[misc]

    def _clean_fields(self) -> None:
        super()._clean_fields()  # type: ignore[misc]
        if self.cleaned_data.get("opened_row") not in (None, self.instance.pk):
            self.add_error(None, _(
                "The numbers were changed while you wrote: this place belongs to another now. Nothing is "
                "saved. Copy what you wrote, and open the right one again."
            ))  # fmt: skip

    def say_nothing_yet(self) -> None:
        """A draft taken up again is shown as it was left, and judged when it is sent."""
        self.full_clean()
        self._errors = ErrorDict()

    def content(self) -> dict[str, Any]:
        """The cleaned fields of the model, without what only steers the form."""
        names = {field.name for field in self.instance._meta.get_fields()}
        return {name: value for name, value in self.cleaned_data.items() if name in names}

    def sent_before(self, user: Any) -> Versioned | None:
        """The row that this very form made when it was sent the first time. To be asked before the
        form is checked: the number in it is taken by now, by that row."""
        try:
            key = self.fields["request_key"].to_python(self["request_key"].data)
        except (KeyError, ValidationError):
            return None
        return versions.made_before(self._meta.model, key, user) if key else None

    def save_by(self, user: Any) -> Versioned:
        """Writes the row. Raises what `editing.versions` raises: Stale, PermissionDenied, ..."""
        fields = references.with_typed(self.instance, self.content(), user)
        if self.is_new:
            return self.create(fields | self.fixed, user, self.cleaned_data["request_key"])
        return self.revise(fields, user, self.cleaned_data["base_version"])

    def create(self, fields: dict[str, Any], by: Any, request_key: Any) -> Versioned:
        return versions.create(self._meta.model, fields=fields, by=by, request_key=request_key)

    def revise(self, fields: dict[str, Any], by: Any, base_version: int) -> Versioned:
        return versions.revise(
            self.instance, base_version=base_version, fields=fields, by=by,
            reason=self.cleaned_data.get("reason", ""), right=self.right,
        )  # fmt: skip

    def save(self, commit: bool = True) -> Versioned:
        """The admin asks for an unsaved row; nothing else may save past the write path."""
        if commit:
            raise TypeError("Save through save_by(user).")
        return self.instance


class ReasonForm(forms.Form):
    """The version that somebody saw when asking to remove a row or to bring something back."""

    base_version = VersionField()
    reason = forms.CharField(
        label=_("Reason"), max_length=500, required=False,
        help_text=_("Shown in the history."),
    )  # fmt: skip


class RowsField(forms.ModelMultipleChoiceField):
    """Rows to choose. A key that is larger than any column is refused like others that are not offered."""

    def clean(self, value: Any) -> Any:
        try:
            return super().clean(value)
        except OverflowError:
            raise ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice",
                params={"value": ", ".join(map(str, value))[:80]},
            ) from None  # fmt: skip


class LinesField(forms.CharField):
    """A list of texts, one a line, for JSON fields that hold a plain list."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        kwargs.pop("encoder", None), kwargs.pop("decoder", None)
        super().__init__(**kwargs)
        self.widget.attrs.setdefault("rows", 4)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        lines = (line.strip() for line in (super().to_python(value) or "").splitlines())
        return [line for line in lines if line]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (initial or []) != self.to_python(data)

    def validate(self, value: list[str]) -> None:
        if self.required and not value:
            raise ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value: list[str]) -> None:
        """Each line is a text of its own; the checks for one long text do not apply."""


class PairsField(forms.CharField):
    """Texts by a name, one a line as `name: text`, for JSON fields that hold a plain mapping."""

    widget = forms.Textarea
    how = _("Write each line as name, colon, text.")

    def __init__(self, **kwargs: Any) -> None:
        kwargs.pop("encoder", None), kwargs.pop("decoder", None)
        super().__init__(**kwargs)
        self.widget.attrs.setdefault("rows", 3)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, dict):
            return "\n".join(f"{name}: {text}" for name, text in value.items())
        return value

    def to_python(self, value: Any) -> dict[str, str]:  # type: ignore[override]
        pairs = {}
        for line in (super().to_python(value) or "").splitlines():
            name, colon, text = (part.strip() for part in line.partition(":"))
            if not line.strip():
                continue
            if not (colon and name and text):
                raise ValidationError(self.how)
            pairs[self.spelt(name)] = text
        return pairs

    def spelt(self, name: str) -> str:
        """The name as it is kept."""
        return name

    def has_changed(self, initial: Any, data: Any) -> bool:
        return json.dumps(initial or {}, sort_keys=True) != json.dumps(
            self.to_python(data), sort_keys=True
        )

    def validate(self, value: dict[str, str]) -> None:
        if self.required and not value:
            raise ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value: dict[str, str]) -> None:
        """Each text is short; the checks for one long text do not apply."""


class TitlesField(PairsField):
    """Titles by language, one a line as `zh-hans: title`."""

    how = _("Write each title as language, colon, title: fr: Projet.")

    def spelt(self, name: str) -> str:
        return name.lower()
