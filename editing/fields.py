"""Model fields that keep their promise whoever writes them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django_prose_editor.fields import ProseEditorField

from editing import richtext

EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Subscript": True,
    "Superscript": True,
    "HardBreak": True,
    "Heading": {"levels": [3, 4]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto"]},
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "Footnote": True,
    # People write long texts here: the browser may check their spelling.
    "NoSpellCheck": False,
}
# What the editor makes of no text at all.
EMPTY = "<p></p>"


def clean_or_say(value: str) -> str:
    """The text in the closed tag set, "" for an editor left empty. Raises ValidationError where that
    is not possible."""
    try:
        cleaned = richtext.clean(value)
    except richtext.TooMuch:
        raise ValidationError(
            _("This text is too long or too deeply nested. Split it into several parts.")
        ) from None
    return "" if cleaned == EMPTY else cleaned


class RichTextField(ProseEditorField):
    """HTML of the closed tag set, cleaned in `clean()` and once more on its way to the database."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("extensions", EXTENSIONS)
        kwargs.setdefault("sanitize", clean_or_say)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        if isinstance(value, str):
            value = richtext.clean(value)
        return super().get_db_prep_save(value, connection)
