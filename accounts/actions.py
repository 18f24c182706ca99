"""What people do to their own account besides filling in its form."""

from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import Audience, ColumnChoice, SavedFilter, User
from editing import versions
from editing.tables import Column, Table


def choose_language(*, language: str, by: User) -> None:
    """Keeps the language in the profile; one that is not offered changes nothing."""
    if language not in dict(settings.LANGUAGES):
        return
    me = User.objects.get(pk=by.pk)
    with suppress(versions.Stale):  # saved a moment ago in another window; the cookie still holds
        versions.revise(me, base_version=me.version, fields={"language": language}, by=by)


def choose_columns(*, table: Table, columns: Iterable[Column], by: User) -> None:
    """Remembers the columns of a list; for the usual ones there is nothing to remember."""
    names = ",".join(column.name for column in columns)
    mine: dict[str, Any] = {"person": by, "table": table.name}
    if table.chosen(names) == table.chosen(""):
        ColumnChoice.objects.filter(**mine).delete()
    else:
        ColumnChoice.objects.update_or_create(**mine, defaults={"columns": names})


def keep_filter(*, saved: SavedFilter, fields: dict[str, Any], by: User) -> SavedFilter:
    """Writes a new or changed filter; a default takes the place of the one before. Raises
    ValidationError where the name is taken."""
    for name, value in fields.items():
        setattr(saved, name, value)
    saved.organisation = by.organisation if saved.shared_with == Audience.ORGANISATION else None
    try:
        with transaction.atomic():
            if saved.is_default:
                mine = SavedFilter.objects.kept_by(by).of(saved.table, saved.place)
                mine.exclude(pk=saved.pk).update(is_default=False)
            saved.save()
    except IntegrityError:
        said = _("You keep a filter of this name for this list already. Choose another name.")
        raise ValidationError({"name": said}) from None
    return saved


def forget_filter(*, saved: SavedFilter, by: User) -> None:
    """Only the filter goes; what it found stays where it is."""
    saved.delete()
