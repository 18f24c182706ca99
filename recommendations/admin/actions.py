from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from editing.admin import Step, VersionedAdmin, VersionedInline
from recommendations.admin.action_forms import ActionForm
from recommendations.admin.responses import InMatrix
from recommendations.forms import ProgressForm
from recommendations.models import KeyAction, ProgressUpdate

SAID = ("made_at", "by", "status", "what_was_done", "evidence", "evidence_file", "evidence_url",
        "document", "activity", "next_step", "new_due_on", "date_reason", "funding_gap",
        "possible_donor", "handed_to", "withdrawn_at")  # fmt: skip


class UpdateInline(InMatrix, VersionedInline):
    """The log of an action: it only grows, by the step above it."""

    model = ProgressUpdate
    rests_on = "key_action__response__matrix"
    list_select_related = ("by", "handed_to", "document", "activity")
    fields = readonly_fields = SAID

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(KeyAction)
class KeyActionAdmin(InMatrix, VersionedAdmin):
    form = ActionForm
    rests_on = "response__matrix"
    parents = ("response",)
    list_display = ("label", "text", "matrix", "responsible_person", "promised_on", "due_on",
                    "status")  # fmt: skip
    list_display_links = ("text",)
    list_filter = ("response__matrix__evaluation", "response__matrix__organisation", "status")
    list_select_related = ("response__matrix__evaluation", "response__matrix__organisation",
                           "response__recommendation", "responsible_person")  # fmt: skip
    search_fields = ("text", "responsible_units", "responsible_person__name")
    date_hierarchy = "due_on"
    readonly_fields = ("label", "promised_on", "status", "funding_gap", "possible_donor")
    inlines = (UpdateInline,)
    steps = (
        Step(
            "progress",
            _("Report progress"),
            "update",
            lambda data, action, user: ProgressForm(
                data, fixed={"key_action": action}, action=action, user=user
            ),
            lambda form, action, user: form.save_by(user),
        ),
    )
    fieldsets = (
        (None, {"fields": ("response", "label", "text", "status")}),
        (_("Who"), {"fields": ("responsible_units", "responsible_person")}),
        (_("When"), {"fields": ("promised_on", "due_on", "no_date_reason", "no_date_note")}),
        (_("Money"), {"fields": ("cost", "funding", "funding_gap", "possible_donor")}),
    )

    @admin.display(description=_("matrix"), ordering="response__matrix")
    def matrix(self, action: KeyAction) -> str:
        return f"{action.response.matrix.evaluation.slug}, {action.response.matrix.organisation}"

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list:
        """Number, status and first promise are there once the action is."""
        shown = super().get_fieldsets(request, obj)
        if obj:
            return shown
        later = {"label", "promised_on", "status"}
        return [
            (name, {**options, "fields": [f for f in options["fields"] if f not in later]})
            for name, options in shown
        ]

    def get_inlines(self, request: HttpRequest, obj: Any) -> tuple:
        return self.inlines if obj else ()

    def choice_label(self, row: KeyAction) -> str:
        return f"{row.response.matrix.evaluation.slug}: {row}"


@admin.register(ProgressUpdate)
class ProgressUpdateAdmin(InMatrix, VersionedAdmin):
    """To read; an entry is written from the action it is about."""

    rests_on = "key_action__response__matrix"
    list_display = ("key_action", "made_at", "by", "status", "what_was_done")
    list_display_links = ("made_at",)
    list_filter = ("status", "key_action__response__matrix__evaluation")
    list_select_related = ("by", "handed_to", "key_action__response__recommendation", "document",
                           "activity")  # fmt: skip
    search_fields = ("what_was_done", "evidence")
    date_hierarchy = "made_at"
    fields = ("key_action", *SAID)
    readonly_fields = ("handed_to", "withdrawn_at")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False
