from typing import Any

from django.db import models


class LowerEmailField(models.EmailField):
    """An e-mail address in small letters, as sign-in looks it up."""

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return value.lower() if isinstance(value, str) else value

    def get_prep_value(self, value: Any) -> Any:
        return self.to_python(super().get_prep_value(value))
