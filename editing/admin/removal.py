"""Taking rows out of sight in the admin: first shown, then done on the versions that were shown."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from editing import versions
from editing.models import Versioned
from editing.permissions import may
from editing.references import referring_to
from editing.versions import Stale

VERSION = "version-%s"


class Removes:
    """Removal of one row from its page, and of several from the list."""

    actions = ("remove_selected",)

    def get_actions(self, request: HttpRequest) -> dict:
        """Django's own removal of the selection erases; ours does not."""
        actions = super().get_actions(request)  # type: ignore[misc]
        actions.pop("delete_selected", None)
        return actions

    @admin.action(description=gettext_lazy("Remove the selected rows"), permissions=["delete"])
    def remove_selected(self, request: HttpRequest, queryset: models.QuerySet) -> Any:
        return self._remove_page(request, list(queryset), reverse(self._name("changelist")))

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        row = self.get_object(request, unquote(object_id))  # type: ignore[attr-defined]
        if row is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined]
        page = self._remove_page(request, [row], reverse(self._name("change"), args=[row.pk]))
        return page or HttpResponseRedirect(reverse(self._name("changelist")))

    def _name(self, page: str) -> str:
        return f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}"  # type: ignore[attr-defined]

    def _remove_page(self, request: HttpRequest, rows: list[Versioned], back: str) -> Any:
        """The page that asks, or None when all of it was done."""
        if not all(may(request.user, "delete", row) for row in rows):
            raise PermissionDenied
        status, complaints = 200, []
        if request.method == "POST" and "confirmed" in request.POST:
            try:
                self._remove_all(request, rows)
            except Stale as stale:
                status, complaints = 409, [self._moved_on(stale)]
                rows = self._still_there(request, rows)
            except ValidationError as error:
                complaints = error.messages
            else:
                self._say_removed(request, rows)
                return None
        return self._ask(request, rows, back, complaints, status)

    def _remove_all(self, request: HttpRequest, rows: Iterable[Versioned]) -> None:
        """All of them on the versions that were shown, or none."""
        reason = request.POST.get("reason", "")
        with versions.together():
            for row in rows:
                seen = request.POST.get(VERSION % row.pk, "")
                if not seen.isdecimal():
                    raise ValidationError(
                        _("This form does not say what it was based on. Open it again.")
                    )
                base_version = min(int(seen), 2**31 - 1)
                versions.remove(row, base_version=base_version, by=request.user, reason=reason)

    def _still_there(self, request: HttpRequest, rows: list[Versioned]) -> list[Versioned]:
        shown = self.get_queryset(request)  # type: ignore[attr-defined]
        return list(shown.filter(pk__in=[row.pk for row in rows]))

    def _moved_on(self, stale: Stale) -> str:
        if stale.row.deleted_at:
            return _("%(row)s was removed by somebody else meanwhile.") % {"row": stale.row}
        said = _("Somebody changed %(row)s meanwhile. Look again before you remove it.")
        return said % {"row": stale.row}

    def _say_removed(self, request: HttpRequest, rows: list[Versioned]) -> None:
        count = len(rows)
        said = ngettext("Removed one row.", "Removed %(count)s rows.", count) % {"count": count}
        messages.success(request, f"{said} {_('Their history is kept.')}")

    def _ask(
        self,
        request: HttpRequest,
        rows: list[Versioned],
        back: str,
        complaints: list[str],
        status: int,
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),  # type: ignore[attr-defined]
            "title": _("Remove"),
            "opts": self.opts,  # type: ignore[attr-defined]
            "rows": [(row, versions.hanging_on(row)) for row in rows],
            # Asking for each of many rows would take long; one is what people remove.
            "referring": referring_to(rows[0], request.user) if len(rows) == 1 else [],
            "complaints": complaints,
            "back": back,
            "is_selection": "action" in request.POST,
            "reason": request.POST.get("reason", ""),
        }
        return TemplateResponse(request, "admin/editing/remove.html", context, status=status)
