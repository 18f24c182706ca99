"""What became of a row, from its revisions: Django's own log knows less."""

from typing import Any

from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import PAGE_VAR
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from editing.history import entries_of
from editing.models import Revision, Versioned
from editing.permissions import may_read
from editing.versions import revisions_of

A_PAGE = 50


def readable(row: Versioned, content: dict[str, Any], user: Any) -> dict[str, Any]:
    """The content without the fields that this person may not read."""
    return {name: value for name, value in content.items() if may_read(user, row, name)}


class ShowsHistory:
    """The history of a row, also of a removed one: by whom, when, why, and what was changed."""

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        if not self.has_view_permission(request):  # type: ignore[attr-defined]
            raise PermissionDenied
        row = self._row_ever(request, unquote(object_id))
        page = Paginator(revisions_of(row), A_PAGE).get_page(request.GET.get(PAGE_VAR))
        revisions = [_stripped(revision, row, request.user) for revision in page]
        context = {
            **self.admin_site.each_context(request),  # type: ignore[attr-defined]
            "title": _("History: %(row)s") % {"row": row},
            "opts": self.opts,  # type: ignore[attr-defined]
            "object": row,
            "entries": entries_of(row, revisions, request.user),
            "page": page,
            "page_var": PAGE_VAR,
        }
        return TemplateResponse(request, "admin/editing/history.html", context)

    def _row_ever(self, request: HttpRequest, object_id: str) -> Versioned:
        rows = self.model.everything.visible_to(request.user)  # type: ignore[attr-defined]
        row = rows.filter(pk=object_id).first() if object_id.isdecimal() else None
        if row is None:
            raise Http404
        return row


def _stripped(revision: Revision, row: Versioned, user: Any) -> Revision:
    revision.content = readable(row, revision.content, user)
    return revision
