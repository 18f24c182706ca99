"""What can be commented on: the parts of a report, each floor naming its own."""

from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models

from editing.fields import RichTextField
from editing.models import Versioned
from editing.richtext import plain_text
from evaluations.anchors import Passage, found, quoted


@dataclass(frozen=True)
class Noun:
    """A kind of part by the word in addresses; `place` is the field that people know it by."""

    key: str
    model: type[Versioned]
    place: str = "number"


NOUNS: dict[str, Noun] = {}


def commentable(key: str, model: type[Versioned], place: str = "number") -> None:
    """Lets comments be anchored to rows of the model."""
    NOUNS[key] = Noun(key, model, place)


def noun_of(row: Any) -> Noun | None:
    return next((noun for noun in NOUNS.values() if isinstance(row, noun.model)), None)


def content_types(*keys: str) -> list[ContentType]:
    """The kinds of rows behind these words."""
    return [ContentType.objects.get_for_model(NOUNS[key].model) for key in keys]


def texts_of(row: Any) -> dict[str, str]:
    """The words that people read in a part, by field, free of layout."""
    written = [
        field for field in row.content_fields()
        if isinstance(field, (models.CharField, models.TextField)) and not field.choices
    ]  # fmt: skip
    return {
        field.name: plain_text(value) if isinstance(field, RichTextField) else value
        for field in written
        if (value := getattr(row, field.name))
    }


def passage_in(row: Any, quote: str) -> tuple[str, Passage] | None:
    """The field of the part in which the passage stands, and the passage as it stands there."""
    for name, text in texts_of(row).items():
        if passage := quoted(text, quote):
            return name, passage
    return None


def reads_now(row: Any, thread: Any) -> str | None:
    """The passage of a thread as its part has it now; None when it is gone."""
    if row is None or row.deleted_at:
        return None
    passage = Passage(thread.quote, thread.prefix, thread.suffix)
    return found(texts_of(row).get(thread.field, ""), passage)
