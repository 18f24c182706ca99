"""Broken promises of a model, said where a person can mend them."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms import ModelForm


class MistakesAtFields(ModelForm):
    """Shows what a constraint complains about at a field, not on top of the form.

    A number or name that is taken is said at the last field of its constraint; for the others,
    `mended_at` names the field by the name of the constraint.
    """

    mended_at: ClassVar[dict[str, str]] = {}

    def add_error(self, field: str | None, error: Any) -> None:
        if field is None and hasattr(error, "error_dict"):
            for name, errors in self._placed(error.error_dict):
                super().add_error(name, errors)
        else:
            super().add_error(field, error)

    def _placed(self, errors: dict[str, list[Any]]) -> Iterator[tuple[str | None, ValidationError]]:
        for name, complaints in errors.items():
            for complaint in complaints:
                place = self._place_of(complaint) if name == NON_FIELD_ERRORS else name
                yield place if place in self.fields else None, complaint

    def _place_of(self, complaint: ValidationError) -> str | None:
        """The field of the constraint that complains in these words."""
        for constraint in self.instance._meta.constraints:
            if complaint.message == constraint.violation_error_message:
                last = getattr(constraint, "fields", ())[-1:]
                return self.mended_at.get(constraint.name, *last or [None])
        return None
