"""My actions: what waits for one person, reported on in its row."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from editing import versions
from recommendations.models import FollowUpRules
from tests import factories as make
from tests.follow_up import PROMISE, report

MINE = "/my/actions/"
IN_PLACE = {"HTTP_HX_REQUEST": "true"}
QUERIES = 16


def found(page):
    return [row.action.text for row in page.context["rows"]]


def counts(page):
    return [part["count"] for part in page.context["parts"]]


def dated(follow_up, number, due, **fields):
    return make.ActionFactory(
        response=follow_up.response, number=number, due_on=due, promised_on=due,
        no_date_reason="", **fields,
    )  # fmt: skip


def ago(days):
    """Noon of that day: so many hours ago may be another day where summer time lies between."""
    noon = datetime.combine(timezone.localdate() - timedelta(days=days), time(12))
    return timezone.make_aware(noon)


def test_my_actions_are_open_ones_of_mine_overdue_first(as_, pm, world, follow_up):
    colleague = make.UserFactory(organisation=world.iom)
    dated(follow_up, 2, date(2099, 1, 1), text="Later", responsible_person=pm)
    make.ActionFactory(response=follow_up.response, number=3, text="Undated")
    dated(follow_up, 4, date(2020, 1, 1), text="Of a colleague", responsible_person=colleague)
    dated(follow_up, 5, date(2020, 1, 1), text="Done", status="completed")
    assert found(as_(pm).get(MINE)) == [PROMISE, "Later", "Undated"]


def test_each_line_says_how_late_it_is_and_how_long_it_was_silent(as_, pm, follow_up):
    report(follow_up.action, made_at="2021-05-01T12:00:00Z")
    [row] = as_(pm).get(MINE).context["rows"]
    assert row.is_overdue
    assert row.silent_days > row.late_days > 0


def test_each_line_leads_to_the_update_and_back(as_, pm, follow_up):
    page = as_(pm).get(MINE).content.decode()
    assert f"{follow_up.action.url_for('update')}?next=/my/actions/" in page


@pytest.mark.parametrize("who", ["eud", "rival", "reviewer", "stranger"])
def test_with_nothing_to_do_the_page_says_so_kindly(as_, request, submitted, who):
    page = as_(request.getfixturevalue(who)).get(MINE)
    assert found(page) == []
    assert b"Nothing waits for you" in page.content


def test_my_name_on_an_action_does_not_open_a_hidden_evaluation(as_, stranger, follow_up):
    fields = {"responsible_person": stranger}
    versions.revise(follow_up.action, base_version=1, fields=fields, by=None)
    assert found(as_(stranger).get(MINE)) == []


@pytest.fixture
def silent(follow_up):
    """Nobody said a word of action 3.1 for a hundred days."""
    report(follow_up.action, made_at=ago(100), what_was_done="A draft.", next_step="Sign it.")
    type(follow_up.action).everything.filter(pk=follow_up.action.pk)._update(
        [(type(follow_up.action)._meta.get_field("created_at"), None, ago(400))]
    )
    return follow_up


def test_a_line_shows_what_was_done_last_and_what_comes_next(as_, pm, silent):
    page = as_(pm).get(MINE).content.decode()
    assert "Last word 100 days ago" in page
    assert "A draft." in page
    assert "Sign it." in page


def test_what_nobody_spoke_of_for_long_is_stale_until_somebody_does(as_, pm, silent):
    client = as_(pm)
    assert [row.is_stale for row in client.get(MINE).context["rows"]] == [True]
    report(silent.action, made_at=ago(89))
    assert [row.is_stale for row in client.get(MINE).context["rows"]] == [False]


def test_what_was_carried_over_with_an_old_word_is_as_old_as_that(as_, pm, follow_up):
    report(follow_up.action, what_was_done="Long ago.", made_at="2021-03-01T12:00:00Z")
    assert [row.is_stale for row in as_(pm).get(MINE).context["rows"]] == [True]


def test_a_new_action_is_not_stale_for_having_no_word_yet(as_, pm, follow_up):
    assert [row.is_stale for row in as_(pm).get(MINE).context["rows"]] == [False]


@pytest.mark.parametrize(("days", "is_stale"), [(100, True), (101, False), (0, True)])
def test_how_long_silence_may_last_is_a_rule_of_the_evaluation(as_, pm, silent, days, is_stale):
    rules = {"evaluation": silent.evaluation, "stale_days": days}
    versions.create(FollowUpRules, fields=rules, by=None)
    assert [row.is_stale for row in as_(pm).get(MINE).context["rows"]] == [is_stale]


def test_the_counts_on_top_lead_to_what_they_count(as_, pm, silent):
    dated(silent, 2, date(2099, 1, 1), text="Later")
    client = as_(pm)
    page = client.get(MINE)
    assert counts(page) == [2, 1, 1]
    for part in page.context["parts"]:
        assert len(found(client.get(part["href"]))) == part["count"]
    assert found(client.get(f"{MINE}?only=overdue")) == [PROMISE]
    assert found(client.get(f"{MINE}?only=nonsense")) == [PROMISE, "Later"]


def test_what_is_filtered_to_nothing_says_so(as_, pm, follow_up):
    assert b"Nothing of yours is stale" in as_(pm).get(f"{MINE}?only=stale").content


def test_a_row_is_saved_in_place_and_comes_back_fresh(as_, pm, follow_up):
    client, anchor = as_(pm), "a_final_iom_3_1"
    url = f"{follow_up.action.url_for('update')}?next={MINE}"
    form = client.get(url, **IN_PLACE).content.decode()
    assert f'hx-target="closest tr" hx-select="#{anchor}" hx-select-oob="#my-head"' in form
    said = {"status": "on_hold", "what_was_done": "It rests.", "seen_version": "1"}
    page = client.post(url, said, follow=True, **IN_PLACE).content.decode()
    assert f'<tr id="{anchor}">' in page
    assert "It rests." in page
    assert page.index('id="my-head"') < page.index("Saved.", page.index('id="my-head"'))


@pytest.mark.parametrize("pairs", [10, 50])
def test_the_number_of_queries_is_the_same_for_ten_actions_and_a_hundred(
    as_, pm, world, follow_up, pairs, django_assert_num_queries
):
    client = as_(pm)
    document = make.DocumentFactory(project=world.project)
    activity = make.ActivityFactory(project=world.project)
    for number in range(2, pairs * 2 + 1):
        action = make.ActionFactory(response=follow_up.response, number=number)
        report(action, document=document, activity=activity)
    with django_assert_num_queries(QUERIES):
        client.get(MINE)


@pytest.mark.parametrize(("columns", "width"), [("", 7), ("?columns=action,due", 4)])
def test_the_form_reaches_over_the_columns_that_she_chose(as_, pm, follow_up, columns, width):
    """The tick and the buttons are columns too."""
    client, back = as_(pm), f"{MINE}{columns}"
    heads = client.get(back).content.decode().count('<th scope="col"')
    form = client.get(follow_up.action.url_for("update"), {"next": back}, **IN_PLACE)
    assert f'<td colspan="{heads}">' in form.content.decode()
    assert heads == width
