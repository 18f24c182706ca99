"""A response passes through three hands: who wrote it, who leads them, and who asked for it."""

import pytest

from editing import versions
from recommendations.models import ResponseMatrix
from tests import factories as make


@pytest.fixture
def ready(follow_up, world):
    """Every recommendation is answered, and what is accepted has an action."""
    fields = {"decision": "rejected", "reason": "Done already."}
    versions.revise(follow_up.pending, base_version=1, fields=fields, by=None)
    return follow_up


@pytest.fixture
def head(world):
    """IOM's head of office."""
    user = make.UserFactory(email="head@example.org", name="HEAD", organisation=world.iom)
    make.MembershipFactory(evaluation=world.evaluation, user=user, role="respondent")
    versions.revise(world.iom, base_version=world.iom.version, fields={"head": user}, by=None)
    return user


def press(client, matrix, step, **fields):
    now = versions.current(matrix)
    return client.post(now.url_for(f"matrix-{step}"), {"base_version": now.version, **fields})


def step_of(matrix):
    return ResponseMatrix.objects.get(pk=matrix.pk).sign_off


def test_submitted_endorsed_and_agreed_by_three_people(as_, pm, head, eud, ready):
    matrix = ready.matrix
    for who, step in ((pm, "submit"), (head, "endorse"), (eud, "agree")):
        assert press(as_(who), matrix, step).status_code == 302
    signed = ResponseMatrix.objects.get()
    assert signed.sign_off == "agreed"
    assert (signed.submitted_by, signed.endorsed_by, signed.agreed_by) == (pm, head, eud)
    page = as_(eud).get(ready.url).content.decode()
    assert "Endorsed" in page
    assert "HEAD" in page


def test_nobody_signs_twice(as_, head, eud, ready):
    assert press(as_(head), ready.matrix, "submit").status_code == 302
    assert press(as_(head), ready.matrix, "endorse").status_code == 403
    assert step_of(ready.matrix) == "submitted"


def test_steps_are_taken_in_their_order(as_, head, eud, ready):
    assert press(as_(head), ready.matrix, "endorse").status_code == 403
    assert press(as_(eud), ready.matrix, "agree").status_code == 403
    assert step_of(ready.matrix) == "draft"


@pytest.mark.parametrize("who", ["pm", "ev", "reviewer", "rival", "eud"])
def test_only_the_head_endorses(as_, request, head, submitted, who):
    user = request.getfixturevalue(who)
    assert press(as_(user), submitted.matrix, "endorse").status_code == 403
    assert press(as_(head), submitted.matrix, "endorse").status_code == 302


def test_a_manager_of_the_answering_organisation_does_not_agree_for_the_other_side(
    as_, head, eud, world, submitted
):
    own = make.UserFactory(organisation=world.iom)
    make.MembershipFactory(evaluation=world.evaluation, user=own, role="manager")
    press(as_(head), submitted.matrix, "endorse")
    assert press(as_(own), submitted.matrix, "agree").status_code == 403
    assert press(as_(eud), submitted.matrix, "agree").status_code == 302


def test_what_was_handed_over_stands_until_it_is_sent_back(as_, pm, submitted):
    client = as_(pm)
    assert client.get(submitted.response.url_for("response-edit")).status_code == 403
    assert client.get(submitted.action.url_for("edit")).status_code == 403
    assert client.get(submitted.action.url_for("update")).status_code == 200
    back = {"reason": "A figure is wrong."}
    assert press(client, submitted.matrix, "reopen", **back).status_code == 302
    assert step_of(submitted.matrix) == "draft"
    assert client.get(submitted.action.url_for("edit")).status_code == 200
    assert versions.revisions_of(submitted.matrix)[0].reason == "A figure is wrong."


def test_sending_back_needs_a_reason_and_keeps_it_typed(as_, eud, submitted):
    page = press(as_(eud), submitted.matrix, "reopen", reason=" ")
    assert page.status_code == 422
    assert step_of(submitted.matrix) == "submitted"


def test_an_endorsed_response_is_sent_back_by_the_commissioning_side_alone(
    as_, pm, head, eud, submitted
):
    press(as_(head), submitted.matrix, "endorse")
    reason = {"reason": "Please add dates."}
    assert press(as_(pm), submitted.matrix, "reopen", **reason).status_code == 403
    assert press(as_(eud), submitted.matrix, "reopen", **reason).status_code == 302


def test_a_stale_signature_is_asked_again(as_, head, submitted):
    client = as_(head)
    url = submitted.matrix.url_for("matrix-endorse")
    assert "Look again" in client.post(url, {"base_version": 1}, follow=True).content.decode()
    assert step_of(submitted.matrix) == "submitted"


def test_the_database_itself_refuses_one_person_in_two_roles(pm, submitted):
    now = versions.current(submitted.matrix)
    both = {"submitted_by": pm, "endorsed_by": pm, "endorsed_at": now.submitted_at}
    with pytest.raises(Exception, match="another person"):
        versions.revise(now, base_version=now.version, fields=both, by=None)


@pytest.mark.parametrize("step", ["endorse", "agree", "reopen"])
def test_a_stranger_notices_nothing(as_, stranger, submitted, step):
    assert press(as_(stranger), submitted.matrix, step).status_code == 404
