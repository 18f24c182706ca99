"""Key actions across evaluations: mine, and all that are open to me."""

from datetime import date

import pytest

from editing import versions
from tests import factories as make
from tests.follow_up import PROMISE, report

MINE, ALL = "/my/actions/", "/actions/"


def found(page):
    return [row.action.text for row in page.context["rows"]]


def dated(follow_up, number, due, **fields):
    return make.ActionFactory(
        response=follow_up.response, number=number, due_on=due, promised_on=due,
        no_date_reason="", **fields,
    )  # fmt: skip


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


@pytest.mark.parametrize("who", ["reviewer", "rival", "stranger"])
@pytest.mark.parametrize("query", ["", "?overdue=on", "?status=initiated", "?q=CANARY"])
def test_promises_of_an_unsubmitted_response_are_not_listed(as_, request, follow_up, who, query):
    page = as_(request.getfixturevalue(who)).get(ALL + query)
    assert found(page) == []
    assert b"0 key actions" in page.content


def test_submitted_ones_are_listed_for_members(as_, reviewer, submitted):
    assert found(as_(reviewer).get(ALL)) == [PROMISE]


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("evaluation=final&status=initiated", 1), ("status=completed", 0), ("overdue=on", 1),
        ("responsible=BEIJING", 1), ("responsible=geneva", 0), ("q=promise", 1), ("q=%25", 0),
        ("page=" + "9" * 30, 1), ("status=nonsense", 1), ("evaluation=%27", 1),
    ],
)  # fmt: skip
def test_the_list_is_narrowed_and_garbage_ignored(as_, eud, follow_up, query, hits):
    assert len(found(as_(eud).get(f"{ALL}?{query}"))) == hits


@pytest.mark.parametrize("address", [MINE, ALL])
def test_the_number_of_queries_does_not_grow_with_the_rows(
    as_, pm, follow_up, address, django_assert_max_num_queries
):
    client = as_(pm)
    for number in range(2, 40):
        report(make.ActionFactory(response=follow_up.response, number=number))
        if number in (3, 39):
            with django_assert_max_num_queries(8):
                client.get(address)
