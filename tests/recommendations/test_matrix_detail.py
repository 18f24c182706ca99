"""The response matrix as a page: who sees it, its head, handing it over, catching up."""

from datetime import date

import pytest

from editing import versions
from recommendations.models import ManagementResponse, Remark
from tests import factories as make
from tests.follow_up import PROMISE, REASON, report


@pytest.mark.parametrize("who", ["pm", "eud"])
def test_those_who_negotiate_read_it_before_it_is_submitted(as_, request, follow_up, who):
    page = as_(request.getfixturevalue(who)).get(follow_up.url).content.decode()
    assert REASON in page
    assert PROMISE in page


@pytest.mark.parametrize("who", ["ev", "reviewer", "rival", "stranger", "reader"])
def test_to_everybody_else_it_does_not_exist(as_, request, follow_up, who):
    """Nor does any page below it: all answer as if it had never been there."""
    client = as_(request.getfixturevalue(who))
    forms = (
        "edit/",
        "3/edit/",
        "3/actions/new/",
        "3/actions/1/update/",
        "3/remark/",
        "3/actions/1/edit/",
    )
    read = {client.get(follow_up.url + page).status_code for page in ("", "history/", *forms)}
    sent = {client.post(follow_up.url + page).status_code for page in ("submit/", *forms)}
    assert read == sent == {404}


def test_submitted_it_is_read_by_every_member(as_, reviewer, submitted):
    assert REASON in as_(reviewer).get(submitted.url).content.decode()


def test_remarks_stay_between_those_who_negotiate(as_, pm, eud, reviewer, submitted):
    make_remark(submitted.response, "CANARY-REMARK")
    for who, sees in ((pm, True), (eud, True), (reviewer, False)):
        assert ("CANARY-REMARK" in as_(who).get(submitted.url).content.decode()) is sees


def make_remark(response, text):
    return versions.create(
        Remark, fields={"response": response, "author_name": "CM", "text": text}, by=None
    )


def test_it_shows_promise_delay_and_last_word(as_, pm, follow_up):
    report(follow_up.action, what_was_done="A first draft was shared.")
    versions.revise(follow_up.action, base_version=1, fields={"due_on": date(2022, 1, 15)}, by=None)
    page = as_(pm).get(follow_up.url).content.decode()
    for words in ("15 Jan 2022", "30 Jun 2021", "days late", "A first draft was shared."):
        assert words in page


def test_a_manager_reads_without_buttons_of_the_organisation(as_, eud, pm, follow_up):
    assert b"Add a key action" in as_(pm).get(follow_up.url).content
    assert b"Add a key action" not in as_(eud).get(follow_up.url).content
    assert b"Submit the response" not in as_(eud).get(follow_up.url).content


def submit(client, follow_up, version="1"):
    return client.post(f"{follow_up.url}submit/", {"base_version": version})


def test_an_unfinished_response_is_refused_with_what_is_missing(as_, pm, follow_up):
    page = submit(as_(pm), follow_up)
    assert page.status_code == 422
    assert b"R4 has no answer yet." in page.content
    follow_up.matrix.refresh_from_db()
    assert follow_up.matrix.submitted_at is None


def test_a_complete_response_is_handed_over(as_, pm, follow_up):
    fields = {"decision": "rejected", "reason": "Not ours to decide."}
    versions.revise(follow_up.pending, base_version=1, fields=fields, by=None)
    assert submit(as_(pm), follow_up).status_code == 302
    follow_up.matrix.refresh_from_db()
    assert follow_up.matrix.submitted_by == pm


def test_who_looked_at_an_older_version_is_asked_to_look_again(as_, pm, follow_up):
    fields = {"decision": "rejected", "reason": "Not ours to decide."}
    versions.revise(follow_up.pending, base_version=1, fields=fields, by=None)
    versions.revise(follow_up.matrix, base_version=1, fields={"completed_by": "Anna"}, by=None)
    page = as_(pm).post(f"{follow_up.url}submit/", {"base_version": "1"}, follow=True)
    assert b"Somebody changed it meanwhile" in page.content
    follow_up.matrix.refresh_from_db()
    assert follow_up.matrix.submitted_at is None


def test_the_manager_does_not_submit_for_the_organisation(as_, eud, follow_up):
    assert submit(as_(eud), follow_up).status_code == 403


@pytest.mark.parametrize("version", ["", "x", "9" * 30])
def test_garbage_for_a_version_submits_nothing(as_, pm, follow_up, version):
    assert submit(as_(pm), follow_up, version).status_code == 302
    follow_up.matrix.refresh_from_db()
    assert follow_up.matrix.submitted_at is None


def test_a_recommendation_written_later_is_added_on_request(as_, pm, follow_up):
    make.RecommendationFactory(evaluation=follow_up.evaluation, number=9)
    client = as_(pm)
    assert (
        b"1 recommendation was added, or got another part, after"
        in client.get(follow_up.url).content
    )
    assert ManagementResponse.objects.count() == 2
    client.post(f"{follow_up.url}complete/")
    assert ManagementResponse.objects.filter(recommendation__number=9, decision="pending").exists()
    assert b"got another part, after" not in client.get(follow_up.url).content


@pytest.mark.parametrize("address", ["submit/", "complete/"])
def test_reading_never_writes(as_, pm, follow_up, address):
    assert as_(pm).get(follow_up.url + address).status_code == 405


def test_the_organisation_writes_its_head_and_the_manager_the_date(as_, pm, eud, follow_up):
    url = f"{follow_up.url}edit/"
    own = {"completed_by": "Anna Keller", "overall_comment": "Useful.", "base_version": "1"}
    as_(pm).post(url, {**own, "due_on": "2030-01-01"})
    as_(eud).post(url, {"due_on": "2027-03-31", "completed_by": "Nobody", "base_version": "2"})
    follow_up.matrix.refresh_from_db()
    assert follow_up.matrix.completed_by == "Anna Keller"
    assert follow_up.matrix.due_on == date(2027, 3, 31)


def test_the_list_of_responses_shows_only_what_is_open(as_, eud, reviewer, follow_up):
    address = "/evaluations/final/matrix/"
    assert b"1 of 2" in as_(eud).get(address).content
    assert b"No response open to you yet" in as_(reviewer).get(address).content


def test_the_number_of_queries_does_not_grow_with_recommendations(
    as_, pm, follow_up, django_assert_max_num_queries
):
    client = as_(pm)
    for number in range(10, 30):
        row = make.RecommendationFactory(evaluation=follow_up.evaluation, number=number)
        response = make.ResponseFactory(matrix=follow_up.matrix, recommendation=row)
        report(make.ActionFactory(response=response, number=1))
        make_remark(response, "A word.")
        if number in (11, 29):
            with django_assert_max_num_queries(20):
                client.get(follow_up.url)


def test_a_response_carried_over_says_that_nobody_is_named(as_, pm, submitted):
    assert b"carried over without a name" in as_(pm).get(submitted.url).content
