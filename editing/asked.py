"""What a filter was asked, in words."""

from typing import Any


def in_words(form: Any) -> list[tuple[str, str]]:
    """(label, value) of each field that is set in a bound form; no value for a ticked box."""
    cleaned = getattr(form, "cleaned_data", {})
    return [
        (str(field.label), spoken(field, cleaned.get(field.name))) for field in set_fields(form)
    ]


def set_fields(form: Any) -> list[Any]:
    return [field for field in form.visible_fields() if form.data.get(field.html_name)]


def spoken(field: Any, value: Any) -> str:
    """A filter's value in words: the label of a choice, names of rows, nothing for a ticked box."""
    choices = dict(getattr(field.field, "choices", ()) or ()) if not hasattr(value, "pk") else {}
    if value in (None, True):
        return ""
    if hasattr(value, "__iter__") and not isinstance(value, str):
        return ", ".join(str(choices.get(item, item)) for item in value)
    return str(choices.get(value, value))
