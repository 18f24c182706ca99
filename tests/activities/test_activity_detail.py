"""The page of one activity."""

import pytest

from activities.models import Activity
from activities.templatetags.register import period
from editing import versions
from tests import factories as make


def test_everything_that_is_known_is_on_the_page(as_, ev, training, officials, pillar, outcome):
    versions.revise(
        training, base_version=1, by=None,
        fields={"pillars": [pillar], "outcome": outcome, "topics": ["visas"], "experts": "A. Expert",
                "local_title": "昆明培训", "venue": "Green Lake Hotel", "country": "CN",
                "key_observations": "<p>They asked for more.</p>"},
    )  # fmt: skip
    text = as_(ev).get("/activities/MMSP/1/").text
    for known in (
        "Training in Kunming", "昆明培训", "Green Lake Hotel", "Kunming", "IOM", "visas", "A. Expert",
        "1. Regular migration", "1. The dialogue is supported.", "forged visa",
        "They asked for more.", "Implemented",
    ):  # fmt: skip
        assert known in text


def test_participants_stand_in_a_table_with_their_sum(as_, ev, training, officials):
    make.ParticipationFactory(
        activity=training, group="Embassies", kind="member_state", women=None, men=None, total=5
    )
    page = as_(ev).get("/activities/MMSP/1/")
    assert page.context["totals"] == {"women": 4, "men": 6, "total": 15, "uncounted": 5}
    assert "The total holds 5 people whose sex was not counted." in page.text
    assert "Member State" in page.text


def test_an_activity_without_numbers_says_so(as_, ev, training):
    assert "No numbers were kept." in as_(ev).get("/activities/MMSP/1/").text


def test_why_it_was_not_held_is_on_the_page(as_, ev, world):
    make.ActivityFactory(
        project=world.project, number=3, status="postponed", status_reason="The ministry moved"
    )
    assert "The ministry moved" in as_(ev).get("/activities/MMSP/3/").text


def test_internal_papers_are_linked_for_keepers_alone(as_, pm, ev, training, internal):
    versions.revise(internal, base_version=1, fields={"activity": training}, by=None)
    assert "List of names" in as_(pm).get("/activities/MMSP/1/").text
    assert "List of names" not in as_(ev).get("/activities/MMSP/1/").text


@pytest.mark.parametrize("address", ["/activities/MMSP/9/", "/activities/NONE/1/"])
def test_what_does_not_exist_is_not_found(as_, ev, training, address):
    assert as_(ev).get(address).status_code == 404


def test_a_stranger_finds_nothing(as_, stranger, training):
    assert as_(stranger).get("/activities/MMSP/1/").status_code == 404


def test_a_removed_activity_is_gone_and_its_number_free(as_, pm, training):
    browser = as_(pm)
    browser.post("/activities/MMSP/1/remove/", {"base_version": 1})
    assert browser.get("/activities/MMSP/1/").status_code == 404
    make.ActivityFactory(project=training.project, number=1, title="Another")
    assert "Another" in browser.get("/activities/MMSP/1/").text


def test_many_participants_and_papers_cost_no_more_queries(
    as_, pm, training, officials, paper, django_assert_max_num_queries
):
    browser = as_(pm)
    with django_assert_max_num_queries(16) as few:
        browser.get("/activities/MMSP/1/")
    for number in range(5, 25):
        make.ParticipationFactory(activity=training)
        make.DocumentFactory(project=training.project, number=number, activity=training)
    with django_assert_max_num_queries(len(few)):
        browser.get("/activities/MMSP/1/")


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2015-11-03", "2015-11-04", "3–4 Nov 2015"),
        ("2015-11-03", "2015-11-03", "3 Nov 2015"),
        ("2015-11-03", None, "3 Nov 2015"),
        ("2015-11-30", "2015-12-01", "30 Nov 2015 – 1 Dec 2015"),
        ("2015-11-03", "2016-11-04", "3 Nov 2015 – 4 Nov 2016"),
        (None, None, ""),
    ],
)
def test_dates_read_as_people_write_them(training, start, end, said):
    import re

    row = versions.revise(
        training, base_version=1, fields={"starts_on": start, "ends_on": end}, by=None
    )
    row = Activity.objects.get(pk=row.pk)
    text = re.sub("<[^>]+>|\u2060", "", period(row.starts_on, row.ends_on))
    assert text.replace("\u00a0", " ") == said
