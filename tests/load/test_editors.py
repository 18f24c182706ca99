"""Eight people at one finding over real HTTP; `make bench` does the same with thirty-two."""

import pytest

from tests.databases import migrated_database
from tests.load.editors import UNPROTECTED, Site, share

PEOPLE, SAVES = 8, 6


@pytest.fixture(scope="module")
def site(tmp_path_factory, django_db_setup, django_db_blocker):
    folder = tmp_path_factory.mktemp("editors")
    with migrated_database(folder, django_db_blocker) as url:
        yield Site(url, folder, PEOPLE)


def test_no_acknowledged_and_no_refused_word_is_lost(site):
    told, became = site.round(1, SAVES)
    assert told.faults == []
    assert len(told.acknowledged) + len(told.refused) == PEOPLE * SAVES
    assert told.acknowledged
    assert told.refused, "nobody collided, so nothing was shown"
    assert (became.lost, became.lost_refused, became.holes) == ([], [], 0)


def test_control_without_versions_most_acknowledged_words_are_lost(site):
    told, became = site.round(2, SAVES, UNPROTECTED)
    assert len(told.acknowledged) == PEOPLE * SAVES
    assert share(became.lost, told.acknowledged) > 50
