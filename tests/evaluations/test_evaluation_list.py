"""Finding an evaluation again: filters, order, pages, and an empty list that says why."""

from datetime import date

import pytest

from evaluations.models import Role
from tests import factories as make

LIST = "/evaluations/"


def titles(page):
    return [evaluation.title for evaluation in page.context["page"]]


@pytest.fixture
def shelf(world, eud):
    """Three more evaluations that the officer manages, of different kinds and years."""
    iom_project = make.ProjectFactory(code="PO.0105", title="Global debate")
    rows = [
        make.EvaluationFactory(
            slug="ex-post", title="Ex-post evaluation", timing="ex_post", stage="final",
            report_date=date(2021, 12, 31), projects=[iom_project], commissioned_by=world.iom,
            themes=["Gender", "Rückkehr & 移民"],
        ),
        make.EvaluationFactory(
            slug="mid-term", title="Mid-term review", timing="mid_term", stage="drafting",
            report_date=date(2017, 5, 2), projects=[world.project], contractor=world.sofreco,
            themes=["Gender equality"],
        ),
        make.EvaluationFactory(slug="planned", title="Not begun", stage="planned"),
    ]  # fmt: skip
    for row in rows:
        make.MembershipFactory(evaluation=row, user=eud, role=Role.MANAGER)
    return rows


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=ex-post", {"Ex-post evaluation"}),
        ("q=PO.0105", {"Ex-post evaluation"}),
        ("project=PO.0105", {"Ex-post evaluation"}),
        ("timing=mid_term", {"Mid-term review"}),
        ("stage=review", {"Final evaluation"}),
        ("year=2021", {"Ex-post evaluation"}),
        ("organisation=iom", {"Ex-post evaluation"}),
        ("organisation=sofreco", {"Final evaluation", "Mid-term review"}),
        ("theme=Gender", {"Ex-post evaluation"}),
        ("theme=R%C3%BCckkehr+%26+%E7%A7%BB%E6%B0%91", {"Ex-post evaluation"}),
        ("timing=mid_term&stage=final", set()),
    ],
)
def test_each_filter_finds_what_it_names(as_, eud, shelf, query, found):
    assert set(titles(as_(eud).get(f"{LIST}?{query}"))) == found


def test_what_is_set_stands_as_a_chip_that_takes_it_away(as_, eud, shelf):
    page = as_(eud).get(f"{LIST}?timing=mid_term&stage=drafting").content.decode()
    assert 'href="?stage=drafting"' in page
    assert 'href="?timing=mid_term"' in page
    assert "1 evaluation" in page


@pytest.mark.parametrize(
    "query",
    ["year=99999", "year=-1", "timing=never", "project=NOPE", "organisation=1%27--", "theme=x",
     "stage=" + "x" * 3000, "sort=password", "sort=-slug__x", "page=-4", "page=99999999999999999999"],
)  # fmt: skip
def test_a_question_without_sense_is_left_out(as_, eud, shelf, query):
    page = as_(eud).get(f"{LIST}?{query}")
    assert page.status_code == 200
    assert len(titles(page)) == 4


def test_the_officer_sorts_by_title_both_ways(as_, eud, shelf):
    upwards = titles(as_(eud).get(f"{LIST}?sort=title"))
    assert upwards == sorted(upwards)
    assert titles(as_(eud).get(f"{LIST}?sort=-title")) == upwards[::-1]


def test_the_choices_tell_nothing_of_evaluations_one_may_not_see(as_, stranger, shelf):
    page = as_(stranger).get(LIST).content.decode()
    for word in ("PO.0105", "Rückkehr", "2021", "SOFRECO"):
        assert word not in page


def test_the_choices_name_what_one_may_see(as_, eud, shelf):
    page = as_(eud).get(LIST).content.decode()
    for word in ("PO.0105", "Rückkehr", "2021", "SOFRECO"):
        assert word in page


def test_a_list_with_nothing_in_it_says_what_it_is_for(as_, stranger):
    assert "No evaluation is open to you yet" in as_(stranger).get(LIST).content.decode()


def test_filters_that_fit_nothing_offer_the_way_back(as_, eud):
    assert "No evaluation fits these filters" in as_(eud).get(f"{LIST}?q=zzz").content.decode()


def test_a_full_list_comes_in_pages_of_fifty(as_, support):
    for number in range(51):
        make.EvaluationFactory(slug=f"e{number}")
    assert len(titles(as_(support).get(LIST))) == 50
    assert len(titles(as_(support).get(f"{LIST}?page=2"))) == 2  # with the one of the world


@pytest.mark.parametrize("rows", [2, 40])
def test_the_list_costs_the_same_however_long_it_is(
    as_, support, world, rows, django_assert_max_num_queries
):
    for number in range(rows):
        make.EvaluationFactory(
            slug=f"e{number}", projects=[world.project], commissioned_by=world.iom,
            contractor=world.sofreco, report_date=date(1990 + number, 1, 1), themes=[str(number)],
        )  # fmt: skip
    browser = as_(support)
    with django_assert_max_num_queries(11):
        browser.get(LIST)


def test_support_staff_is_offered_to_open_a_new_one(as_, support, eud):
    assert "/evaluations/new/" in as_(support).get(LIST).content.decode()
    assert "/evaluations/new/" not in as_(eud).get(LIST).content.decode()


@pytest.mark.parametrize(("who", "offered"), [("eud", True), ("support", True), ("ev", False)])
def test_who_may_import_a_report_finds_the_way(as_, request, world, who, offered):
    client = as_(request.getfixturevalue(who))
    assert (b"Import from Word" in client.get(LIST).content) is offered
    assert (client.get("/evaluations/import/").status_code == 200) is offered
