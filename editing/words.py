"""Stored values in people's words: labels for codes, names for keys, lines for lists."""

from collections.abc import Callable, Container, Iterable, Iterator
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models
from django.utils.translation import ngettext

from editing.models import Versioned

# Fields whose values name rows in words, such as pages by the name of a paper, and which of these names
# are open to a person.
NAMING: dict[str, Callable[[Any], Container[str]]] = {}


class Words:
    """Reads stored values out to one person; linked rows are named as far as that person may see
    them, and all of them where it is `None`, the system itself. Names are fetched in one query a
    model where `learn` is told beforehand."""

    def __init__(self, user: Any) -> None:
        self.user = user
        self.names: dict[type[models.Model], dict[int, str]] = {}
        self.asked: dict[type[models.Model], set[int]] = {}
        self.open_names: dict[str, Container[str]] = {}

    def of(self, field: Any, value: Any) -> str:
        """The value as text; empty for what is not filled in."""
        if value in (None, "", [], {}):
            return ""
        if field.is_relation:
            return self._named(field, value)
        if isinstance(value, list):
            return "\n".join(map(str, value))
        if isinstance(value, dict):
            return self._paired(field, value)
        return str(dict(field.flatchoices).get(value, value))

    @staticmethod
    def label(field: Any) -> str:
        name = str(field.verbose_name)
        return name[:1].upper() + name[1:]

    def learn(self, field: Any, values: Iterable[Any]) -> None:
        """Fetches the names of all these keys at once."""
        if field.is_relation:
            self._fetch(field.related_model, {key for value in values for key in _keys(value)})

    def _named(self, field: Any, value: Any) -> str:
        keys = _keys(value)
        self._fetch(field.related_model, set(keys))
        known = self.names[field.related_model]
        return _with_hidden([known[key] for key in keys if key in known], len(keys))

    def _paired(self, field: Any, value: dict[str, Any]) -> str:
        """Texts by a name, of which the names of unseen rows stay unseen."""
        name, told = str(field), value
        if name in NAMING and self.user is not None:
            if name not in self.open_names:
                self.open_names[name] = NAMING[name](self.user)
            told = {key: text for key, text in value.items() if key in self.open_names[name]}
        return _with_hidden([f"{key}: {text}" for key, text in told.items()], len(value))

    def _fetch(self, model: Any, keys: set[int]) -> None:
        missing = keys - self.asked.setdefault(model, set())
        names = self.names.setdefault(model, {})
        if missing:
            self.asked[model] |= missing
            names |= {row.pk: str(row) for row in self._open(model).filter(pk__in=missing)}

    def _open(self, model: Any) -> models.QuerySet:
        """Rows the person may see, removed ones among them; of people, the name alone is no secret."""
        if not issubclass(model, Versioned):  # kinds of rows, which are no secret
            return model._default_manager.all()
        rows = model.everything.all()
        if model is not get_user_model() and self.user is not None:
            rows = rows.visible_to(self.user)
        links = list(_links(model))
        return rows.select_related(*links) if links else rows


def _with_hidden(lines: list[str], count: int) -> str:
    """The lines of all that were counted, and how many are not among them."""
    if hidden := count - len(lines):
        said = ngettext("%(n)s that is not open to you", "%(n)s that are not open to you", hidden)
        lines = [*lines, said % {"n": hidden}]
    return "\n".join(lines)


def _links(model: Any) -> Iterator[str]:
    """The parents of a row and theirs: I 4.1.2 is called after both."""
    for field in model._meta.concrete_fields:
        if field.is_relation:
            yield field.name
            yield from (
                f"{field.name}__{above.name}"
                for above in field.related_model._meta.concrete_fields
                if above.is_relation and not above.null
            )


def _keys(value: Any) -> list[int]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
