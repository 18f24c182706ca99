"""Into whose hands a key action can be given."""

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from recommendations.models import KeyAction


def takers(user: Any, actions: QuerySet[KeyAction]) -> QuerySet[User]:
    """Colleagues of the organisations that answer for the actions, as far as the person knows them."""
    organisations = actions.values("response__matrix__organisation")
    known = User.objects.visible_to(user).filter(is_active=True)
    return known.filter(organisation__in=organisations)


def seen_by(person: User, actions: Collection[KeyAction]) -> set[int]:
    """The keys of those of the actions that the person may see."""
    rows = KeyAction.objects.visible_to(person).filter(pk__in=[each.pk for each in actions])
    return set(rows.values_list("pk", flat=True))


def why_not(action: KeyAction, person: User, seen: Collection[int]) -> str:
    """Why the person cannot take the action on, "" where they can; `seen` as `seen_by` says."""
    who = {"who": person}
    if not person.is_active or person.deleted_at:
        return _("%(who)s can no longer sign in.") % who
    if person.organisation_id != action.response.matrix.organisation_id:
        return _("%(who)s belongs to another organisation than the one that answers.") % who
    if action.pk not in seen:
        return (
            _("%(who)s does not see this action. A manager of the evaluation can add them.") % who
        )
    if action.responsible_person_id == person.pk:
        return _("It is in the hands of %(who)s already.") % who
    return ""
