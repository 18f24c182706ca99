"""The links of reminder mails: each opens the update of exactly one action for one person, once.

A link proves who was written to and nothing more. Whether that person may still report on the action
is asked again whenever it is opened, and once more within the write.
"""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from editing.permissions import may
from recommendations.forms import LinkedProgressForm
from recommendations.models import KeyAction, UpdateLink
from recommendations.rows import with_log


class LinkClosed(Exception):
    """The link opens nothing: it is `unknown`, `used` or `expired`."""


def update_link(action: KeyAction, person: Any) -> str:
    """A new address for a mail to the person; its host comes from the settings, never from a request."""
    token = secrets.token_urlsafe(32)
    expires_at = timezone.now() + timedelta(days=settings.UPDATE_LINK_DAYS)
    UpdateLink.objects.create(
        token_hash=_hash(token), action=action, person=person, expires_at=expires_at
    )
    return settings.SITE_URL.rstrip("/") + reverse("recommendations:link-update", args=[token])


def open_link(token: str) -> tuple[UpdateLink, KeyAction]:
    """The link and its action as the person may see it now. Raises LinkClosed; whoever may no longer
    report on the action hears what a stranger hears."""
    link = UpdateLink.objects.select_related("person").filter(token_hash=_hash(token)).first()
    action = _action_of(link) if link else None
    if link is None or action is None:
        raise LinkClosed("unknown")
    if link.used_at:
        raise LinkClosed("used")
    if link.expires_at <= timezone.now():
        raise LinkClosed("expired")
    return link, action


def report_by_link(link: UpdateLink, form: LinkedProgressForm) -> bool:
    """Uses the link up with the write, both or neither; False where the form has a mistake to show."""
    with transaction.atomic():
        unused = UpdateLink.objects.filter(pk=link.pk, used_at=None)
        if not unused.update(used_at=timezone.now()):
            raise LinkClosed("used")
        try:
            form.save_by(link.person)
        except ValidationError as error:
            UpdateLink.objects.filter(pk=link.pk).update(used_at=None)
            form.add_error(None, error)
    return form.is_valid()


def forget_links(at: datetime) -> int:
    """Deletes the links that expired so long ago that a page which says so helps nobody; how many."""
    oldest = at - timedelta(days=settings.UPDATE_LINK_DAYS)
    return UpdateLink.objects.filter(expires_at__lt=oldest).delete()[0]


def _action_of(link: UpdateLink) -> KeyAction | None:
    person = link.person
    rows = with_log(KeyAction.objects.visible_to(person).with_addresses(), person)
    action = rows.filter(pk=link.action_id).first()
    is_here = person.is_active and person.deleted_at is None
    return action if action and is_here and may(person, "update", action) else None


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
