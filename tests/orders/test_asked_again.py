"""Who asks again gets the stored bytes without the paper being made, until anybody writes anything."""

import pytest
from django.core.cache import caches
from django.db import models

from editing import versions
from evaluations.models import Evaluation
from mmsp.reports import content
from tests.orders.conftest import REPORT, body, order, work_off


@pytest.fixture
def made(monkeypatch):
    """Counts how often the paper was made of rows."""
    caches["figures"].clear()
    seen, build = [], content.build

    def counted(*args, **kwargs):
        seen.append(1)
        return build(*args, **kwargs)

    monkeypatch.setattr(content, "build", counted)
    return seen


def printed(client):
    order(client)
    work_off()
    return client.get(REPORT)


def test_nothing_is_made_while_nobody_writes(
    as_, eud, report, press, made, django_assert_max_num_queries
):
    client = as_(eud)
    first = printed(client)
    made.clear()
    with django_assert_max_num_queries(9):
        again = client.get(REPORT)
    assert (body(again), again["ETag"]) == (body(first), first["ETag"])
    assert again["Content-Disposition"] == first["Content-Disposition"]
    assert client.get(REPORT, headers={"if-none-match": first["ETag"]}).status_code == 304
    assert made == []


def test_a_write_anywhere_has_it_made_again(as_, eud, report, world, press, made):
    """Also of rows that the evaluation does not govern."""
    client = as_(eud)
    before = printed(client)["ETag"]
    for row, field in (
        (world.sofreco, "name"),
        (world.project, "title"),
        (report.findings.first().activities.first(), "title"),
        (report.findings.first(), "short_answer"),
    ):
        made.clear()
        versions.revise(row, base_version=row.version, fields={field: "Changed"}, by=None)
        after = printed(client)["ETag"]
        assert made
        assert after != before
        before = after


def test_a_write_that_changes_nothing_in_it_gives_the_same_file(as_, eud, report, press, made):
    client = as_(eud)
    before = printed(client)["ETag"]
    made.clear()
    versions.revise(eud, base_version=eud.version, fields={"time_zone": "Asia/Shanghai"}, by=eud)
    assert client.get(REPORT)["ETag"] == before
    assert made == [1]
    assert len(press) == 1


def test_each_audience_has_its_own(as_, eud, report, press, made):
    inside = printed(as_(eud))["ETag"]
    order(as_(eud), f"{REPORT}?audience=public")
    work_off()
    assert as_(eud).get(f"{REPORT}?audience=public")["ETag"] != inside


def test_who_lost_the_right_is_not_remembered(as_, reviewer, report, press, made):
    """Even where the table was changed behind the back of everything."""
    client = as_(reviewer)
    printed(client)
    assert client.get(REPORT).status_code == 200
    models.QuerySet.update(Evaluation.everything.filter(pk=report.pk), stage="planned")
    assert client.get(REPORT).status_code == 404
