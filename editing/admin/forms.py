"""Forms of the admin: what every form does, and what was refused at the first try shown in place."""

from collections.abc import Iterable
from copy import deepcopy
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from editing import versions
from editing.forms import VersionedForm
from editing.models import Versioned
from editing.versions import Stale

# Fields that steer the form and say nothing about the row.
STEERING = ("base_version", "request_key", "change_reason")


class AdminForm(VersionedForm):
    """The form of a row on its own page."""

    # Refusals of the write path by form prefix, set for the page that answers them.
    refused: dict[str, Stale | ValidationError]
    # Links that linked rows have in common with this row (`VersionedAdmin.family`).
    family: tuple[str, ...]

    # Some rows have a field of their own that is called `reason`.
    reason = None
    opened_row = None  # the back office asks for rows by their keys
    change_reason = forms.CharField(
        label=_("Reason for the change"), max_length=500, required=False,
        widget=AdminTextInputWidget, help_text=_("Shown in the history."),
    )  # fmt: skip

    @cached_property
    def changed_data(self) -> list[str]:
        return [name for name in super().changed_data if name not in STEERING]

    def content(self) -> dict[str, Any]:
        names = {field.name for field in self.instance._meta.get_fields()}
        own = names - {self.instance._meta.pk.name}
        return {name: value for name, value in self.cleaned_data.items() if name in own}

    def revise(self, fields: dict[str, Any], by: Any, base_version: int) -> Versioned:
        return versions.revise(
            self.instance, base_version=base_version, fields=fields, by=by, reason=self.why
        )

    @property
    def why(self) -> str:
        return self.cleaned_data.get("change_reason", "")

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if "base_version" in self.errors:
            self.add_error(None, _("This form does not say what it was based on. Open it again."))
        for name, value in list(self.cleaned_data.items()):
            if strangers := [row for row in _rows(value) if not self._is_family(row)]:
                said = _("This belongs elsewhere: %(rows)s.")
                rows = ", ".join(map(str, strangers))
                self.add_error(name, ValidationError(said, params={"rows": rows}))
        if refusal := self.refused.get(self.prefix or ""):
            self._show(refusal)

    def _is_family(self, row: models.Model) -> bool:
        """Whether a linked row lies under the same parent as this one, or under none."""
        pairs = (
            (getattr(self.instance, f"{link}_id", None), getattr(row, f"{link}_id", None))
            for link in self.family
        )
        return all(ours == theirs for ours, theirs in pairs if ours and theirs)

    def _show(self, refusal: Stale | ValidationError) -> None:
        if isinstance(refusal, Stale):
            self.add_error(None, _stale_words(refusal))
            return
        for name, errors in _by_field(refusal).items():
            self.add_error(name if name in self.fields else None, errors)


class InlineForm(AdminForm):
    """The form of a row on its parent's page: every line carries the version it was opened on."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A table has the same columns for old and new lines.
        for name in ("base_version", "request_key"):
            self.fields.setdefault(name, deepcopy(self.base_fields[name]))
        del self.fields["change_reason"]


def _rows(value: Any) -> Iterable[models.Model]:
    if isinstance(value, models.QuerySet):
        return value
    return [value] if isinstance(value, models.Model) else []


def _by_field(error: ValidationError) -> dict[str, list]:
    return (
        error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.error_list}
    )


def _stale_words(stale: Stale) -> Any:
    if stale.row.deleted_at:
        return _("Somebody removed this meanwhile. What you wrote is kept.")
    if not stale.mine:
        return _("Somebody changed this meanwhile. Look again before you remove it.")
    return _("Somebody changed this meanwhile. Both texts are shown above; save what should stand.")
