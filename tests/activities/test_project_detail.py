"""A project's page: its facts beside the list of its activities and who took part in them."""

import re

import pytest

from tests import factories as make


@pytest.fixture
def cancelled(world):
    return make.ActivityFactory(
        project=world.project, number=2, title="Exchange visit", type="study_visit",
        status="cancelled", status_reason="No visas", starts_on="2017-03-01",
    )  # fmt: skip


def listed(page):
    """The numbers of the activities on the page, in their order."""
    return [activity.number for activity in page.context["page"]]


def test_the_title_is_said_in_every_language(as_, pm, support):
    make.ProjectFactory(
        code="PO.0105", title="Global debate", other_titles={"zh-hans": "全球移民"},
        kept_by=[pm.organisation],
    )  # fmt: skip
    page = as_(pm).get("/activities/PO.0105/")
    assert '<p class="quiet" lang="zh-hans">全球移民</p>' in page.text


def test_pillars_and_outcomes_stand_beside_the_list(as_, ev, training, pillar, outcome):
    page = as_(ev).get("/activities/MMSP/")
    assert "1. Regular migration" in page.text
    assert "1. The dialogue is supported." in page.text


def test_the_list_can_be_narrowed_and_says_by_what(as_, ev, training, cancelled):
    browser = as_(ev)
    assert listed(browser.get("/activities/MMSP/")) == [1, 2]
    page = browser.get("/activities/MMSP/?type=study_visit&status=cancelled")
    assert listed(page) == [2]
    assert "1 activity" in page.text
    assert re.search(r'class="chip" href="\?status=cancelled"', page.text)


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("q=kunming", [1]),
        ("q=FORGED", [1]),
        ("year=2018", [1]),
        ("year=2017", [2]),
        ("organiser=iom", [1]),
        ("pillar=1", [1]),
        ("outcome=1", [1]),
        ("sort=-number", [2, 1]),
        ("sort=starts_on", [2, 1]),
        ("sort=-participants", [1, 2]),
        ("sort=project__kept_by", [1, 2]),
    ],
)
def test_every_filter_and_order_does_what_it_says(
    as_, pm, training, officials, cancelled, pillar, outcome, query, numbers
):
    from editing import versions

    versions.revise(
        training, base_version=1, fields={"pillars": [pillar], "outcome": outcome}, by=None
    )
    assert listed(as_(pm).get(f"/activities/MMSP/?{query}")) == numbers


def test_a_year_in_the_middle_of_a_long_activity_finds_it(as_, pm, world):
    make.ActivityFactory(
        project=world.project, number=7, starts_on="2015-04-01", ends_on="2018-12-31"
    )
    make.ActivityFactory(project=world.project, number=8, starts_on="2016-06-01")
    assert listed(as_(pm).get("/activities/MMSP/?year=2016")) == [7, 8]


def test_participants_of_what_is_listed_are_summed_by_sex(as_, ev, training, officials, cancelled):
    make.ParticipationFactory(activity=training, group="Others", women=None, men=None, total=5)
    make.ParticipationFactory(activity=cancelled, group="Nobody yet", women=1, men=None, total=3)
    browser = as_(ev)
    everything = browser.get("/activities/MMSP/").context["totals"]
    assert everything == {"women": 5, "men": 6, "total": 18, "uncounted": 7}
    narrowed = browser.get("/activities/MMSP/?status=cancelled")
    assert narrowed.context["totals"] == {"women": 1, "men": None, "total": 3, "uncounted": 2}
    assert "sex not counted" in narrowed.text


def test_filters_by_links_of_many_count_nobody_twice(as_, ev, training, officials, pillar):
    from editing import versions

    make.ParticipationFactory(activity=training, group="Others", women=1, men=1, total=2)
    versions.revise(training, base_version=1, fields={"pillars": [pillar]}, by=None)
    page = as_(ev).get("/activities/MMSP/?pillar=1&organiser=iom")
    assert page.context["totals"]["total"] == 12
    assert [row.participants for row in page.context["page"]] == [12]


def test_what_fits_no_filter_gets_a_way_out(as_, ev, training):
    page = as_(ev).get("/activities/MMSP/?q=nothing+like+it")
    assert "No activity fits these filters" in page.text


def test_a_foreign_project_answers_like_one_that_does_not_exist(as_, stranger, ev, training):
    browser = as_(stranger)
    foreign, absent = browser.get("/activities/MMSP/"), browser.get("/activities/NONE/")
    assert (foreign.status_code, absent.status_code) == (404, 404)
    assert without_tokens(foreign) == without_tokens(absent).replace("NONE", "MMSP")
    assert as_(ev).get("/activities/MMSP/").status_code == 200


def without_tokens(page):
    return re.sub(r'csrfmiddlewaretoken" value="\w+"', "", page.text)


def test_only_keepers_are_offered_to_write(as_, pm, ev, training):
    assert "Add an activity" in as_(pm).get("/activities/MMSP/").text
    assert "Add an activity" not in as_(ev).get("/activities/MMSP/").text


def test_fifty_activities_a_page(as_, ev, world):
    for number in range(1, 53):
        make.ActivityFactory(project=world.project, number=number)
    browser = as_(ev)
    assert listed(browser.get("/activities/MMSP/")) == list(range(1, 51))
    assert listed(browser.get("/activities/MMSP/?page=2")) == [51, 52]
    assert listed(browser.get("/activities/MMSP/?page=99999999999999999999")) == [51, 52]


def test_fifty_activities_cost_as_many_queries_as_one(
    as_, ev, training, officials, django_assert_max_num_queries
):
    browser = as_(ev)
    with django_assert_max_num_queries(26) as few:
        browser.get("/activities/MMSP/?status=implemented")
    for number in range(2, 60):
        activity = make.ActivityFactory(project=training.project, number=number)
        make.ParticipationFactory(activity=activity)
    with django_assert_max_num_queries(len(few)):
        browser.get("/activities/MMSP/?status=implemented")


def test_an_activity_is_found_by_what_was_said_in_its_sessions(as_, ev, world):
    found = make.ActivityFactory(project=world.project, number=1, title="Workshop one")
    make.ActivityFactory(project=world.project, number=2, title="Workshop two")
    for number, fields in enumerate(({"speakers": "Ms. Quay, Pilot"}, {"text": "<p>Quay.</p>"}), 1):
        make.SessionFactory(activity=found, number=number, **fields)
    page = as_(ev).get("/activities/MMSP/", {"q": "quay"}).text
    assert "Workshop one" in page
    assert "Workshop two" not in page
