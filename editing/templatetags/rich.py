"""`{{ finding|rich:"text" }}`: a rich text as people read it."""

from django import template
from django.utils.safestring import SafeString

from editing.models import Versioned
from editing.references import as_words, shown

register = template.Library()


@register.filter
def rich(row: Versioned, name: str) -> SafeString:
    """With references as links where the view asked for them (`references.with_references`), as the
    words that were written elsewhere."""
    text, targets = getattr(row, name), getattr(row, "references", None)
    return as_words(text) if targets is None else shown(text, targets)
