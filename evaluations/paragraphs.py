"""The paragraphs of a part, as people point at them and suggest other words for them."""

from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any, Self

from django.core import signing

from editing import richtext
from editing.fields import RichTextField
from editing.placing import Placed, placed
from evaluations.models import Suggestion

SIGNER = signing.Signer(salt="evaluations.paragraphs")


@dataclass(frozen=True)
class Paragraph:
    """One paragraph, list or table of a rich field, as somebody saw it."""

    field: str
    position: int
    html: str

    @cached_property
    def words(self) -> str:
        return richtext.plain_text(self.html)

    @property
    def key(self) -> str:
        return f"{self.field}-{self.position}"

    def token(self, part: Any) -> str:
        """What a form sends to say which words it is about; signed, so that nobody puts others into
        the report's mouth."""
        return SIGNER.sign_object([part._meta.label_lower, part.pk, asdict(self)], compress=True)

    @classmethod
    def of_token(cls, token: str, part: Any) -> Self | None:
        try:
            label, key, fields = SIGNER.unsign_object(token)
        except (signing.BadSignature, ValueError):
            return None
        return cls(**fields) if [label, key] == [part._meta.label_lower, part.pk] else None


def paragraphs_of(part: Any) -> list[Paragraph]:
    """All that can be reworded in a part, in the order of reading."""
    fields = [f.name for f in part.content_fields() if isinstance(f, RichTextField)]
    found = (
        Paragraph(name, position, block)
        for name in fields
        for position, block in enumerate(richtext.blocks(getattr(part, name)))
    )
    return [paragraph for paragraph in found if paragraph.words]


def placed_now(suggestion: Suggestion, part: Any) -> Placed:
    """What the suggestion would make of the part as it stands."""
    if part is None or part.deleted_at:
        return Placed()
    text = getattr(part, suggestion.thread.field)
    return placed(text, suggestion.before, suggestion.after, suggestion.position)
