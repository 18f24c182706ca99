"""Which actions nobody spoke of: by the last word that stands."""

from datetime import date, datetime, time, timedelta

import pytest
from django.db import models
from django.utils import timezone

from recommendations.filters import MyActionFilter
from recommendations.measures import MEASURES
from recommendations.models import KeyAction, ProgressUpdate
from tests.follow_up import follow_up, report
from tests.load import rows

__all__ = ["follow_up"]
ON = date(2026, 5, 6)
MIDNIGHT = timezone.make_aware(
    datetime.combine(date(2026, 2, 6), time.min)
)  # ninety days with the day itself
BEFORE, SINCE = MIDNIGHT - timedelta(minutes=1), MIDNIGHT
REPORTS, WORDS = 2, 3  # with ten actions each; words of an action
LAST_WORD = "COALESCE((SELECT"


@pytest.mark.parametrize(
    ("promised", "said", "is_stale"),
    [
        (BEFORE, [], True),
        (SINCE, [], False),
        (BEFORE, [BEFORE], True),
        (BEFORE, [SINCE], False),
        (BEFORE, [SINCE, BEFORE], False),
        (SINCE, [BEFORE], True),  # carried over with its old words
        (SINCE, [BEFORE, SINCE], False),
    ],
)
def test_an_action_is_as_silent_as_its_last_word(follow_up, promised, said, is_stale):
    mine = KeyAction.everything.filter(pk=follow_up.action.pk)
    models.QuerySet.update(mine, created_at=promised)
    for at in said:
        report(follow_up.action, made_at=at, what_was_done="So far.")
    [action] = KeyAction.objects.with_last_word()
    assert (action.last_word_at < MIDNIGHT) is is_stale
    assert list(KeyAction.objects.all().stale(ON)) == [action] * is_stale


def test_a_word_that_was_withdrawn_breaks_no_silence(follow_up, pm):
    models.QuerySet.update(KeyAction.everything.all(), created_at=BEFORE)
    word = report(follow_up.action, made_at=SINCE, what_was_done="By mistake.")
    assert not KeyAction.objects.all().stale(ON).exists()
    models.QuerySet.update(ProgressUpdate.everything.filter(pk=word.pk), withdrawn_at=SINCE)
    assert KeyAction.objects.all().stale(ON).exists()


@pytest.fixture
def officer(db):
    """Somebody who sees many actions."""
    reader = rows.officer()
    rows.recommendations(range(REPORTS), reader=reader)
    models.QuerySet.update(KeyAction.everything.all(), responsible_person=reader)
    rows.write(
        ProgressUpdate(
            key_action=action, status="initiated", what_was_done="So far.",
            made_at=(BEFORE if number % 2 else SINCE + timedelta(days=1)) - timedelta(minutes=word),
        )
        for number, action in enumerate(KeyAction.objects.all())
        for word in range(WORDS)
    )  # fmt: skip
    return reader


def test_what_is_stale_is_asked_without_the_last_word_of_each_action(officer):
    """Whether anything was said since is found by the first report there is. The last word of all actions is
    a table of its own: PostgreSQL goes through it once for each action while it has not counted the rows."""
    visible = KeyAction.objects.visible_to(officer)
    mine = MyActionFilter({"only": "stale"}, queryset=visible.soonest_first(), on=ON).qs
    asked = [MEASURES["stale"].of(visible, ON), mine]
    assert [rows_.count() for rows_ in asked] == [REPORTS * rows.A_REPORT // 2] * 2
    assert not any(LAST_WORD in str(rows_.query) for rows_ in asked)
    by_last_word = visible.open().with_last_word().filter(last_word_at__lt=MIDNIGHT)
    assert LAST_WORD in str(by_last_word.query)  # the control: as it was asked before
