"""Forms of a conversation: a new thread, a reply, other words for one's own comment, the answer."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editing.fields import clean_or_say
from editing.forms import VersionedForm, VersionField
from editing.richtext import is_same
from evaluations.commentable import passage_in
from evaluations.comments import add_comment, answer_thread, open_thread
from evaluations.models import Comment, CommentThread, Outcome, Suggestion
from evaluations.paragraphs import Paragraph
from evaluations.suggestions import suggest
from evaluations.talk import members_of, mentioned_in

LONGEST_COMMENT = 10_000
LONGEST_PASSAGE = 2_000


class TalkForm(VersionedForm):
    """What forms with a comment in them share: whom one can mention in it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members = [person.name for person in members_of(self.evaluation) if person.name]
        self.fields["text"] = forms.CharField(
            label=_("Comment"), max_length=LONGEST_COMMENT,
            widget=forms.Textarea(attrs={"rows": 5, "data-mentions": ""}),
            help_text=_("To tell a member of the evaluation, write @ and the name."),
        )  # fmt: skip
        self.members = members

    @property
    def evaluation(self) -> Any:
        raise NotImplementedError

    @property
    def back(self) -> str:
        return self.instance.get_absolute_url()


class ThreadForm(TalkForm):
    """A new thread about the part in `fixed`, with the passage that it is about, if any."""

    quote = forms.CharField(
        label=gettext_lazy("Passage"), max_length=LONGEST_PASSAGE, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("The words you speak of, copied from the text; leave it empty to "
                               "speak of the whole."),
    )  # fmt: skip

    class Meta:
        model = CommentThread
        fields: list[str] = []

    field_order = ["quote", "text"]

    @property
    def evaluation(self) -> Any:
        return self.fixed["evaluation"]

    @property
    def back(self) -> str:
        return self.fixed["about"].get_absolute_url()

    @property
    def purpose(self) -> str:
        return _("Comment on %(part)s") % {"part": self.fixed["about"]}

    def clean_quote(self) -> str:
        quote: str = self.cleaned_data["quote"]
        if quote and not passage_in(self.fixed["about"], quote):
            raise ValidationError(
                _("These words do not stand in the text. Copy the passage from it, or leave this "
                  "empty."), code="not_there",
            )  # fmt: skip
        return quote

    def create(self, fields: dict[str, Any], by: Any, request_key: Any) -> CommentThread:
        return open_thread(
            **self.fixed, quote=self.cleaned_data["quote"], text=self.cleaned_data["text"], by=by,
            request_key=request_key,
        )  # fmt: skip


class SuggestionForm(TalkForm):
    """Other words for one paragraph of the part in `fixed`."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    after = Suggestion._meta.get_field("after").formfield()

    class Meta:
        model = CommentThread
        fields: list[str] = []

    field_order = ["after", "text"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["after"].help_text = _(
            "Change the words as they should read; leave nothing to propose that the paragraph goes."
        )
        self.fields["text"].label, self.fields["text"].required = _("Why"), False
        self.fields["text"].help_text = _(
            "To tell a member of the evaluation, write @ and the name."
        )

    @property
    def evaluation(self) -> Any:
        return self.fixed["evaluation"]

    @property
    def back(self) -> str:
        return self.fixed["about"].get_absolute_url()

    @property
    def purpose(self) -> str:
        return _("Suggest an edit")

    @cached_property
    def paragraph(self) -> Paragraph | None:
        """The words that are to be changed, as the writer saw them."""
        return Paragraph.of_token(str(self["seen"].value() or ""), self.fixed["about"])

    def clean_after(self) -> str:
        return clean_or_say(self.cleaned_data["after"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if self.paragraph is None:
            raise ValidationError(_("Choose the paragraph again, then copy your words into it."))
        if "after" in cleaned and is_same(self.paragraph.html, cleaned["after"]):
            self.add_error("after", _("These are the words that stand there. Change them first."))
        return cleaned

    def create(self, fields: dict[str, Any], by: Any, request_key: Any) -> CommentThread:
        said = self.cleaned_data
        return suggest(
            about=self.fixed["about"], paragraph=cast(Paragraph, self.paragraph),
            after=said["after"], why=said["text"], by=by, request_key=request_key,
        )  # fmt: skip


class CommentForm(TalkForm):
    """A reply, or other words for a comment of one's own."""

    class Meta:
        model = Comment
        fields = ["text"]

    @property
    def evaluation(self) -> Any:
        return self.instance.thread.evaluation

    @property
    def back(self) -> str:
        return self.instance.thread.get_absolute_url()

    def content(self) -> dict[str, Any]:
        text = self.cleaned_data["text"]
        return {"text": text, "mentions": mentioned_in(text, members_of(self.evaluation))}

    def create(self, fields: dict[str, Any], by: Any, request_key: Any) -> Comment:
        return add_comment(
            thread=fields["thread"], text=fields["text"], by=by, request_key=request_key
        )


class AnswerForm(VersionedForm):
    """What the evaluators made of a comment."""

    right = "answer"
    outcome = forms.ChoiceField(label=gettext_lazy("Response"), widget=forms.RadioSelect)
    resolve = forms.BooleanField(
        label=gettext_lazy("Resolve the comment with this answer"), required=False
    )

    class Meta:
        model = CommentThread
        fields = ["outcome", "taken_up"]
        widgets = {"taken_up": forms.Textarea(attrs={"rows": 3})}

    field_order = ["outcome", "taken_up", "resolve", "reason"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = [(each.value, each.label) for each in self._answers()]
        self.fields["taken_up"].required = True
        if not self.instance.is_open:
            del self.fields["resolve"]

    def _answers(self) -> list[Outcome]:
        """A suggested edit is accepted by writing it into the text, not by saying so."""
        answers = Outcome.answers()
        is_suggestion = hasattr(self.instance, "suggestion")
        return [each for each in answers if not (is_suggestion and each == Outcome.ACCEPTED)]

    @property
    def evaluation(self) -> Any:
        return self.instance.evaluation

    @property
    def back(self) -> str:
        return self.instance.get_absolute_url()

    @property
    def purpose(self) -> str:
        return _("Answer to comment %(number)s") % {"number": self.instance.number}

    def revise(self, fields: dict[str, Any], by: Any, base_version: int) -> CommentThread:
        return answer_thread(
            thread=self.instance, base_version=base_version, by=by,
            outcome=fields["outcome"], taken_up=fields["taken_up"],
            resolve=self.cleaned_data.get("resolve", False),
            reason=self.cleaned_data.get("reason", ""),
        )  # fmt: skip


class DecisionForm(forms.Form):
    """What is decided on a suggested edit, by somebody who saw thread and part at these versions."""

    base_version = VersionField()
    part_version = VersionField(required=False)  # empty where the part is gone
    decision = forms.ChoiceField(choices=[("accept", ""), ("reject", "")])
    # Twice as long as the box: a browser counts the end of a line once, and sends two characters.
    word = forms.CharField(max_length=2 * LONGEST_PASSAGE, required=False)


class WithdrawalForm(forms.Form):
    base_version = VersionField()


class SettleForm(forms.Form):
    """Resolves or reopens the thread as somebody saw it."""

    base_version = VersionField()
    resolved = forms.BooleanField(required=False, widget=forms.HiddenInput)
