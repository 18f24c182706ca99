"""What somebody wants written: cleaned, stored and compared the same way at every door."""

import json
from copy import copy
from typing import Any

from django.core.files import File
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.fields.files import FieldFile

from editing.fields import RichTextField, clean_or_say
from editing.links import writing_links
from editing.models import Versioned

Fields = dict[str, Any]
Links = dict[str, list]


def split(row: Versioned, fields: Fields) -> tuple[Fields, Links]:
    """Columns and links apart; rich text cleaned, a new file put into the storage."""
    many = {field.name for field in row._meta.many_to_many}
    plain = {name: _ready(row, name, value) for name, value in fields.items() if name not in many}
    return plain, {name: list(fields[name]) for name in many & fields.keys()}


def as_clean(row: models.Model, name: str, value: Any) -> Any:
    """The value as it may be kept, should `name` be a rich field of the row."""
    rich = {field.name for field in row._meta.fields if isinstance(field, RichTextField)}
    return clean_or_say(value) if name in rich and isinstance(value, str) else value


def _ready(row: Versioned, name: str, value: Any) -> Any:
    field = row._meta.get_field(name)
    if isinstance(field, RichTextField):
        return as_clean(row, name, value)
    if isinstance(field, models.FileField):
        return _stored_name(row, field, value)
    return value


def _stored_name(row: Versioned, field: models.FileField, value: Any) -> str:
    """An upload is stored before its row is written: a conditional update takes names, not files.
    False is how a form says that the file was taken away."""
    if isinstance(value, File) and not isinstance(value, FieldFile):
        name = field.generate_filename(row, value.name or "")
        return field.storage.save(name, value, max_length=field.max_length)
    return getattr(value, "name", value) or ""


def set_links(row: Versioned, links: Links) -> None:
    with writing_links():
        for name, rows in links.items():
            getattr(row, name).set(rows)


def as_it_would_be(row: Versioned, plain: Fields) -> Versioned:
    """An unsaved copy with the new values, for questions about them."""
    proposed = copy(row)
    for name, value in plain.items():
        setattr(proposed, name, value)
    return proposed


def same(row: Versioned, plain: Fields, links: Links) -> bool:
    """Whether the row already says all this."""
    if any(getattr(row, name) != value for name, value in plain.items()):
        return False
    said = row.snapshot() if links else {}
    return all(said[name] == sorted(map(_key, rows)) for name, rows in links.items())


def unchanged_since(base: Fields, mine: Fields) -> bool:
    """Whether somebody sent back just what the base version said to them."""
    return bool(base) and all(
        base.get(name) == (sorted(value) if isinstance(value, list) and _are_keys(value) else value)
        for name, value in as_stored(mine).items()
    )


def _are_keys(values: list) -> bool:
    return all(isinstance(value, int) for value in values)


def as_stored(fields: Fields) -> Fields:
    """The fields as JSON keeps them: keys for rows, names for files, ISO for dates."""
    content = {
        name: [_key(item) for item in value]
        if isinstance(value, (list, tuple, models.QuerySet))
        else _key(value)
        for name, value in fields.items()
    }
    return json.loads(json.dumps(content, cls=DjangoJSONEncoder, default=str))


def _key(value: Any) -> Any:
    return value.pk if isinstance(value, models.Model) else value
