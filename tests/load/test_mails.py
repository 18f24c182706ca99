"""Reminders while workers die, small; `make bench` does the same with 600 reminders and 25 deaths."""

import pytest

from tests.databases import migrated_database
from tests.load.mails import AFTER, ANYWHERE, BEFORE, Post

PEOPLE, WORKERS = 60, 2


@pytest.fixture(scope="module")
def post(tmp_path_factory, django_db_setup, django_db_blocker):
    folder = tmp_path_factory.mktemp("mails")
    with migrated_database(folder, django_db_blocker) as url:
        yield Post(url, folder)


def test_nothing_is_lost_and_a_death_repeats_one_mail_at_most(post):
    became = post.round(PEOPLE, WORKERS, [BEFORE, AFTER, ANYWHERE])
    assert became.kills == 3
    assert (became.missed, became.rows_missing, became.rows_twice, became.waiting) == (0, 0, 0, 0)
    assert 1 <= became.repeated <= became.kills
    assert became.repeated_otherwise == 0


@pytest.mark.once
def test_control_who_notes_a_mail_before_sending_it_loses_it(post):
    became = post.round(PEOPLE, WORKERS, [BEFORE, BEFORE, BEFORE], how="claim-then-send")
    assert became.kills == 3
    assert became.missed == 3
