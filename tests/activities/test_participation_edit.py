"""Numbers of participants are rows with a version of their own."""

import pytest

from activities.models import Participation
from editing import versions
from tests import factories as make
from tests.activities.pages import fill, shown

NEW = "/activities/MMSP/1/participants/new/"
EDIT = "/activities/MMSP/1/participants/1/edit/"
REMOVE = "/activities/MMSP/1/participants/1/remove/"


def test_a_keeper_adds_a_group(as_, pm, training):
    answer = fill(as_(pm), NEW, group="Embassies", women=3, men=2, total=6, kind="member_state")
    assert answer["Location"] == "/activities/MMSP/1/#participants"
    row = Participation.objects.get()
    assert (row.women, row.men, row.total) == (3, 2, 6)


def test_where_nobody_counted_women_and_men_the_boxes_stay_empty(as_, pm, training):
    fill(as_(pm), NEW, group="Embassies", total=6)
    row = Participation.objects.get()
    assert (row.women, row.men, row.total) == (None, None, 6)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"women": 8, "men": 3}, "total"),
        ({"total": ""}, "total"),
        ({"women": "-1"}, "women"),
        ({"men": "many"}, "men"),
        ({"total": "99999999999999999999"}, "total"),
        ({"group": ""}, "group"),
    ],
)
def test_a_mistake_is_said_at_its_field(as_, pm, training, officials, wrong, field):
    answer = fill(as_(pm), EDIT, **{"country": "FR", **wrong})
    assert answer.status_code == 422
    assert answer.context["form"].errors[field]
    assert 'value="FR"' in answer.text


def test_two_people_who_count_at_once_see_both_numbers(as_, pm, officials):
    browser = as_(pm)
    mine = shown(browser, EDIT)
    versions.revise(officials, base_version=1, fields={"total": 31}, by=None)
    answer = browser.post(EDIT, {**mine, "total": 47})
    assert answer.status_code == 409
    assert "31" in answer.text
    assert "47" in answer.text


def test_rows_keep_their_address_when_an_earlier_one_goes(as_, pm, training, officials):
    second = make.ParticipationFactory(activity=training, group="Aardvarks")
    browser = as_(pm)
    browser.post(REMOVE, {"base_version": 1})
    assert browser.get(EDIT).status_code == 404
    edit_second = "/activities/MMSP/1/participants/2/edit/"
    assert edit_second in browser.get("/activities/MMSP/1/").text
    fill(browser, edit_second, total=12)
    second.refresh_from_db()
    assert second.total == 12


def test_rows_of_another_activity_are_not_reached(as_, pm, training, officials):
    make.ActivityFactory(project=training.project, number=2)
    assert as_(pm).get("/activities/MMSP/2/participants/1/edit/").status_code == 404


@pytest.mark.parametrize("address", [NEW, EDIT, REMOVE, EDIT.replace("edit", "history")])
def test_only_keepers_write(as_, ev, stranger, officials, address):
    assert as_(ev).get(address).status_code == 403
    assert as_(stranger).get(address).status_code == 404


def test_the_history_tells_who_counted(as_, pm, officials):
    versions.revise(officials, base_version=1, fields={"total": 31}, by=pm)
    page = as_(pm).get(EDIT.replace("edit", "history"))
    assert "31" in page.text
