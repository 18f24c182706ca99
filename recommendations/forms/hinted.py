from typing import Any

from django.forms import BoundField

from recommendations.hints import OF, Hints


class HintedField(BoundField):
    """A field of a form that may have something to say beside it."""

    form: Any

    @property
    def is_hinted(self) -> bool:
        return self.name in OF[self.form.hinted_as][1]

    @property
    def hints(self) -> list[str]:
        return self.form.hints.get(self.name, [])


class Hinted:
    """A form with hints on what stands in it, kept up to date while one writes (`views.hints`)."""

    bound_field_class = HintedField
    # What the form is about, as `hints.OF` calls it.
    hinted_as: str

    @property
    def hints(self) -> Hints:
        asked: Any = self
        return OF[self.hinted_as][0]({box.name: box.value() for box in asked})
