from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from activities.models import Activity, Document
from editing.forms import VersionedForm, VersionField
from editing.versions import Stale
from recommendations.actions import update_progress
from recommendations.models import KeyAction, ProgressUpdate
from recommendations.status import MEANINGS, ActionStatus, moves_from

ELSEWHERE = ("evidence_url", "document", "activity")


class ProgressForm(VersionedForm):
    """The two-minute form: the status, what was done and what proves it.

    A word never gets lost: where somebody reported at the same time, a plain entry joins the log;
    only a move to another status is asked again.
    """

    seen_version = VersionField()
    evidence_url = forms.URLField(
        label=_("Link to evidence"), required=False, max_length=500, assume_scheme="https"
    )

    class Meta:
        model = ProgressUpdate
        fields = ["status", "what_was_done", "evidence", "evidence_url", "document", "activity"]
        widgets = {
            "status": forms.RadioSelect,
            "what_was_done": forms.Textarea(attrs={"rows": 4}),
            "evidence": forms.Textarea(attrs={"rows": 2}),
        }
        help_texts = {
            "what_was_done": _("What has happened, not what will. One or two sentences."),
            "evidence": _(
                "What proves it. Completed needs a note here, a link, a document or an activity."
            ),
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
        projects = action.response.matrix.evaluation.projects.all()
        for name, model in (("document", Document), ("activity", Activity)):
            rows = model.objects.visible_to(user).filter(project__in=projects)
            self.fields[name].queryset = rows
            self.fields[name].empty_label = _("None")

    @property
    def points_elsewhere(self) -> bool:
        """Whether the evidence lies, or was looked for, in more than the note."""
        return any(self[name].value() or self[name].errors for name in ELSEWHERE)

    def create(self, fields: dict[str, Any], by: Any, request_key: Any) -> ProgressUpdate:
        report = {name: value for name, value in fields.items() if name != "key_action"}
        seen = self.cleaned_data["seen_version"]
        try:
            return update_progress(
                action=self.action, base_version=seen, fields=report, by=by, request_key=request_key
            )
        except Stale as stale:
            if report["status"] != stale.row.status:
                raise ValidationError({"status": self._moved_to(stale.row)}) from stale
            return update_progress(
                action=stale.row, base_version=stale.row.version, fields=report, by=by,
                request_key=request_key,
            )  # fmt: skip

    def _moved_to(self, action: KeyAction) -> str:
        """Says so, and lets the next press of the button stand on what is there now."""
        self.data = self.data.copy()
        self.data[self.add_prefix("seen_version")] = str(action.version)  # type: ignore[index] # a copy
        status = ActionStatus(action.status).label
        return _("Somebody reported meanwhile; the status is now “%(status)s”. Choose again.") % {
            "status": status
        }
