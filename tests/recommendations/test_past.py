"""The follow-up as it stood on a day: what happens later changes nothing of what is told of it."""

from datetime import timedelta

import pytest
from django.db.models import F, Model, QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from editing import versions
from editing.models import Revision, Versioned
from evaluations.models import Evaluation
from recommendations.dashboard import By
from recommendations.models import (
    KeyAction,
    ManagementResponse,
    ProgressUpdate,
    Recommendation,
    ResponseMatrix,
)
from recommendations.past import Sight, read_past
from recommendations.views.follow_up import dashboard_of, past_of
from tests import factories as make
from tests.follow_up import follow_up, report, submitted

__all__ = ["follow_up", "submitted"]
MOMENTS = ("created_at", "updated_at", "made_at", "at", "submitted_at", "withdrawn_at")
ROWS: tuple[type[Model], ...] = (
    Revision, Evaluation, Recommendation, ResponseMatrix, ManagementResponse, KeyAction,
    ProgressUpdate,
)  # fmt: skip


def let_pass(days):
    """Time goes by: all that is written so far was written so much earlier."""
    for model in ROWS:
        names = {field.name for field in model._meta.concrete_fields} & set(MOMENTS)
        rows = model.everything if issubclass(model, Versioned) else model.objects
        earlier = {name: F(name) - timedelta(days=days) for name in names}
        QuerySet.update(rows.all(), **earlier)
    for kept in Revision.objects.filter(content__submitted_at__isnull=False):
        if at := parse_datetime(str(kept.content["submitted_at"])):
            kept.content["submitted_at"] = (at - timedelta(days=days)).isoformat()
            kept.save()


@pytest.fixture
def last_month():
    return timezone.localdate() - timedelta(days=30)


@pytest.fixture
def told(rf):
    """What a person reads of a day, in the smallest pieces."""

    def of(person, on, query=""):
        request = rf.get(f"/follow-up/?{query}")
        request.user = person
        dashboard = past_of(request, None, on)
        figures = {by: dashboard._summaries(by) for by in ("", *By.values)}
        return figures, dashboard.past.answers, dashboard.past.actions

    return of


def as_now(row):
    return type(row).everything.get(pk=row.pk)


def close(action):
    report(action, status="completed", what_was_done="Done.", evidence="Minutes")
    done = {"status": "completed"}
    versions.revise(action, base_version=action.version, fields=done, by=None)


def test_a_day_is_told_tomorrow_as_it_is_told_today(eud, told, submitted, last_month):
    report(submitted.action, what_was_done="A first step.")
    doomed = make.ActionFactory(response=submitted.response, number=2, text="Doomed")
    let_pass(40)
    before = told(eud, last_month)
    close(as_now(submitted.action))
    versions.remove(as_now(doomed), base_version=1, by=None)
    make.ActionFactory(response=submitted.response, number=3, text="A new one")
    response = as_now(submitted.response)
    versions.revise(
        response, base_version=response.version, fields={"decision": "accepted"}, by=None
    )
    recommendation = as_now(submitted.recommendation)
    versions.revise(recommendation, base_version=1, fields={"heading": "Called otherwise"}, by=None)
    assert told(eud, last_month) == before
    assert told(eud, timezone.localdate()) != before
    assert [each.text for each in before[2]] == [submitted.action.text, "Doomed"]
    assert before[2][0].said[-1].what_was_done == "A first step."


def test_a_whole_response_that_was_removed_since_is_told_of(eud, told, submitted, last_month):
    let_pass(40)
    before = told(eud, last_month)
    for row in (submitted.action, submitted.response, submitted.pending, submitted.matrix):
        versions.remove(as_now(row), base_version=as_now(row).version, by=None)
    assert told(eud, last_month) == before
    assert before[2]
    assert not told(eud, timezone.localdate())[2]


def test_a_report_that_was_withdrawn_later_stood_on_that_day(eud, told, submitted, last_month):
    word = report(submitted.action, what_was_done="Said too soon.")
    let_pass(40)
    before = told(eud, last_month)
    versions.revise(word, base_version=1, fields={"withdrawn_at": timezone.now()}, by=None)
    assert told(eud, last_month) == before
    assert not told(eud, timezone.localdate())[2][0].said


def test_a_draft_of_that_day_stays_with_those_who_wrote_it(
    eud, reviewer, pm, told, follow_up, last_month
):
    """Who read the response only when it was handed over reads nothing of what stood there before."""
    let_pass(40)
    matrix = follow_up.matrix
    versions.revise(matrix, base_version=1, fields={"submitted_at": timezone.now()}, by=None)
    assert not told(reviewer, last_month)[2]
    assert told(reviewer, timezone.localdate())[2]
    assert told(pm, last_month)[2]
    assert told(eud, last_month)[2]


def test_what_was_carried_over_is_told_by_its_log(eud, told, submitted, last_month):
    """Entered here today with the reports of two years."""
    now = timezone.now()
    matrix = as_now(submitted.matrix)
    long_ago = {"submitted_at": now - timedelta(days=300)}
    versions.revise(matrix, base_version=matrix.version, fields=long_ago, by=None)
    report(submitted.action, status="on_hold", made_at=now - timedelta(days=200))
    report(submitted.action, status="completed", made_at=now - timedelta(days=10))
    assert told(eud, last_month)[2][0].status == "on_hold"
    assert told(eud, last_month - timedelta(days=200))[2][0].status == "not_initiated"
    assert not told(eud, last_month - timedelta(days=330))[2]


def test_a_word_entered_later_is_none_of_that_day(eud, told, submitted, last_month):
    let_pass(40)
    before = told(eud, last_month)
    report(submitted.action, status="on_hold", made_at=timezone.now() - timedelta(days=35))
    assert told(eud, last_month) == before


@pytest.mark.parametrize(
    "query", ["", "organisation=iom", "unit=Beijing+office", "unit=-", "criterion=-", "year=-"]
)
def test_today_is_counted_as_the_dashboard_counts(rf, eud, submitted, query):
    report(submitted.action, what_was_done="A first step.")
    late = make.ActionFactory(
        response=submitted.response, number=2, due_on=timezone.localdate() - timedelta(days=500),
        promised_on=timezone.localdate() - timedelta(days=500), no_date_reason="",
    )  # fmt: skip
    close(late)
    request = rf.get(f"/follow-up/?{query}")
    request.user = eud
    live, past = dashboard_of(request), past_of(request, None, timezone.localdate())
    for by in ("", *By.values):
        assert counts(past, by) == counts(live, by), by


def counts(dashboard, by):
    """What is counted, without what is none."""
    told = {
        name: ({key: n for key, n in each.counts.items() if n}, each.delay)
        for name, each in dashboard._summaries(by).items()
    }
    return {name: each for name, each in told.items() if each[0]}


def test_many_rows_take_no_more_queries_than_few(submitted, django_assert_num_queries, last_month):
    sight = Sight(
        Evaluation.objects.all(), ResponseMatrix.everything.all(), ResponseMatrix.everything.all()
    )
    let_pass(40)
    read_past(sight, last_month)  # content types are looked up once
    with django_assert_num_queries(19) as asked:
        read_past(sight, last_month)
    for number in range(5, 25):
        make.ActionFactory(response=submitted.response, number=number)
    with django_assert_num_queries(len(asked.captured_queries)):
        read_past(sight, timezone.localdate())
