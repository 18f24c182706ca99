"""Word files are written while their reader waits: one at a time for each, so that others have a page."""

import pytest

from mmsp.reports import files, slots
from mmsp.reports.activity_urls import urlpatterns as of_activities
from mmsp.reports.urls import urlpatterns as of_evaluations
from tests.reports import rows

WORD = "/evaluations/final/report/final.docx"


@pytest.fixture(autouse=True)
def soon(settings, tmp_path, monkeypatch):
    settings.VAR_DIR = tmp_path
    monkeypatch.setattr(files, "PATIENCE", 0.1)


def test_who_asks_for_a_second_one_meanwhile_is_asked_to_come_again(as_, eud, pm, world):
    rows.fill(world)
    with slots.one_of(f"word-{eud.pk}", 1, 0):
        answer = as_(eud).get(WORD)
        assert answer.status_code == 503
        assert answer["Retry-After"] == "30"
        assert "no-store" in answer["Cache-Control"]
        assert "Another Word file is being written for you" in answer.content.decode()
        assert as_(pm).get(WORD).status_code == 200
    assert as_(eud).get(WORD)["Content-Type"] == files.WORD


def test_a_fault_leaves_the_next_one_free(as_, eud, world):
    assert as_(eud).get("/evaluations/none/report/final.docx").status_code == 404
    assert as_(eud).get(WORD).status_code == 200


def steps(view):
    while view:
        yield view.__code__.co_name
        view = getattr(view, "__wrapped__", None)


def test_every_word_file_is_written_so():
    views = [each for each in (*of_evaluations, *of_activities) if each.name.endswith("-docx")]
    assert len(views) == 11
    assert all("in_turn" in steps(each.callback) for each in views)
