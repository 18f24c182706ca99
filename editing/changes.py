"""What changed between two versions of a row, field by field, in people's words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from editing import diff
from editing.diff import Rest
from editing.fields import RichTextField
from editing.models import Versioned
from editing.words import Words

Content = dict[str, Any]


@dataclass(frozen=True)
class Change:
    """One field between two versions, as HTML with <ins> and <del>."""

    label: str
    html: SafeString | str


def changes_between(
    row: Versioned, before: Content, after: Content, user: Any, rest: Rest = Rest.COUNTED
) -> list[Change]:
    """In the order of the form, and as far as the person may see what is linked."""
    return changes(row, before, after, words_for(row, [before, after], user), rest)


def words_for(row: Versioned, contents: Iterable[Content], user: Any) -> Words:
    """What all these contents name, fetched at once."""
    contents, words = list(contents), Words(user)
    for field in _fields(row, {name for content in contents for name in content}):
        words.learn(field, [content.get(field.name) for content in contents])
    return words


def changes(
    row: Versioned, before: Content, after: Content, words: Words, rest: Rest = Rest.COUNTED
) -> list[Change]:
    """Only fields that the later content holds: a refused edit holds no more than its form did."""
    return [
        Change(
            words.label(field),
            _shown(field, before.get(field.name), after[field.name], words, rest),
        )
        for field in _fields(row, after)
        if (before.get(field.name) or "") != (after[field.name] or "")
    ]


def _fields(row: Versioned, names: Iterable[str]) -> list[Any]:
    """The model's fields among these names; a field that the model has no longer is passed over."""
    return [field for field in row.all_fields() if field.name in names]


def _shown(field: Any, before: Any, after: Any, words: Words, rest: Rest) -> SafeString | str:
    if isinstance(field, RichTextField):
        told = diff.changed_rich(before or "", after or "", rest)
    else:
        told = diff.changed(words.of(field, before), words.of(field, after), rest)
    return told or _("Only the formatting changed.")
