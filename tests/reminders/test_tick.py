"""The one command that does all periodic work."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from recommendations.links import update_link
from recommendations.models import UpdateLink

pytestmark = pytest.mark.django_db


def tick(**options):
    said = StringIO()
    call_command("tick", stdout=said, **options)
    return said.getvalue().splitlines()


def test_it_says_what_it_did():
    assert tick() == [
        "digests: 0 written",
        "mails: 0 sent, 0 failed, 0 given up",
        "links: 0 expired ones forgotten",
        "drafts: 0 old ones forgotten",
        "downloads: 0 counted",
        "papers: 0 back in the queue, 0 old ones forgotten",
    ]


def test_cron_hears_only_of_what_broke():
    assert tick(quiet=True) == []


def test_links_that_expired_long_ago_are_forgotten(follow_up, pm, settings):
    for _link in range(3):
        update_link(follow_up.action, pm)
    long_ago = timezone.now() - timedelta(days=settings.UPDATE_LINK_DAYS + 1)
    fresh, expired, old = UpdateLink.objects.order_by("pk")
    UpdateLink.objects.filter(pk=expired.pk).update(expires_at=timezone.now())
    UpdateLink.objects.filter(pk=old.pk).update(expires_at=long_ago)
    assert "links: 1 expired ones forgotten" in tick()
    kept = set(UpdateLink.objects.all())  # and that of a digest, if today is the day for one
    assert {fresh, expired} <= kept
    assert old not in kept


def test_a_step_that_breaks_does_not_keep_the_others(monkeypatch):
    monkeypatch.setattr("mmsp.tick.write_digests", lambda _at: 1 / 0)
    said = StringIO()
    with pytest.raises(CommandError, match=r"Broken, see the log: digests\."):
        call_command("tick", stdout=said)
    assert len(said.getvalue().splitlines()) == 5
