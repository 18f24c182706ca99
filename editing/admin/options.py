"""The pages of a versioned row in the admin: its form, its list, its removal and its history."""

from typing import Any

from django.contrib import admin
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse

from editing.admin.attempts import Attempt, Refused
from editing.admin.choices import with_links
from editing.admin.forms import AdminForm
from editing.admin.history import ShowsHistory
from editing.admin.removal import Removes
from editing.admin.rights import AsksPredicates
from editing.admin.steps import TakesSteps
from editing.permissions import may, may_read

ADD, CHANGE = ("request_key",), ("change_reason", "base_version")


class VersionedAdmin(AsksPredicates, TakesSteps, Removes, ShowsHistory, admin.ModelAdmin):
    """A model admin whose every write goes through `editing.versions`, by the person signed in."""

    form = AdminForm
    change_form_template = "admin/editing/change_form.html"
    save_as = False
    list_per_page = 50
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.may_somewhere(request.user, "add")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, "change", obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, "delete", obj)

    def _may(self, request: HttpRequest, verb: str, obj: Any) -> bool:
        return may(request.user, verb, obj) if obj else self.may_somewhere(request.user, verb)

    def view_on_site(self, obj: Any) -> str:
        return obj.get_absolute_url()

    def lookup_allowed(self, lookup: str, value: str, request: Any = None) -> bool:
        """Only what a filter offers: a free lookup would read a hidden field letter by letter."""
        filters: Any = self.list_filter
        offered = {item if isinstance(item, str) else item[0] for item in filters}
        names = {*offered, self.date_hierarchy} - {None}
        is_offered = any(lookup == name or lookup.startswith(f"{name}__") for name in names)
        return is_offered and super().lookup_allowed(lookup, value, request)

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        """Also a row removed meanwhile, when a form for it comes in: its text must not be lost."""
        row = super().get_object(request, object_id, from_field)
        if row is None and request.method == "POST" and object_id.isdecimal():
            rows = self.model.everything.visible_to(request.user)
            row = with_links(rows, self).filter(pk=object_id).first()
        return row

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list:
        shown = [
            (name, {**options, "fields": self._readable(request, obj, options["fields"])})
            for name, options in super().get_fieldsets(request, obj)
        ]
        if obj is None:
            return [*shown, (None, {"fields": ADD})]
        return [*shown, (None, {"fields": CHANGE})] if may(request.user, "change", obj) else shown

    def _readable(self, request: HttpRequest, obj: Any, fields: Any) -> list:
        if obj is None:
            return list(fields)
        names = {field.name for field in self.model.content_fields()}
        return [f for f in fields if f not in names or may_read(request.user, obj, f)]

    def get_form(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        request.row_at_hand = obj
        form = super().get_form(request, obj, **kwargs)
        form.family = self.family
        form.refused = request.attempt.refused if hasattr(request, "attempt") else {}
        return form

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """One transaction a page. What is refused comes back in the page, with nothing written."""
        request.attempt = Attempt(request.user)
        if object_id is None and (first := self._sent_before(request)):
            return self.response_add(request, first)
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except Refused:
            return self._answer(request, object_id, form_url, extra_context or {})

    def _sent_before(self, request: HttpRequest) -> Any:
        """The row that this form made already, where it was sent twice."""
        if request.method != "POST" or not self.has_add_permission(request):
            return None
        return self.get_form(request)(request.POST, request.FILES).sent_before(request.user)

    def _answer(
        self, request: HttpRequest, object_id: str | None, form_url: str, context: dict[str, Any]
    ) -> HttpResponse:
        """The same page again: conflicts on top, every complaint at its form, all texts kept."""
        attempt = request.attempt
        attempt.keep()
        request.POST = attempt.posted_again(request.POST)
        context = {**context, "conflicts": attempt.conflicts(), **self._buttons(attempt)}
        with transaction.atomic():
            response = self._changeform_view(request, object_id, form_url, context)
        response.status_code = attempt.status
        return response

    def _buttons(self, attempt: Attempt) -> dict[str, bool]:
        """A row that is gone cannot be saved any more."""
        gone = any(form.prefix is None and stale.row.deleted_at for form, stale in attempt.stale)
        names = ("show_save", "show_save_and_continue", "show_save_and_add_another", "show_delete")
        return dict.fromkeys(names, False) if gone else {}

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        row = context["original"]
        context["steps"] = self.steps_of(row, request.user) if row else []
        return super().render_change_form(request, context, *args, **kwargs)

    def save_form(self, request: HttpRequest, form: Any, change: bool) -> Any:
        return form.instance

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        saved = request.attempt.write(form, lambda: form.save_by(request.user))
        if saved and not change:
            obj.pk = saved.pk
            obj.refresh_from_db()

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Links are part of the row's own version, so only the lines of other tables are left."""
        if form.instance.pk:
            for formset in formsets:
                self.save_formset(request, form, formset, change)
        request.attempt.settle()

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        formset.write(request.attempt, form.why)

    def construct_change_message(self, *args: Any, **kwargs: Any) -> list:
        """Revisions remember what was changed, and more exactly."""
        return []

    def log_addition(self, *args: Any) -> None:
        """Revisions remember this."""

    def log_change(self, *args: Any) -> None:
        """Revisions remember this."""

    def log_deletions(self, *args: Any) -> None:
        """Revisions remember this."""

    def delete_model(self, request: HttpRequest, obj: models.Model) -> None:
        raise TypeError("Remove through remove_view.")

    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        raise TypeError("Remove through remove_selected.")
