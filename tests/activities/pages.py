"""What a browser does with a form: opens it, changes a little, sends it back."""

from typing import Any

from django.db.models.fields.files import FieldFile
from django.test import Client


def shown(browser: Client, address: str) -> dict[str, Any]:
    """The fields as the page shows them; a file has to be chosen each time."""
    form = browser.get(address).context["form"]
    values = {field.html_name: field.field.prepare_value(field.value()) for field in form}
    return {
        name: value
        for name, value in values.items()
        if value is not None and not isinstance(value, FieldFile)
    }


def fill(browser: Client, address: str, **changes: Any) -> Any:
    """Posts the form as it is shown, with some fields changed."""
    return browser.post(address, {**shown(browser, address), **changes})
