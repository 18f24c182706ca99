"""Model fields that keep their promise whoever writes them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django_prose_editor.fields import ProseEditorField

from editing import richtext

# The tools of the editor in their order, and how each is called.
MENU = [
    "blockType -lists", "lists", "nodes -blockType -lists", "marks", "link", "table", "history",
]  # fmt: skip
TOOLS = {
    "heading3": _("Heading"),
    "heading4": _("Smaller heading"),
    "paragraph": _("Paragraph"),
    "bulletList": _("List with bullets"),
    "orderedList": _("Numbered list"),
    "orderedListProperties": _("Numbering"),
    "blockquote": _("Quotation"),
    "footnote": _("Footnote"),
    "bold": _("Bold (Ctrl+B)"),
    "italic": _("Italic (Ctrl+I)"),
    "subscript": _("Subscript (Ctrl+,)"),
    "superscript": _("Superscript (Ctrl+.)"),
    "link": _("Link (Ctrl+K)"),
    "unlink": _("Remove the link"),
    "table": _("Insert a table"),
    "table:addColumnAfter": _("Add a column"),
    "table:deleteColumn": _("Delete the column"),
    "table:addRowAfter": _("Add a row"),
    "table:deleteRow": _("Delete the row"),
    "table:mergeCells": _("Merge cells"),
    "table:splitCell": _("Split the cell"),
    "table:toggleHeaderCell": _("Heading cell"),
    "table:deleteTable": _("Delete the table"),
    "history:undo": _("Undo (Ctrl+Z)"),
    "history:redo": _("Redo (Ctrl+Y)"),
}
TOGGLES = [
    "heading3", "heading4", "paragraph", "orderedList", "blockquote", "bold", "italic", "subscript",
    "superscript",
]  # fmt: skip

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
    "Paste": {
        "longest": richtext.LONGEST,
        "pictures": {
            "one": _("1 picture was left out. Reports keep text alone."),
            "other": _("# pictures were left out. Reports keep text alone."),
        },
        "too_long": _("This is too long to be pasted at once. Paste it in several parts."),
    },
    "CrossReference": {
        "words": {
            "title": _("Cross-reference"),
            "search": _("Search by number or words"),
            "list": _("Refer to"),
            "none": _("Nothing is called so."),
            "insert": _("Insert"),
            "cancel": _("Cancel"),
            "unknown": _("This reference leads to nothing that is open to you."),
        }
    },
    "Menu": {"groups": [{"group": group} for group in MENU]},
    "Toolbar": {
        "label": _("Tools for the text"),
        "keys": _("Alt and F10 lead to the tools. Escape, then Tab leaves the text."),
        "names": TOOLS,
        "toggles": TOGGLES,
    },
    # People write long texts here: the browser may check their spelling.
    "NoSpellCheck": False,
}
# What the editor makes of no text at all.
EMPTY = "<p></p>"


def clean_or_say(value: str) -> str:
    """The text in the closed tag set, "" for an editor left empty. Raises ValidationError where that
    is not possible."""
    try:
        cleaned = richtext.typed(richtext.clean(value))
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
