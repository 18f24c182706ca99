"""Key actions in the admin: written by `save_action`, so that the first promise stands."""

from typing import Any

from editing.admin import AdminForm, InlineForm
from recommendations.actions import save_action
from recommendations.models import KeyAction


class SavesActions:
    """The number is given, the first promised date kept, whichever page the action is written on."""

    def create(self, fields: dict[str, Any], by: Any, request_key: Any) -> KeyAction:
        response = fields.pop("response")
        return save_action(
            action=None, response=response, fields=fields, by=by, request_key=request_key
        )

    def revise(self, fields: dict[str, Any], by: Any, base_version: int) -> KeyAction:
        action = self.instance  # type: ignore[attr-defined]
        return save_action(
            action=action, response=action.response, fields=fields, by=by,
            base_version=base_version, reason=self.why,  # type: ignore[attr-defined]
        )  # fmt: skip


class ActionForm(SavesActions, AdminForm):
    """A key action on its own page."""


class ActionInlineForm(SavesActions, InlineForm):
    """A key action on the page of its response."""
