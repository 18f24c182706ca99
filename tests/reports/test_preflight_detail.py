"""Pre-flight as a page and as the panel of the workspace."""

import pytest

from tests import factories as make
from tests.reports import rows

AT = "/evaluations/final/preflight/"
HERE = {"HX-Request": "true"}


def test_the_writers_read_what_is_missing_and_where_it_is_mended(as_, ev, evaluation):
    make.QuestionFactory(evaluation=evaluation, number=3)
    page = as_(ev).get(AT).content.decode()
    assert "<!doctype html>" in page
    assert page.index("Blocking") < page.index("EQ 3 has no finding.")
    assert 'href="/evaluations/final/questions/3/"' in page
    panel = as_(ev).get(AT, headers=HERE)
    assert "EQ 3 has no finding." in panel.content.decode()
    assert "<!doctype" not in panel.content.decode()
    assert "HX-Request" in panel["Vary"]
    assert "no-store" in panel["Cache-Control"]


def test_the_workspace_asks_for_it_after_the_page_and_after_each_change(as_, ev, evaluation):
    page = as_(ev).get("/evaluations/final/").content.decode()
    assert f'hx-get="{AT}" hx-trigger="load, report-changed from:body"' in page


@pytest.mark.parametrize("person", ["reviewer", "pm"])
def test_who_does_not_write_reads_none_of_it(as_, request, evaluation, person):
    browser = as_(request.getfixturevalue(person))
    assert browser.get(AT).status_code == 403
    assert "preflight" not in browser.get("/evaluations/final/").content.decode()


def test_a_stranger_does_not_learn_that_it_exists(as_, stranger, evaluation):
    assert as_(stranger).get(AT).status_code == 404


def test_an_activity_says_more_than_its_rows(as_, ev, world, evaluation):
    activity = make.ActivityFactory(
        project=world.project, number=7, summary="<p>All of the 60 participants came.</p>"
    )
    make.ParticipationFactory(activity=activity, total=55, women=20, men=35)
    make.FindingFactory(evaluation=evaluation, activities=[activity])
    page = as_(ev).get(AT).content.decode()
    assert "The account of activity 7 speaks of 60 participants; the register counts 55." in page
    assert 'href="/activities/MMSP/7/"' in page


@pytest.mark.parametrize("times", [1, 8])
def test_it_costs_the_same_however_long_the_report_is(
    as_, ev, world, times, django_assert_max_num_queries
):
    rows.fill(world, times)
    browser = as_(ev)
    with django_assert_max_num_queries(50):
        browser.get(AT)
