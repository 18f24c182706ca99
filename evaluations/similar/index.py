"""The words of every row that is looked for, written in the transaction that writes the row."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from editing.models import Versioned
from editing.versions import written
from evaluations.commentable import texts_of
from evaluations.models import IndexedText
from evaluations.similar.words import words_of

BATCH = 500


@dataclass(frozen=True)
class State:
    """What became of a row, in a few words with their tone."""

    label: str
    tone: str


Became = Callable[[list[Any], Any, date], dict[int, list[State]]]


@dataclass(frozen=True)
class Searched:
    """A kind of row by its word in addresses; `became` tells a person what had come of such rows by a
    day, by their keys."""

    key: str
    model: type[Versioned]
    became: Became

    @property
    def content_type(self) -> ContentType:
        return ContentType.objects.get_for_model(self.model)


SEARCHED: dict[str, Searched] = {}


def searched(key: str, model: type[Versioned], became: Became) -> None:
    """Lets rows of the model be found by what they say; their `evaluation` decides who finds them."""
    SEARCHED[key] = Searched(key, model, became)
    written.connect(_keep, sender=model, dispatch_uid=f"index-{key}")


def _keep(sender: type[Versioned], row: Any, **_signal: Any) -> None:
    place = {
        "content_type": ContentType.objects.get_for_model(sender), "object_id": row.pk
    }  # fmt: skip
    if row.deleted_at:
        IndexedText.objects.filter(**place).delete()
        return
    says = {"evaluation_id": row.evaluation_id, "words": indexed_words(row)}
    IndexedText.objects.update_or_create(**place, defaults=says)


def indexed_words(row: Any) -> str:
    """The words of all that people read in the row, with one space between two."""
    return " ".join(words_of("\n".join(texts_of(row).values())))


@transaction.atomic
def rebuild() -> int:
    """Makes the index anew from the rows as they stand; returns how many it holds."""
    IndexedText.objects.all().delete()
    for noun in SEARCHED.values():
        rows: Any = noun.model.objects
        _add(noun, rows.order_by("pk").iterator(BATCH))
    return IndexedText.objects.count()


def _add(noun: Searched, rows: Iterable[Any]) -> None:
    entries = (
        IndexedText(
            evaluation_id=row.evaluation_id, content_type=noun.content_type, object_id=row.pk,
            words=indexed_words(row),
        )
        for row in rows
    )  # fmt: skip
    IndexedText.objects.bulk_create(entries, batch_size=BATCH)
