"""Key actions across evaluations: all that are open to me."""

import pytest

from tests import factories as make
from tests.follow_up import PROMISE, report

ALL = "/actions/"


def found(page):
    return [row.action.text for row in page.context["rows"]]


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


def test_the_number_of_queries_does_not_grow_with_the_rows(
    as_, pm, follow_up, django_assert_max_num_queries
):
    client = as_(pm)
    for number in range(2, 40):
        report(make.ActionFactory(response=follow_up.response, number=number))
        if number in (3, 39):
            with django_assert_max_num_queries(15):
                client.get(ALL)
