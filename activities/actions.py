"""Writes of a newsletter that are more than filling in a form."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from activities.models import (
    Activity,
    Document,
    ItemKind,
    Newsletter,
    NewsletterItem,
    NewsletterStatus,
)
from editing import versions


def open_newsletter(
    *, fields: dict[str, Any], by: Any, request_key: UUID | None = None
) -> Newsletter:
    """A new newsletter with an item for each activity and each study of its period, in the order of
    time; its writers take out, move and word what they want. Raises as `versions.create` does."""
    with transaction.atomic():
        newsletter = versions.create(Newsletter, fields=fields, by=by, request_key=request_key)
        if not newsletter.items.exists():
            for number, about in enumerate(_proposed(newsletter, by), 1):
                known = {"newsletter": newsletter, "number": number, **about}
                versions.create(NewsletterItem, fields=known, by=by, reason=_("proposed"))
    return newsletter


def _proposed(newsletter: Newsletter, by: Any) -> Iterator[dict[str, Any]]:
    activities = Activity.objects.filter(project=newsletter.project)
    for activity in activities.begun_in(newsletter.period_from, newsletter.period_to):
        yield {"kind": ItemKind.STORY, "activity": activity}
    period = (newsletter.period_from, newsletter.period_to)
    documents = Document.objects.filter(project=newsletter.project, issued_on__range=period)
    if by is not None:
        documents = documents.visible_to(by)
    for document in documents.worth_telling().order_by("issued_on", "number"):
        yield {"kind": ItemKind.STUDY, "document": document}


def set_status(
    *, newsletter: Newsletter, status: NewsletterStatus, base_version: int, by: Any, reason: str = ""
) -> Newsletter:  # fmt: skip
    """Issues the newsletter, or takes it back to be worked on."""
    return versions.revise(
        newsletter, base_version=base_version, fields={"status": status}, by=by, right="issue",
        reason=reason,
    )  # fmt: skip


def remove_newsletter(
    *, newsletter: Newsletter, base_version: int, by: Any, reason: str = ""
) -> Newsletter:
    """Takes the newsletter out of sight with all its items."""
    with versions.together():
        for item in newsletter.items.all():
            versions.remove(item, base_version=item.version, by=by, reason=reason)
        return versions.remove(newsletter, base_version=base_version, by=by, reason=reason)
