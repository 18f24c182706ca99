"""Who asks again gets the stored bytes without the paper being made, until anybody writes anything."""

import pytest
from django.core.cache import caches
from django.db import models

from editing import versions
from evaluations.models import Evaluation
from mmsp.reports import comment_views, content, matrix_views, quality_views, workshop_views
from recommendations.models import ResponseMatrix
from tests import factories as make
from tests.orders.conftest import REPORT, body, order, work_off
from tests.reports.test_quality_grid import assessed


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


def printed(client, address=REPORT):
    order(client, address)
    work_off()
    return client.get(address)


MATRIX, GRID = "/evaluations/final/matrix/iom/matrix.pdf", "/evaluations/final/quality/grid.pdf"
# Each paper's address, and who makes its content.
OTHERS = {
    MATRIX: (matrix_views, "build_matrix"),
    "/evaluations/final/matrix/iom/services.pdf": (matrix_views, "build_matrix"),
    GRID: (quality_views, "build_quality"),
    "/evaluations/final/comments/table.pdf": (comment_views, "build_comments"),
    "/activities/MMSP/700/report/summary.pdf": (workshop_views, "build_workshop"),
}


@pytest.fixture
def all_papers(report, world, eud, reviewer):
    """A world in which each of them says something."""
    make.ActivityFactory(project=world.project, number=700, title="Workshop on ferries")
    thread = make.CommentThreadFactory(about=report.findings.first(), number=1, author=reviewer)
    make.CommentFactory(thread=thread, number=1, author=reviewer, text="Too strong.")
    assessed(report, eud)
    return report


@pytest.mark.parametrize("address", OTHERS)
def test_no_paper_is_made_again_while_nobody_writes(
    as_, eud, all_papers, press, monkeypatch, address
):
    caches["figures"].clear()
    seen, (module, name) = [], OTHERS[address]
    build = getattr(module, name)
    monkeypatch.setattr(module, name, lambda *a, **k: seen.append(1) or build(*a, **k))
    client = as_(eud)
    first = printed(client, address)
    assert seen
    seen.clear()
    again = client.get(address)
    assert (body(again), again["ETag"]) == (body(first), first["ETag"])
    assert again["Content-Disposition"] == first["Content-Disposition"]
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 304
    assert seen == []
    finding = all_papers.findings.first()
    versions.revise(finding, base_version=finding.version, fields={"short_answer": "No."}, by=None)
    assert client.get(address).status_code == 200
    assert seen == [1]


def test_the_matrix_of_another_audience_is_not_remembered_for_this_one(
    as_, eud, ev, all_papers, press
):
    """Remarks are between the organisation and the managers."""
    assert "When exactly?" in body(printed(as_(eud), MATRIX))
    assert "When exactly?" not in body(printed(as_(ev), MATRIX))
    assert "When exactly?" in body(as_(eud).get(MATRIX))


def test_the_grid_of_who_still_scores_is_not_remembered_for_who_reads_it(
    as_, eud, ev, all_papers, press
):
    assessed(all_papers, eud, report="final", day=False)
    assert "Sound final" in body(printed(as_(eud), GRID))
    read = body(printed(as_(ev), GRID))
    assert "Sound draft" in read
    assert "Sound final" not in read
    assert "Sound final" in body(as_(eud).get(GRID))


def test_an_answer_taken_back_is_not_remembered_outside(as_, pm, ev, all_papers, press):
    matrix = all_papers.matrices.get()
    assert printed(as_(ev), MATRIX).status_code == 200
    models.QuerySet.update(ResponseMatrix.everything.filter(pk=matrix.pk), submitted_at=None)
    assert as_(ev).get(MATRIX).status_code == 404
    assert as_(pm).get(MATRIX).status_code == 200


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
