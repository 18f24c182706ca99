"""What is remembered, for support to read: revisions, and edits that came too late."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from editing.admin.history import readable
from editing.models import RejectedEdit, Revision
from editing.permissions import may_read
from editing.richtext import plain_text

SHOWN = 20_000


class RecordAdmin(admin.ModelAdmin):
    """Read only. A field of a row that one may not read is not shown here either."""

    list_select_related = ("content_type", "by")
    list_filter = ("content_type",)
    date_hierarchy = "at"
    search_fields = ("by__name", "by__email", "reason")
    list_per_page = 50
    show_full_result_count = False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.is_staff)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def lookup_allowed(self, lookup: str, value: str, request: Any = None) -> bool:
        is_offered = lookup.startswith(("content_type__id", "at__", "kind"))
        return is_offered and super().lookup_allowed(lookup, value, request)

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        record = super().get_object(request, object_id, from_field)
        if record is not None:
            record.reader = request.user
        return record

    @admin.display(description=_("row"))
    def row(self, record: Any) -> str:
        return f"{record.content_type.name} {record.object_id}"

    @admin.display(description=_("content"))
    def what(self, record: Any) -> SafeString:
        model = record.content_type.model_class()
        row = model and model.everything.filter(pk=record.object_id).first()
        if row is None or not model.everything.visible_to(record.reader).filter(pk=row.pk).exists():
            raise PermissionDenied
        said = readable(row, record.content, record.reader)
        lines = ((name, Truncator(_words(value)).chars(SHOWN)) for name, value in said.items())
        hidden = [name for name in record.content if not may_read(record.reader, row, name)]
        lines = [*lines, *((name, _("not open to you")) for name in hidden)]
        return format_html("<dl>{}</dl>", format_html_join("", "<dt>{}</dt><dd>{}</dd>", lines))


def _words(value: Any) -> str:
    return plain_text(value) if isinstance(value, str) and value.startswith("<") else str(value)


@admin.register(Revision)
class RevisionAdmin(RecordAdmin):
    list_display = ("at", "row", "version", "kind", "by", "reason")
    list_filter = ("kind", "content_type")
    fields = (
        "content_type", "object_id", "version", "kind", "by", "suggested_by", "at", "reason",
        "what",
    )  # fmt: skip
    readonly_fields = ("what",)


@admin.register(RejectedEdit)
class RejectedEditAdmin(RecordAdmin):
    list_display = ("at", "row", "base_version", "by", "reason")
    fields = ("content_type", "object_id", "base_version", "by", "at", "reason", "what")
    readonly_fields = ("what",)
