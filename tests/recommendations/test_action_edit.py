"""Key actions: a date or honestly why there is none, and a first promise that stays."""

from datetime import date

import pytest

from editing import versions
from editing.versions import revisions_of
from recommendations.models import KeyAction
from tests import factories as make


@pytest.fixture
def new(follow_up):
    return follow_up.response.url_for("action-new")


@pytest.fixture
def edit(follow_up):
    return follow_up.action.url_for("edit")


def form(**changes):
    return {"text": "Write a hand-over note", "no_date_reason": "", "no_date_note": "", **changes}


def test_a_new_action_gets_the_next_number_and_its_first_promise(as_, pm, follow_up, new):
    page = as_(pm).post(new, form(due_on="2027-03-31", responsible_person=pm.pk))
    action = KeyAction.objects.get(number=2)
    assert page.url == f"{follow_up.url}#a3.2"
    assert (action.due_on, action.promised_on) == (date(2027, 3, 31), date(2027, 3, 31))
    assert action.responsible_person == pm


def test_pressing_twice_writes_one_action(as_, pm, new):
    client = as_(pm)
    key = client.get(new).context["form"].initial["request_key"]
    for _press in range(2):
        client.post(new, form(due_on="2027-03-31", request_key=str(key)))
    assert KeyAction.objects.filter(text="Write a hand-over note").count() == 1


def test_no_date_is_fine_with_a_reason(as_, pm, new):
    as_(pm).post(new, form(no_date_reason="no_funding", no_date_note="Phase III is open."))
    assert KeyAction.objects.get(number=2).due_on is None


@pytest.mark.parametrize(
    ("date_fields", "field"),
    [
        ({}, "due_on"),
        ({"due_on": "2027-03-31", "no_date_reason": "no_funding"}, "no_date_reason"),
        ({"due_on": "soon"}, "due_on"),
        ({"due_on": "99999-01-01"}, "due_on"),
        ({"no_date_reason": "weather"}, "no_date_reason"),
    ],
)
def test_a_mistaken_date_is_said_at_its_field_and_the_text_kept(as_, pm, new, date_fields, field):
    page = as_(pm).post(new, form(**date_fields))
    assert page.status_code == 422
    assert list(page.context["form"].errors) == [field]
    assert b"Write a hand-over note" in page.content
    assert KeyAction.objects.count() == 1


def test_moving_a_date_needs_a_reason_and_keeps_the_promise(as_, pm, follow_up, edit):
    client = as_(pm)
    moved = form(due_on="2027-12-31", base_version="1")
    page = client.post(edit, moved)
    assert page.status_code == 422
    assert page.context["form"].errors["reason"] == ["Say why the date changes."]
    client.post(edit, {**moved, "reason": "The Ministry asked for more time."})
    action = KeyAction.objects.get(pk=follow_up.action.pk)
    assert (action.due_on, action.promised_on) == (date(2027, 12, 31), date(2021, 6, 30))
    assert revisions_of(action).first().reason == "The Ministry asked for more time."


def test_a_change_of_words_needs_no_reason(as_, pm, follow_up, edit):
    as_(pm).post(edit, form(due_on="2021-06-30", base_version="1"))
    assert KeyAction.objects.get(pk=follow_up.action.pk).text == "Write a hand-over note"


def test_people_of_the_answering_organisation_are_offered(as_, pm, rival, world, new):
    colleague = make.UserFactory(name="COLLEAGUE", organisation=world.iom)
    offered = as_(pm).get(new).context["form"].fields["responsible_person"].queryset
    assert set(offered) == {pm, colleague}
    page = as_(pm).post(new, form(due_on="2027-03-31", responsible_person=rival.pk))
    assert page.context["form"].errors["responsible_person"]


def test_who_holds_an_action_stays_offered_after_leaving(as_, pm, follow_up, edit, world):
    gone = make.UserFactory(name="GONE", organisation=world.iom, is_active=False)
    versions.revise(follow_up.action, base_version=1, fields={"responsible_person": gone}, by=None)
    offered = as_(pm).get(edit).context["form"].fields["responsible_person"].queryset
    assert gone in offered


def test_two_colleagues_meet_on_a_page_with_both_texts(as_, pm, edit):
    client = as_(pm)
    client.post(edit, form(text="First text", due_on="2021-06-30", base_version="1"))
    page = client.post(edit, form(text="Second text", due_on="2021-06-30", base_version="1"))
    assert page.status_code == 409
    assert b"First text" in page.content
    assert b"Second text" in page.content


def test_the_manager_and_other_respondents_do_not_promise_for_iom(as_, eud, rival, submitted):
    new, edit = submitted.response.url_for("action-new"), submitted.action.url_for("edit")
    for who in (eud, rival):
        client = as_(who)
        assert client.post(new, form(due_on="2027-03-31")).status_code == 403
        assert client.post(edit, form(due_on="2027-03-31", base_version="1")).status_code == 403
    assert KeyAction.objects.count() == 1


def test_an_action_is_removed_and_its_number_not_reused_by_a_link(as_, pm, follow_up):
    page = as_(pm).post(follow_up.action.url_for("remove"), {"base_version": "1"})
    assert page.url == f"{follow_up.url}#r3"
    assert not KeyAction.objects.exists()
    assert KeyAction.everything.count() == 1
