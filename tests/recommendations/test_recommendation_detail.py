"""One recommendation: its text, what it rests on, and the answers the reader may see."""

import pytest

from editing import versions
from recommendations.models import Remark, Verification
from tests import factories as make
from tests.follow_up import PROMISE, REASON, report


def create(model, **fields):
    return versions.create(model, fields=fields, by=None)


@pytest.fixture
def url(follow_up):
    return follow_up.recommendation.get_absolute_url()


def test_the_manager_sees_what_it_rests_on_and_what_was_answered(as_, eud, world):
    finding = make.FindingFactory(evaluation=world.evaluation, number=7)
    conclusion = make.ConclusionFactory(evaluation=world.evaluation, number=2)
    row = make.RecommendationFactory(
        evaluation=world.evaluation, number=9, findings=[finding], conclusions=[conclusion]
    )
    page = as_(eud).get(row.get_absolute_url()).content.decode()
    assert finding.get_absolute_url() in page
    assert conclusion.get_absolute_url() in page


def test_the_chain_goes_up_to_the_evidence_that_the_reader_may_see(
    as_, pm, stranger, reviewer, world
):
    paper = make.DocumentFactory(
        project=world.project, title="CANARY-PAPER", confidentiality="internal"
    )
    seminar = make.ActivityFactory(project=world.project, number=1, title="A seminar in Beijing")
    behind = make.FindingFactory(
        evaluation=world.evaluation, number=7, documents=[paper], activities=[seminar],
        evidence_strength="strong",
    )  # fmt: skip
    conclusion = make.ConclusionFactory(evaluation=world.evaluation, number=2, findings=[behind])
    row = make.RecommendationFactory(
        evaluation=world.evaluation, number=9, conclusions=[conclusion], findings=[behind]
    )
    keeper = as_(pm).get(row.get_absolute_url()).content.decode()
    assert keeper.count(behind.get_absolute_url()) == 1
    for said in ("A seminar in Beijing", "CANARY-PAPER", "Evidence: Strong", "#finding-7"):
        assert said in keeper
    others = as_(reviewer).get(row.get_absolute_url()).content.decode()
    assert behind.get_absolute_url() in others
    assert "CANARY-PAPER" not in others


def test_what_was_verified_and_remarked_stands_with_the_answer(as_, pm, submitted, reviewer):
    create(Verification, key_action=submitted.action, is_adequate=False, degree="moderate",
           comment="Half of it.")  # fmt: skip
    create(Remark, response=submitted.response, author_name="Anna", text="CANARY-REMARK")
    url = submitted.recommendation.get_absolute_url()
    inside, outside = (as_(who).get(url).content.decode() for who in (pm, reviewer))
    for said in ("Half of it.", "Not adequate", "Submitted", "CANARY-REMARK"):
        assert said in inside
    assert "Half of it." in outside
    assert "CANARY-REMARK" not in outside


def test_its_latest_versions_stand_beside_it_for_who_follows_the_draft(as_, ev, pm, follow_up):
    row = follow_up.recommendation
    fields = {"heading": "Keep all of it"}
    versions.revise(row, base_version=1, fields=fields, by=ev, reason="As discussed in May")
    assert b"As discussed in May" in as_(ev).get(row.get_absolute_url()).content
    assert b"As discussed in May" not in as_(pm).get(row.get_absolute_url()).content


def test_a_recommendation_that_rests_on_nothing_says_so(as_, eud, url):
    assert b"cannot see what this recommendation rests on" in as_(eud).get(url).content


@pytest.mark.parametrize("who", ["eud", "pm"])
def test_those_who_negotiate_see_the_draft_answer(as_, request, url, who):
    page = as_(request.getfixturevalue(who)).get(url).content.decode()
    assert REASON in page
    assert PROMISE in page


@pytest.mark.parametrize("who", ["reviewer", "rival", "ev"])
def test_others_see_the_recommendation_but_no_draft_answer(as_, request, url, who):
    page = as_(request.getfixturevalue(who)).get(url)
    assert page.status_code == 200
    assert REASON not in page.content.decode()
    assert PROMISE not in page.content.decode()
    assert b"No response open to you yet" in page.content


def test_once_submitted_the_answer_is_open_to_members(as_, reviewer, submitted):
    page = as_(reviewer).get(submitted.recommendation.get_absolute_url())
    assert REASON in page.content.decode()


def test_the_log_hides_an_internal_paper_from_who_may_not_open_it(
    as_, pm, reviewer, submitted, world
):
    paper = make.DocumentFactory(
        project=world.project, title="CANARY-PAPER", confidentiality="internal"
    )
    report(submitted.action, document=paper)
    url = submitted.recommendation.get_absolute_url()
    assert b"CANARY-PAPER" in as_(pm).get(url).content
    assert b"CANARY-PAPER" not in as_(reviewer).get(url).content


def test_a_stranger_is_told_what_a_missing_one_tells(as_, stranger, url):
    assert as_(stranger).get(url).status_code == 404


def test_only_writers_are_offered_to_edit(as_, ev, pm, url):
    assert f"{url}edit/".encode() in as_(ev).get(url).content
    assert f"{url}edit/".encode() not in as_(pm).get(url).content


def test_the_number_of_queries_does_not_grow_with_answers(
    as_, eud, follow_up, django_assert_max_num_queries
):
    client = as_(eud)
    for number in range(2, 12):
        action = make.ActionFactory(response=follow_up.response, number=number)
        report(action)
        if number in (3, 11):
            with django_assert_max_num_queries(24):
                client.get(follow_up.recommendation.get_absolute_url())
