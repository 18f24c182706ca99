from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from activities import uploads
from activities.models import Activity, Document
from editing.forms import VersionedForm, VersionField
from editing.versions import Stale
from recommendations.actions import update_progress
from recommendations.forms.hinted import Hinted
from recommendations.forms.matrix import DATE
from recommendations.models import KeyAction, ProgressUpdate
from recommendations.proof import kinds_needed
from recommendations.status import MEANINGS, ActionStatus, moves_from

ELSEWHERE = ("evidence_file", "evidence_url", "document", "activity")
NEW_DATE = ("new_due_on", "date_reason")
MONEY = ("funding_gap", "possible_donor")


class ProgressForm(Hinted, VersionedForm):
    """The two-minute form: the status, what was done and what proves it.

    A word never gets lost: where somebody reported at the same time, a plain entry joins the log;
    only a move to another status is asked again.
    """

    hinted_as = "progress"

    seen_version = VersionField()
    evidence_url = forms.URLField(
        label=_("Link to evidence"), required=False, max_length=500, assume_scheme="https"
    )

    class Meta:
        model = ProgressUpdate
        fields = [
            "status", "what_was_done", "evidence", *ELSEWHERE, "next_step", *NEW_DATE, *MONEY,
        ]  # fmt: skip
        widgets = {
            "status": forms.RadioSelect,
            "what_was_done": forms.Textarea(attrs={"rows": 4}),
            "evidence": forms.Textarea(attrs={"rows": 2}),
            "evidence_file": forms.FileInput,
            "new_due_on": DATE,
        }
        help_texts = {
            "what_was_done": _("What has happened, not what will. One or two sentences."),
            "evidence": _(
                "What proves it: a note here, a file, a link, a document or an activity."
            ),
            "next_step": _("What comes next, and by when."),
            "new_due_on": _("The first promised date stays; delay is counted against it."),
        }

    def __init__(self, *args: Any, action: KeyAction, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.action = action
        now, *moves = moves_from(action.status)
        as_now = (now.value, _("%(status)s, as now") % {"status": now.label})
        self.fields["status"].choices = [as_now, *((move.value, move.label) for move in moves)]
        self.fields["what_was_done"].required = MEANINGS[now].needs_words
        self.fields["status"].error_messages["invalid_choice"] = _(
            "This status cannot follow the present one."
        )
        self.initial.update(status=action.status, seen_version=action.version)
        self.initial.update({name: getattr(action, name) for name in MONEY})
        if kinds_needed(action) > 1:
            self.fields["evidence"].help_text = _(
                "An action of the first priority needs two kinds of proof to be completed, for example "
                "a note of substance and a file."
            )
        projects = action.response.matrix.evaluation.projects.all()
        for name, model in (("document", Document), ("activity", Activity)):
            rows = model.objects.visible_to(user).filter(project__in=projects)
            self.fields[name].queryset = rows
            self.fields[name].empty_label = _("None")

    @property
    def points_elsewhere(self) -> bool:
        """Whether the evidence lies, or was looked for, in more than the note."""
        return self._filled(ELSEWHERE)

    @property
    def asks_for_date(self) -> bool:
        return self._filled(NEW_DATE)

    @property
    def asks_for_money(self) -> bool:
        return self._filled(MONEY) or self["status"].value() == ActionStatus.FUNDING_BLOCKED

    def _filled(self, names: tuple[str, ...]) -> bool:
        shown = [self[name] for name in names if name in self.fields]
        return any(field.value() or field.errors for field in shown)

    def clean_evidence_file(self) -> Any:
        file = self.cleaned_data["evidence_file"]
        return uploads.accepted(file) if file else ""

    def create(self, fields: dict[str, Any], by: Any, request_key: Any) -> ProgressUpdate:
        report = {name: value for name, value in fields.items() if name != "key_action"}
        action, seen = self.action, self.cleaned_data["seen_version"]
        while True:  # each turn but the last, somebody else got a word in
            try:
                return update_progress(
                    action=action, base_version=seen, fields=report, by=by, request_key=request_key
                )
            except Stale as stale:
                if stale.row.deleted_at:
                    raise ValidationError(_("Somebody removed this action meanwhile.")) from stale
                if report["status"] != stale.row.status or self._redated(stale.row):
                    raise ValidationError({"status": self._moved_to(stale.row)}) from stale
                action, seen = stale.row, stale.row.version

    def _redated(self, now: KeyAction) -> bool:
        """Whether both this report and somebody else's set a new date."""
        return bool(self.cleaned_data["new_due_on"]) and now.due_on != self.action.due_on

    def _moved_to(self, action: KeyAction) -> str:
        """Says so, and lets the next press of the button stand on what is there now."""
        self.data = self.data.copy()
        self.data[self.add_prefix("seen_version")] = str(action.version)  # type: ignore[index] # a copy
        status = ActionStatus(action.status).label
        return _("Somebody reported meanwhile; the status is now “%(status)s”. Choose again.") % {
            "status": status
        }


class LinkedProgressForm(ProgressForm):
    """The same form for who comes by a link: it shows nothing of the register."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("document", "activity"):
            del self.fields[name]
        if kinds_needed(self.action) == 1:
            self.fields["evidence"].help_text = _("What proves it: a note here, a file or a link.")
