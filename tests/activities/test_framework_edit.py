"""Pillars and outcomes: what the activities of a project serve."""

import pytest

from activities.models import Outcome, Pillar
from editing import versions
from tests.activities.pages import fill, shown


def test_a_keeper_adds_a_pillar_with_the_next_number(as_, pm, pillar):
    answer = fill(as_(pm), "/activities/MMSP/pillars/new/", title="Protection")
    assert answer["Location"] == "/activities/MMSP/#pillar-2"
    assert Pillar.objects.get(number=2).title == "Protection"


def test_a_keeper_rewrites_an_outcome(as_, pm, outcome):
    answer = fill(as_(pm), "/activities/MMSP/outcomes/1/edit/", text="It is well supported.")
    assert answer["Location"] == "/activities/MMSP/#outcome-1"
    assert Outcome.objects.get().text == "It is well supported."


def test_a_number_stands_once(as_, pm, pillar):
    answer = fill(as_(pm), "/activities/MMSP/pillars/new/", number=1, title="Twin")
    assert answer.context["form"].errors["number"] == ["This number is taken."]


def test_two_keepers_at_once_see_both_texts(as_, pm, outcome):
    browser, address = as_(pm), "/activities/MMSP/outcomes/1/edit/"
    mine = shown(browser, address)
    versions.revise(outcome, base_version=1, fields={"text": "Their sentence."}, by=None)
    answer = browser.post(address, {**mine, "text": "My sentence."})
    assert answer.status_code == 409
    assert "Their sentence." in answer.text


def test_an_outcome_that_activities_serve_stays(as_, pm, training, outcome):
    versions.revise(training, base_version=1, fields={"outcome": outcome}, by=None)
    browser, address = as_(pm), "/activities/MMSP/outcomes/1/remove/"
    assert browser.post(address, {"base_version": 1}).status_code == 422
    versions.revise(training, base_version=2, fields={"outcome": None}, by=None)
    assert browser.post(address, {"base_version": 1})["Location"] == "/activities/MMSP/"
    assert not Outcome.objects.exists()


@pytest.mark.parametrize("noun", ["pillars", "outcomes"])
@pytest.mark.parametrize("verb", ["new", "1/edit", "1/remove", "1/history"])
def test_only_keepers_write(as_, pm, ev, stranger, pillar, outcome, noun, verb):
    address = f"/activities/MMSP/{noun}/{verb}/"
    assert as_(pm).get(address).status_code == 200
    assert as_(ev).get(address).status_code == 403
    assert as_(stranger).get(address).status_code == 404
