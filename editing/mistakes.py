"""Broken promises of a model, said where a person can mend them."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db.models import BaseConstraint
from django.forms import ModelForm


class MistakesAtFields(ModelForm):
    """Asks every constraint and shows its complaint at a field, not on top of the form.

    A number or name that is taken is said at the last field of its constraint; for the others,
    `mended_at` names the field by the name of the constraint.
    """

    mended_at: ClassVar[dict[str, str]] = {}

    def validate_constraints(self) -> None:
        for constraint in self.instance._meta.constraints:
            try:
                constraint.validate(type(self.instance), self.instance, exclude=set(self.errors))
            except ValidationError as error:
                self.add_error(self._field_of(constraint), error)

    def _field_of(self, constraint: BaseConstraint) -> str | None:
        last: Any = getattr(constraint, "fields", ())[-1:]
        name = self.mended_at.get(constraint.name, *last or [None])
        return name if name in self.fields else None
