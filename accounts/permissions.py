"""Who keeps people and organisations: support staff; everybody keeps their own profile."""

from typing import Any

from accounts.models import Organisation, SavedFilter, User
from editing.permissions import rule


@rule(
    "accounts.add_organisation",
    "accounts.change_organisation",
    "accounts.delete_organisation",
    "accounts.read_history_organisation",
)
def can_keep_organisations(user: Any, organisation: Organisation) -> bool:
    return user.is_staff


@rule("accounts.add_user", "accounts.delete_user")
def can_keep_people(user: Any, person: User) -> bool:
    """Only somebody with all rights makes another person staff or superuser, in any way."""
    return user.is_staff and (user.is_superuser or not (person.is_staff or person.is_superuser))


@rule("accounts.change_user")
def can_edit_person(user: Any, person: User) -> bool:
    return user.pk == person.pk or can_keep_people(user, person)


@rule("accounts.set_is_staff_user", "accounts.set_is_superuser_user")
def can_give_rights(user: Any, person: User) -> bool:
    """Staff do not make staff, nobody raises themselves."""
    return user.is_superuser


@rule("accounts.set_organisation_user", "accounts.set_is_active_user")
def can_place_person(user: Any, person: User) -> bool:
    """An organisation opens its evaluations, so people do not choose theirs."""
    return can_keep_people(user, person)


@rule("accounts.change_savedfilter", "accounts.delete_savedfilter")
def can_keep_filter(user: Any, saved: SavedFilter) -> bool:
    """A shared filter is its maker's; others look through it."""
    return user.pk == saved.owner_id
