"""Whom the admin shows what, and whom it lets do what: the declared predicates, asked row by row."""

from collections.abc import Iterable
from typing import Any

from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db import models
from django.http import HttpRequest

from editing.admin.choices import OffersChoices, with_links
from editing.forms import LinesField, PairsField
from editing.models import Versioned
from editing.permissions import is_declared, may, may_set


class AsksPredicates(OffersChoices):
    """Rows from `visible_to`, rights from the predicates."""

    model: type[Versioned]
    # The required links that say where a row belongs: chosen once, then shown only.
    parents: tuple[str, ...] = ()

    def might_hold(self, user: Any) -> Iterable[Versioned]:
        """Unsaved rows, one for each place where the person may hold rights."""
        return [self.model()]

    def may_somewhere(self, user: Any, verb: str) -> bool:
        """Whether it makes sense to offer the verb at all; the row itself is asked on saving."""
        if not is_declared(verb, self.model):
            return False
        return user.is_superuser or any(may(user, verb, row) for row in self.might_hold(user))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Support staff read everything, except what a field has a rule of its own for."""
        return bool(request.user.is_staff)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        rows = super().get_queryset(request).visible_to(request.user)  # type: ignore[misc]
        return with_links(rows, self)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """The parents of a row that stands, and fields whose own rule refuses this person."""
        fixed = self.parents if obj and obj.pk else ()
        row = obj or self.model()
        names = (field.name for field in self.model.content_fields())
        guarded = (name for name in names if not may_set(request.user, row, name))
        given = super().get_readonly_fields(request, obj)  # type: ignore[misc]
        return tuple(dict.fromkeys([*given, *fixed, *guarded]))

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if isinstance(db_field, models.JSONField):
            kwargs["form_class"] = LinesField if db_field.default is list else PairsField
        if isinstance(db_field, models.URLField):
            kwargs["assume_scheme"] = "https"
        field = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            # Removing is asked on the row's own page, where one sees what hangs on it.
            field.widget.can_delete_related = False
        return field


def under(model: Any, path: str, top: Any) -> Any:
    """An unsaved row whose parents lead up `path` (`question__evaluation`) to `top`."""
    if not path:
        return top
    link, _, rest = path.partition("__")
    parent = model._meta.get_field(link).related_model
    return model(**{link: under(parent, rest, top)})
