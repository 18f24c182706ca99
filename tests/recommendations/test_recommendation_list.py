"""The list across all evaluations: what it finds, and what it never lets slip."""

from datetime import date

import pytest
import time_machine

from editing import versions
from tests import factories as make

LIST = "/recommendations/"
PAGE_QUERIES = 15


def found(response):
    return [row.recommendation.number for row in response.context["rows"]]


def test_a_reader_of_the_draft_finds_its_recommendations(as_, eud, follow_up):
    page = as_(eud).get(LIST)
    assert found(page) == [3, 4]
    assert b"Keep the memory" in page.content
    assert b"2 recommendations" in page.content


def test_a_stranger_finds_nothing_and_is_told_what_the_list_is_for(as_, stranger, follow_up):
    page = as_(stranger).get(LIST)
    assert found(page) == []
    assert b"No recommendations yet" in page.content
    assert b"Keep the memory" not in page.content


def test_a_desk_officer_reads_it_once_it_is_final(as_, reader, follow_up):
    assert found(as_(reader).get(LIST)) == []
    versions.revise(follow_up.evaluation, base_version=1, fields={"stage": "final"}, by=None)
    assert found(as_(reader).get(LIST)) == [3, 4]


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("q=memory", [3]),
        ("q=MEMORY", [3]),
        ("q=nowhere", []),
        ("evaluation=final", [3, 4]),
        ("addressee=iom", [3]),
        ("priority=2", [4]),
        ("project=MMSP", [3, 4]),
        ("decision=partially_accepted", [3]),
        ("decision=pending", [4]),
        ("decision=rejected", []),
        ("status=initiated", [3]),
        ("status=completed", []),
        ("overdue=on", [3]),
        ("responsible=beijing", [3]),
        ("responsible=brussels", []),
        ("status=initiated&overdue=on&priority=1", [3]),
    ],
)
def test_the_manager_narrows_the_list(as_, eud, follow_up, query, numbers):
    assert found(as_(eud).get(f"{LIST}?{query}")) == numbers


def test_status_and_overdue_are_asked_of_the_same_action(as_, eud, follow_up):
    """3.1 is overdue, 3.2 is not initiated: no action is both."""
    make.ActionFactory(
        response=follow_up.response, number=2, due_on=date(2099, 1, 1), promised_on=date(2099, 1, 1),
        no_date_reason="",
    )  # fmt: skip
    client = as_(eud)
    assert found(client.get(f"{LIST}?status=not_initiated")) == [3]
    assert found(client.get(f"{LIST}?status=not_initiated&overdue=on")) == []


@time_machine.travel("2021-06-30 12:00")
def test_an_action_is_not_overdue_on_its_very_day(as_, eud, follow_up):
    assert found(as_(eud).get(f"{LIST}?overdue=on")) == []


SIDE_DOORS = [
    "decision=partially_accepted", "decision=pending", "status=initiated", "overdue=on",
    "responsible=beijing",
]  # fmt: skip


@pytest.mark.parametrize("query", SIDE_DOORS)
@pytest.mark.parametrize("who", ["reviewer", "rival"])
def test_no_filter_tells_of_a_response_that_is_not_submitted(as_, request, follow_up, query, who):
    page = as_(request.getfixturevalue(who)).get(f"{LIST}?{query}")
    assert found(page) == []


@pytest.mark.parametrize("query", SIDE_DOORS)
@pytest.mark.parametrize("who", ["reviewer", "rival"])
def test_the_same_filter_finds_it_once_it_is_submitted(as_, request, submitted, query, who):
    page = as_(request.getfixturevalue(who)).get(f"{LIST}?{query}")
    assert found(page) == ([4] if query == "decision=pending" else [3])


def test_sorting_by_date_does_not_betray_a_response_either(as_, reviewer, pm, follow_up):
    """R3 has a date and R4 has none; the reviewer's order must not know that."""
    make.ActionFactory(
        response=follow_up.pending, number=1, due_on=date(2020, 1, 1), promised_on=date(2020, 1, 1),
        no_date_reason="",
    )  # fmt: skip
    assert found(as_(pm).get(f"{LIST}?sort=due")) == [4, 3]
    assert found(as_(reviewer).get(f"{LIST}?sort=due")) == [3, 4]
    versions.revise(follow_up.action, base_version=1, fields={"due_on": date(2019, 1, 1)}, by=None)
    assert found(as_(pm).get(f"{LIST}?sort=due")) == [3, 4]


def test_an_unsubmitted_answer_leaves_no_trace_in_the_page(as_, reviewer, eud, follow_up):
    hidden = as_(reviewer).get(LIST).content.decode()
    shown = as_(eud).get(LIST).content.decode()
    assert "Partially accept</span>" in shown
    assert "Partially accept</span>" not in hidden
    assert "30 Jun 2021" in shown
    assert "30 Jun 2021" not in hidden


@pytest.mark.parametrize(
    ("sort", "numbers"),
    [
        ("recommendation", [3, 4]),
        ("-recommendation", [4, 3]),
        ("priority", [3, 4]),
        ("-priority", [4, 3]),
        ("due", [3, 4]),
        ("-due", [3, 4]),  # what has no date comes last either way
        ("evaluation", [3, 4]),
        ("password", [3, 4]),
        ("evaluation__slug", [3, 4]),
    ],
)
def test_columns_sort_and_unknown_ones_are_ignored(as_, eud, follow_up, sort, numbers):
    assert found(as_(eud).get(f"{LIST}?sort={sort}")) == numbers


@pytest.mark.parametrize(
    "query",
    [
        "page=0", "page=-1", "page=" + "9" * 30, "page=%C2%B2", "page=a", "sort=-", "sort=--due",
        "priority=" + "9" * 40, "decision=%F0%9F%92%A5", "status[]=x", "evaluation=" + "a" * 9000,
        "q=" + "%25" * 3000, "q=%27%3B+drop", "overdue=perhaps", "addressee=1%27", "project=%2e%2e",
        "responsible=" + "_" * 5000, "&&&===", "evaluation=final&evaluation=other",
    ],
)  # fmt: skip
def test_garbage_is_answered_with_a_page(as_, eud, follow_up, query):
    assert as_(eud).get(f"{LIST}?{query}").status_code == 200


def test_a_mistaken_filter_is_said_at_its_field(as_, eud, follow_up):
    page = as_(eud).get(f"{LIST}?evaluation=unknown")
    assert page.context["filter"].form.errors["evaluation"]


def test_the_menu_of_evaluations_names_visible_ones_only(as_, eud, stranger, follow_up):
    assert b"Final evaluation" in as_(eud).get(LIST).content
    assert b"Final evaluation" not in as_(stranger).get(LIST).content


def test_an_addressee_of_a_hidden_draft_is_not_offered(as_, stranger, eud, follow_up):
    assert b'value="iom"' in as_(eud).get(LIST).content
    assert b'value="iom"' not in as_(stranger).get(LIST).content


def test_fifty_rows_make_a_page(as_, eud, world):
    for number in range(1, 53):
        make.RecommendationFactory(evaluation=world.evaluation, number=number)
    client = as_(eud)
    assert len(found(client.get(LIST))) == 50
    assert found(client.get(f"{LIST}?page=2")) == [51, 52]


def test_the_number_of_queries_does_not_grow_with_the_rows(
    as_, eud, follow_up, django_assert_max_num_queries
):
    client = as_(eud)
    for number in range(10, 60):
        row = make.RecommendationFactory(evaluation=follow_up.evaluation, number=number)
        response = make.ResponseFactory(matrix=follow_up.matrix, recommendation=row)
        make.ActionFactory(response=response, number=1)
        if number in (12, 59):
            with django_assert_max_num_queries(PAGE_QUERIES):
                client.get(f"{LIST}?status=not_initiated&sort=due")


def test_nobody_reads_it_without_signing_in(as_, follow_up):
    assert as_(None).get(LIST).status_code == 302
