from typing import Any
from uuid import UUID

from django import forms
from django.core.validators import URLValidator
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from activities import uploads
from activities.actions import open_newsletter
from activities.forms.documents import FileForm
from activities.forms.parts import DateInput, NumberedForm
from activities.models import Document, ItemKind, Newsletter, NewsletterItem
from editing.forms import VersionedForm
from editing.mistakes import MistakesAtFields
from editing.models import Versioned


class NewsletterForm(NumberedForm):
    mended_at = {"newsletter_period_from_period_to_in_order": "period_to"}

    class Meta:
        model = Newsletter
        fields = [
            "number",
            "title",
            "language",
            "issued_on",
            "period_from",
            "period_to",
            "foreword",
            "foreword_by",
        ]
        labels = {"period_from": _("Period from"), "period_to": _("Period until")}
        widgets = {"issued_on": DateInput, "period_from": DateInput, "period_to": DateInput}

    def create(self, fields: dict[str, Any], by: Any, request_key: UUID) -> Versioned:
        return open_newsletter(fields=fields, by=by, request_key=request_key)


# What the form of each kind asks for besides its words and its picture.
ABOUT = {
    ItemKind.STORY: ("activity",),
    ItemKind.STUDY: ("document",),
    ItemKind.NOTICE: ("url",),
    ItemKind.PICTURE: (),
}
WORDS = ("heading", "text")
ABOUT_PICTURE = ("picture_alt", "picture_caption", "picture_credit")


class ItemForm(MistakesAtFields, VersionedForm):
    """An item without its picture file, which `PictureForm` puts in place."""

    mended_at = {
        "newsletter_story_has_activity": "activity",
        "newsletter_study_has_document": "document",
        "newsletter_notice_has_heading": "heading",
        "newsletter_picture_has_file": "picture",
        "newsletter_picture_has_words": "picture_alt",
    }

    class Meta:
        model = NewsletterItem
        fields = ["activity", "document", *WORDS, "url", *ABOUT_PICTURE]
        help_texts = {"heading": _("Leave it empty to use the title of what it tells of.")}

    url = forms.URLField(
        label=_("Link"), max_length=500, required=False, assume_scheme="https",
        validators=[URLValidator(["http", "https"])],
    )  # fmt: skip

    without_picture = forms.BooleanField(label=_("Take the picture away"), required=False)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        item = self.instance
        for name in {"activity", "document", "url"} - set(ABOUT[ItemKind(item.kind)]):
            del self.fields[name]
        project = item.newsletter.project
        for name, rows in (
            ("activity", project.activities.all()),
            ("document", Document.objects.visible_to(user).filter(project=project)),
        ):
            if name in self.fields:
                self.fields[name].queryset = rows
                self.fields[name].required = True
        if item.kind == ItemKind.PICTURE:
            del self.fields["heading"], self.fields["text"]
        if item.kind == ItemKind.PICTURE or not item.picture:
            del self.fields["without_picture"]
        if not (self.is_new or item.picture):
            for name in ABOUT_PICTURE:
                del self.fields[name]

    def content(self) -> dict[str, Any]:
        gone = {"picture": False} if self.cleaned_data.get("without_picture") else {}
        return super().content() | gone


class NewItemForm(ItemForm):
    """An item with its picture; it goes below the others."""

    class Meta(ItemForm.Meta):
        fields = [*ItemForm.Meta.fields[:5], "picture", *ABOUT_PICTURE]
        widgets = {"picture": forms.FileInput}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.kind == ItemKind.PICTURE:
            for name, message in (
                ("picture", _("Choose the picture.")),
                ("picture_alt", _("Say what the picture shows, for who cannot see it.")),
            ):
                self.fields[name].required = True
                self.fields[name].error_messages["required"] = message

    def clean_picture(self) -> Any:
        file = self.cleaned_data["picture"]
        return uploads.accepted_picture(file) if file else file

    def create(self, fields: dict[str, Any], by: Any, request_key: UUID) -> Versioned:
        taken = NewsletterItem.everything.filter(newsletter=self.instance.newsletter)
        last = taken.aggregate(last=Max("number"))["last"] or 0
        return super().create({**fields, "number": last + 1}, by, request_key)


class PictureForm(FileForm):
    """Puts a picture in the place of the one that is kept, or the first one, with its words."""

    mended_at = {"newsletter_picture_has_words": "picture_alt"}
    box = "picture"

    class Meta:
        model = NewsletterItem
        fields = ["picture", *ABOUT_PICTURE]
        widgets = {"picture": forms.FileInput}

    def clean_picture(self) -> Any:
        return uploads.accepted_picture(self.cleaned_data["picture"])
