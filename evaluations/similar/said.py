"""What was said before, with what became of it, as pages and forms show it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.text import capfirst

from editing.richtext import plain_text
from evaluations.commentable import texts_of
from evaluations.similar.index import SEARCHED, Searched, State
from evaluations.similar.lookup import Likeness, similar_to_each

SHOWN = 5


@dataclass(frozen=True)
class Said:
    """A row that says something alike. `is_same` where it is as good as the same text."""

    row: Any
    noun: str
    is_same: bool
    became: list[State] = field(default_factory=list)

    @property
    def kind(self) -> str:
        return str(capfirst(self.row._meta.verbose_name))

    @property
    def begins(self) -> str:
        return plain_text(self.row.text)


def said_before(text: str, user: Any, *, on: date, but: Any = None) -> list[Said]:
    """What was said before that is like a plain text, best first; `but` is the row that says it now."""
    return _said([text], [but], user, on)[0]


def like_row(row: Any, user: Any, *, on: date) -> list[Said]:
    """What other rows say that is like this one."""
    return said_before(words_in(row), user, on=on, but=row)


def repeated_in(rows: Sequence[Any], user: Any, *, on: date) -> dict[int, list[Said]]:
    """For rows of one kind, by their keys, what rows of that kind in other evaluations said before in
    as good as the same words; rows that are new are left out."""
    found = _said([words_in(row) for row in rows], rows, user, on)
    same = {row.pk: _elsewhere(row, said) for row, said in zip(rows, found, strict=True)}
    return {key: said for key, said in same.items() if said}


def look_url(row: Any) -> str:
    """Where the form of a row, also of one that is only begun, looks for what was said before."""
    noun = next(noun.key for noun in SEARCHED.values() if isinstance(row, noun.model))
    address = reverse("evaluations:said-before", args=[row.evaluation.slug, noun])
    return f"{address}?own={row.number}" if row.pk else address


def words_in(row: Any) -> str:
    return "\n".join(texts_of(row).values())


def _elsewhere(row: Any, said: list[Said]) -> list[Said]:
    return [
        each for each in said
        if each.is_same and type(each.row) is type(row)
        and each.row.evaluation_id != row.evaluation_id
    ]  # fmt: skip


def _said(texts: list[str], but: Sequence[Any], user: Any, on: date) -> list[list[Said]]:
    found = similar_to_each(texts, user, limit=SHOWN + 1)
    rows = _rows({each for alike in found for each in alike}, user, on)
    return [
        [rows[each] for each in alike if each in rows and rows[each].row != own][:SHOWN]
        for alike, own in zip(found, but, strict=True)
    ]


def _rows(found: set[Likeness], user: Any, on: date) -> dict[Likeness, Said]:
    """The rows behind what was found, with what became of them; one query a kind, and what it asks."""
    wanted: dict[int, list[Likeness]] = defaultdict(list)
    for each in found:
        wanted[each.content_type_id].append(each)
    shown: dict[Likeness, Said] = {}
    for noun in SEARCHED.values():
        shown |= _of_kind(noun, wanted[noun.content_type.pk], user, on)
    return shown


def _of_kind(noun: Searched, found: list[Likeness], user: Any, on: date) -> dict[Likeness, Said]:
    if not found:
        return {}
    visible: Any = noun.model.objects
    rows = visible.visible_to(user).filter(pk__in={each.object_id for each in found})
    by_key = {row.pk: row for row in rows.select_related("evaluation")}
    became = noun.became(list(by_key.values()), user, on)
    same = settings.SAME_TEXT_PERCENT / 100
    return {
        each: Said(row, noun.key, each.shared >= same, became.get(row.pk, []))
        for each in found
        if (row := by_key.get(each.object_id))
    }
