from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from editing.admin import VersionedAdmin
from evaluations.admin.shared import InEvaluation, OfEvaluation
from evaluations.models import Comment, CommentThread, Suggestion


class ToRead:
    """What people say to each other is read here and written where they talk."""

    fields: tuple[str, ...]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return self.fields


@admin.register(CommentThread)
class CommentThreadAdmin(ToRead, OfEvaluation, VersionedAdmin):
    list_display = ("evaluation", "number", "author", "quote", "outcome", "resolved_at")
    list_display_links = ("number",)
    list_filter = ("evaluation", "outcome")
    list_select_related = ("evaluation", "author")
    search_fields = ("quote", "taken_up", "evaluation__title")
    fields = ("evaluation", "number", "content_type", "object_id", "author", "field", "prefix",
              "quote", "suffix", "outcome", "taken_up", "answered_by",
              "answered_at", "resolved_by", "resolved_at")  # fmt: skip


@admin.register(Comment)
class CommentAdmin(ToRead, InEvaluation, VersionedAdmin):
    list_display = ("thread", "number", "author", "said_at", "text")
    list_display_links = ("text",)
    list_filter = ("thread__evaluation",)
    list_select_related = ("thread__evaluation", "author")
    search_fields = ("text", "author__name")
    fields = ("thread", "number", "author", "said_at", "text", "mentions")


@admin.register(Suggestion)
class SuggestionAdmin(ToRead, InEvaluation, VersionedAdmin):
    rests_on = "thread__evaluation"
    list_display = ("thread", "position", "after")
    list_filter = ("thread__evaluation",)
    list_select_related = ("thread__evaluation",)
    search_fields = ("before", "after")
    fields = ("thread", "position", "before", "after")
