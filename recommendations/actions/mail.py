"""What people do about their own mails and calendars. It is nobody else's business, and no version of it
is kept."""

import secrets
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from evaluations.models import Evaluation
from recommendations.models import CalendarAddress, MutedEvaluation


def mute(*, evaluation: Evaluation, by: Any) -> None:
    """No reminders of the evaluation any more."""
    MutedEvaluation.objects.get_or_create(person=by, evaluation=evaluation)


def unmute(*, evaluation: Evaluation, by: Any) -> None:
    MutedEvaluation.objects.filter(person=by, evaluation=evaluation).delete()


def renew_calendar(*, evaluation: Evaluation | None, by: Any) -> str:
    """A new address for the person's calendar, of all that is theirs or of one evaluation; the one
    before opens nothing any more."""
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        revoke_calendar(evaluation=evaluation, by=by)
        CalendarAddress.objects.create(
            token_hash=sha256(token.encode()).hexdigest(), person=by, evaluation=evaluation
        )
    return settings.SITE_URL.rstrip("/") + reverse("recommendations:calendar-feed", args=[token])


def revoke_calendar(*, evaluation: Evaluation | None, by: Any) -> None:
    CalendarAddress.objects.filter(person=by, evaluation=evaluation).delete()
