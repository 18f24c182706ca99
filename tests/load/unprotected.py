"""The control: the application as it would be without versions, served by nobody but the tests.

A save loads the row, sets its fields and writes it back, the way a framework does by itself.
"""

from typing import Any

from django.db import models

from mmsp.wsgi import application

from editing import versions  # isort: skip  # can be imported once the application is set up

__all__ = ["application"]


def load_set_save(row: Any, *, fields: dict[str, Any], **_given: Any) -> Any:
    many = {field.name for field in row._meta.many_to_many}
    for name in fields.keys() - many:
        setattr(row, name, fields[name])
    models.Model.save(row)
    return row


versions.revise = load_set_save  # type: ignore[assignment]
