"""What people do to their own account besides filling in its form."""

from contextlib import suppress

from django.conf import settings

from accounts.models import User
from editing import versions


def choose_language(*, language: str, by: User) -> None:
    """Keeps the language in the profile; one that is not offered changes nothing."""
    if language not in dict(settings.LANGUAGES):
        return
    me = User.objects.get(pk=by.pk)
    with suppress(versions.Stale):  # saved a moment ago in another window; the cookie still holds
        versions.revise(me, base_version=me.version, fields={"language": language}, by=by)
