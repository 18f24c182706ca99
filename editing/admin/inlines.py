"""Rows edited on their parent's page: each on its own version, all or none."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import SuspiciousOperation, ValidationError
from django.db import models
from django.forms import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.functional import cached_property

from editing import versions
from editing.admin.attempts import Attempt
from editing.admin.choices import with_links
from editing.admin.forms import InlineForm
from editing.admin.rights import AsksPredicates
from editing.models import Versioned
from editing.permissions import may


class VersionedFormSet(BaseInlineFormSet):
    """The lines of one kind. A line that somebody removed meanwhile still answers to its form."""

    model: Any

    def save(self, commit: bool = True) -> list[Any]:
        raise TypeError("Save through write(attempt).")

    def write(self, attempt: Attempt, reason: str) -> None:
        """Removes first, so that numbers are free again, then writes what was changed."""
        for form in self.deleted_forms:
            if not form.instance.deleted_at:
                attempt.write(form, lambda form=form: self._remove(form, attempt.by, reason))
        for form in self.forms:
            if form.has_changed() and form not in self.deleted_forms:
                form.cleaned_data["change_reason"] = reason
                attempt.write(form, lambda form=form: form.save_by(attempt.by))

    def _remove(self, form: InlineForm, by: Any, reason: str) -> Versioned:
        base_version = form.cleaned_data["base_version"]
        return versions.remove(form.instance, base_version=base_version, by=by, reason=reason)

    def clean(self) -> None:
        """A line that goes is not checked by itself, so what stops it is said for all of them."""
        super().clean()
        for form in self.forms:
            if self.can_delete and self._should_delete_form(form) and form.non_field_errors():
                raise ValidationError([f"{form.instance}: {e}" for e in form.non_field_errors()])

    @cached_property
    def _lines(self) -> list[Versioned]:
        posted = {
            self.data.get(f"{self.prefix}-{index}-{self.model._meta.pk.name}")
            for index in range(
                min(self.initial_form_count(), self.absolute_max) if self.is_bound else 0
            )
        }
        rows = super().get_queryset()
        return [row for row in rows if not row.deleted_at or str(row.pk) in posted]

    def get_queryset(self) -> Any:
        return self._lines

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        try:
            return super()._construct_form(i, **kwargs)  # type: ignore[misc]
        except IndexError as error:
            raise SuspiciousOperation("More lines were posted than the row has.") from error

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        pk = form.fields.get(self.model._meta.pk.name)
        if pk is not None:
            pk.queryset = self.model.everything.all()


class VersionedInline(AsksPredicates, admin.TabularInline):
    """Lines of a row's page. Rights are asked about a line of this very parent."""

    form = InlineForm
    formset = VersionedFormSet
    extra = 0
    list_select_related: tuple[str, ...] = ()
    show_change_link = True

    def _may(self, request: HttpRequest, verb: str, parent: Any) -> bool:
        if parent is None or parent.pk is None:
            return self.may_somewhere(request.user, verb)
        return may(request.user, verb, self.model(**{self._link_to(parent): parent}))

    def _link_to(self, parent: Any) -> str:
        links = (f for f in self.model._meta.concrete_fields if f.related_model is type(parent))
        return self.fk_name or next(links).name

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, "add", obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, "change", obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, "delete", obj)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list:
        shown = list(super().get_fieldsets(request, obj))
        if self.has_change_permission(request, obj) or self.has_add_permission(request, obj):
            shown.append((None, {"fields": ("base_version", "request_key")}))
        return shown

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        """Also removed lines when a form comes in: their text must not be lost."""
        rows = self.model.everything if request.method == "POST" else self.model.objects
        return with_links(rows.visible_to(request.user), self)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """In a line there is no room for the small links beside a box."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        return field

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        formset.form.family = self.family
        formset.form.refused = request.attempt.refused if hasattr(request, "attempt") else {}
        # Removal is soft and asks by itself what hangs on the line.
        formset.form.hand_clean_DELETE = lambda form: None
        return formset
