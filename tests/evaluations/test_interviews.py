"""What was said in confidence: evaluators know names and minutes, everybody else what consent allows."""

import pytest

from editing import versions
from tests import factories as make
from tests.evaluations.conftest import filled, now

LIST = "/evaluations/final/interviews/"
PAGE = f"{LIST}1/"


@pytest.fixture
def interview(evaluation, world):
    return make.InterviewFactory(
        evaluation=evaluation, number=1, name="Li Wei", position_title="Director", place="Xiamen",
        organisation=world.iom, category="Chinese authorities", minutes="<p>Funds came late.</p>",
    )  # fmt: skip


@pytest.fixture
def helper(world):
    """Support staff who may do much, but are no evaluators."""
    return make.UserFactory(email="helper@example.org", is_staff=True)


SECRETS = ("Li Wei", "Director", "Xiamen", "Funds came late.")


def test_the_evaluator_reads_it_all(as_, ev, interview):
    page = as_(ev).get(PAGE).content.decode()
    assert all(word in page for word in SECRETS)
    assert "Li Wei" in as_(ev).get(LIST).content.decode()


@pytest.mark.parametrize("who", ["eud", "reviewer", "pm", "helper"])
@pytest.mark.parametrize("page", [LIST, PAGE, "/evaluations/final/"])
def test_others_read_no_more_than_the_consent(as_, request, interview, who, page):
    said = as_(request.getfixturevalue(who)).get(page).content.decode()
    assert not [word for word in SECRETS if word in said]


@pytest.mark.parametrize(
    ("consent", "shown"),
    [("name", "Li Wei, Director"), ("organisation", "IOM"), ("category", "Chinese authorities")],
)
def test_consent_decides_what_the_officer_reads(as_, eud, interview, consent, shown):
    versions.revise(interview, base_version=1, fields={"consent": consent}, by=None)
    assert shown in as_(eud).get(PAGE).content.decode()


def test_no_consent_is_no_hint(as_, eud, interview):
    versions.revise(interview, base_version=1, fields={"consent": "none"}, by=None)
    page = as_(eud).get(PAGE).content.decode()
    assert "I1 A person consulted" in page
    assert "Chinese authorities" not in page


def test_the_public_of_a_report_reads_whom_it_names_in_the_report_alone(
    as_, stranger, reader, interview, finding
):
    linked = {"interviews": [interview]}
    versions.revise(finding, base_version=1, fields=linked, by=None)
    published = {"stage": "final", "confidentiality": "public", "published_at": "2021-01-31T12:00Z"}
    versions.revise(interview.evaluation, base_version=1, fields=published, by=None)
    for page in (LIST, PAGE):
        assert as_(stranger).get(page).status_code == 403
    where = "/evaluations/final/findings/4/"
    assert "Chinese authorities" not in as_(stranger).get(where).content.decode()
    assert "Chinese authorities" in as_(reader).get(where).content.decode()


@pytest.mark.parametrize("door", ["edit/", "remove/", "history/"])
@pytest.mark.parametrize("who", ["eud", "reviewer"])
def test_nobody_else_comes_near_the_minutes(as_, request, interview, who, door):
    assert as_(request.getfixturevalue(who)).get(f"{PAGE}{door}").status_code == 403


def test_the_officer_links_an_interview_without_learning_who_it_was(as_, eud, interview, finding):
    form = as_(eud).get("/evaluations/final/findings/4/edit/").content.decode()
    assert "I1 Chinese authorities" in form
    assert "Li Wei" not in form


def test_the_evaluator_links_it_by_name(as_, ev, interview, finding):
    assert "I1 Li Wei" in as_(ev).get("/evaluations/final/findings/4/edit/").content.decode()


def test_the_evaluator_corrects_the_minutes_even_when_the_report_is_final(as_, ev, interview):
    evaluation = interview.evaluation
    versions.revise(evaluation, base_version=1, fields={"stage": "final"}, by=None)
    browser = as_(ev)
    browser.post(f"{PAGE}edit/", filled(browser.get(f"{PAGE}edit/"), minutes="<p>In time.</p>"))
    assert now(interview).minutes == "<p>In time.</p>"


@pytest.mark.parametrize("rows", [2, 30])
def test_the_list_costs_the_same_however_many_were_met(
    as_, ev, evaluation, world, rows, django_assert_max_num_queries
):
    for number in range(1, rows + 1):
        make.InterviewFactory(
            evaluation=evaluation, number=number, organisation=world.iom, consent="organisation"
        )
    browser = as_(ev)
    with django_assert_max_num_queries(18):
        browser.get(LIST)
