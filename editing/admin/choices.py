"""What links may be chosen from: rows one sees, near the row at hand, named so that they differ."""

from typing import Any
from urllib.parse import urlencode

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.db import models
from django.http import HttpRequest

from editing.models import Versioned

WITHIN = "within"


class Near:
    """Asks for the choices of one family only, such as the findings of this evaluation."""

    def __init__(self, *args: Any, near: dict[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.near = near

    def get_url(self) -> str:
        url = super().get_url()  # type: ignore[misc]
        return f"{url}?{urlencode({f'{WITHIN}_{link}': key for link, key in self.near.items()})}"


class NearSelect(Near, AutocompleteSelect):
    """One choice."""


class NearSelectMultiple(Near, AutocompleteSelectMultiple):
    """Several choices."""


class ChoicesView(AutocompleteJsonView):
    """Django's view behind the boxes, narrowed to the family and with telling names."""

    def get_queryset(self) -> models.QuerySet:
        asked = {
            name.removeprefix(f"{WITHIN}_"): int(value)
            for name, value in ((name, str(value)) for name, value in self.request.GET.items())
            if name.startswith(f"{WITHIN}_") and value.isdecimal() and len(value) < 12
        }
        return narrowed(super().get_queryset(), asked)

    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, str]:
        return {"id": str(getattr(obj, to_field_name)), "text": self.model_admin.choice_label(obj)}


def narrowed(rows: models.QuerySet, near: dict[str, int]) -> models.QuerySet:
    """Rows of the family, and rows that belong to none."""
    links = {field.name for field in rows.model._meta.concrete_fields if field.is_relation}
    for link in links & near.keys():
        rows = rows.filter(models.Q(**{link: near[link]}) | models.Q(**{f"{link}__isnull": True}))
    return rows


class OffersChoices:
    """Links as boxes that search; what they offer is no wider than what the person sees."""

    # The links that rows of one family have in common with the rows they point to.
    family: tuple[str, ...] = ()

    def choice_label(self, row: Any) -> str:
        """How the row is called among rows of other families."""
        return str(row)

    def near(self, request: HttpRequest) -> dict[str, int]:
        row = getattr(request, "row_at_hand", None)
        keys = {link: getattr(row, f"{link}_id", None) for link in self.family}
        return {link: key for link, key in keys.items() if key}

    def get_field_queryset(self, db: Any, db_field: Any, request: HttpRequest) -> Any:
        """Nobody links to what they do not see."""
        related = db_field.remote_field.model
        if not issubclass(related, Versioned):
            return super().get_field_queryset(db, db_field, request)  # type: ignore[misc]
        rows = related.objects.visible_to(request.user)
        return with_links(narrowed(rows, self.near(request)), self._options_of(related))

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return self._box(super().formfield_for_foreignkey, NearSelect, db_field, request, kwargs)  # type: ignore[misc]

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return self._box(
            super().formfield_for_manytomany,  # type: ignore[misc]
            NearSelectMultiple, db_field, request, kwargs,
        )  # fmt: skip

    def _box(self, make: Any, widget: Any, db_field: Any, request: HttpRequest, kwargs: Any) -> Any:
        options = self._options_of(db_field.remote_field.model)
        if options and options.search_fields:
            near = self.near(request)
            kwargs["widget"] = widget(db_field, self.admin_site, near=near)  # type: ignore[attr-defined]
        field = make(db_field, request, **kwargs)
        if field and isinstance(options, OffersChoices):
            field.label_from_instance = options.choice_label
        return field

    def _options_of(self, model: Any) -> Any:
        return self.admin_site._registry.get(model)  # type: ignore[attr-defined]


def with_links(rows: models.QuerySet, options: Any) -> models.QuerySet:
    """The rows together with what their names are made of."""
    links = getattr(options, "list_select_related", None)
    return rows.select_related(*links) if links else rows
