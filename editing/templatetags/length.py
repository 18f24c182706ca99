"""`{% text_length field %}`: how long the text of a field is, and how long it may be."""

from dataclasses import dataclass
from typing import Any

from django import forms, template
from django_prose_editor.fields import ProseEditorFormField

from editing import limits
from editing.forms import LinesField, PairsField
from editing.richtext import LONGEST, characters, plain_text, words

register = template.Library()
SIGN = "#"


@dataclass(frozen=True)
class Line:
    """One count and its limit, in words, with a sign where scripts put the number they count."""

    unit: str
    shown: str
    one: str
    other: str
    most: int = 0
    complaint: str = ""
    complaint_one: str = ""
    complaint_other: str = ""


@register.inclusion_tag("components/form/length.html")
def text_length(field: Any) -> dict[str, Any]:
    """Nothing for a field that holds no running text."""
    is_text = isinstance(field.field.widget, forms.Textarea)
    if not is_text or isinstance(field.field, (LinesField, PairsField)):
        return {}
    is_rich = isinstance(field.field, ProseEditorFormField)
    value = str(field.value() or "")[:LONGEST]
    text = plain_text(value) if is_rich else value
    row = getattr(field.form, "instance", None)
    found = limits.of(row, field.name) if row is not None else []
    lines = [_limited(limit, text) for limit in found]
    if not any(limit.counts_words for limit in found):
        lines.insert(0, _counted(words(text)))
    return {"id": field.auto_id, "lines": lines, "is_rich": is_rich}


def _counted(count: int) -> Line:
    one, other = limits.number_of_words(SIGN, 1), limits.number_of_words(SIGN, 2)
    return Line("words", limits.number_of_words(count, count), one, other)


def _limited(limit: limits.Limit, text: str) -> Line:
    over, count = limit.over(text), words(text) if limit.counts_words else characters(text)
    pattern = limit.allowance(SIGN)
    return Line(
        unit="words" if limit.counts_words else "characters",
        shown=limit.allowance(count), one=pattern, other=pattern, most=limit.most_counted,
        complaint=limit.complaint(over, over) if over else "",
        complaint_one=limit.complaint(SIGN, 1), complaint_other=limit.complaint(SIGN, 2),
    )  # fmt: skip
