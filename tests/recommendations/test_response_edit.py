"""Answering a recommendation: as a page, and in its row."""

import pytest

from editing.versions import revisions_of
from recommendations.models import ManagementResponse, Remark

ROW = {"HX-Request": "true"}


@pytest.fixture
def url(follow_up):
    return follow_up.pending.url_for("response-edit")


def answer(decision="accepted", reason="", version="1"):
    return {"decision": decision, "reason": reason, "base_version": version}


def test_the_project_manager_accepts_and_returns_to_the_row(as_, pm, follow_up, url):
    page = as_(pm).post(url, answer())
    assert page.url == f"{follow_up.url}#r4"
    assert ManagementResponse.objects.get(pk=follow_up.pending.pk).decision == "accepted"


@pytest.mark.parametrize("decision", ["partially_accepted", "rejected"])
def test_a_refusal_needs_a_reason_at_its_field(as_, pm, follow_up, url, decision):
    page = as_(pm).post(url, answer(decision, "  "))
    assert page.status_code == 422
    assert page.context["form"].errors == {
        "reason": ["Say why it is accepted in part or rejected."]
    }
    assert ManagementResponse.objects.get(pk=follow_up.pending.pk).decision == "pending"


def test_the_reason_is_part_of_the_answer_not_of_its_history(as_, pm, follow_up, url):
    as_(pm).post(url, answer("rejected", "The counterpart decides."))
    response = ManagementResponse.objects.get(pk=follow_up.pending.pk)
    assert response.reason == "The counterpart decides."
    assert revisions_of(response).first().reason == ""


@pytest.mark.parametrize("who", ["eud", "support"])
def test_only_the_organisation_answers(as_, request, url, who):
    """The manager sees the matrix but does not answer for IOM; support staff with all rights may."""
    client = as_(request.getfixturevalue(who))
    allowed = who == "support"
    assert client.post(url, answer()).status_code == (302 if allowed else 403)


def test_two_colleagues_meet_on_a_page_with_both_texts(as_, pm, url):
    client = as_(pm)
    client.post(url, answer("rejected", "First reason."))
    page = client.post(url, answer("rejected", "Second reason."))
    assert page.status_code == 409
    assert b"First reason." in page.content
    assert b"Second reason." in page.content


def test_with_scripts_the_form_is_a_row(as_, pm, url):
    row = as_(pm).get(url, headers=ROW)
    assert row.content.lstrip().startswith(b'<tr class="is-editing">')
    assert b"<html" not in row.content
    assert "HX-Request" in row["Vary"]
    assert b"<html" in as_(pm).get(url).content


def test_in_its_row_a_mistake_comes_back_to_the_row(as_, pm, url):
    row = as_(pm).post(url, answer("rejected"), headers=ROW)
    assert row.status_code == 422
    assert (row["HX-Retarget"], row["HX-Reselect"]) == ("closest tr", "tr")
    assert b"Say why" in row.content


def test_in_its_row_a_conflict_takes_the_whole_page(as_, pm, url):
    client = as_(pm)
    client.post(url, answer("rejected", "First reason."))
    page = client.post(url, answer("rejected", "Second reason."), headers=ROW)
    assert page.status_code == 409
    assert (page["HX-Retarget"], page["HX-Push-Url"]) == ("#main", url)


def test_without_scripts_no_answer_carries_directions_for_them(as_, pm, url):
    assert "HX-Retarget" not in as_(pm).post(url, answer("rejected"))


def test_remarks_are_exchanged_beside_the_answer(as_, eud, pm, follow_up):
    url = follow_up.response.url_for("remark-new")
    as_(eud).post(url, {"text": "Please give a date."})
    as_(pm).post(url, {"text": "No funding is foreseen."})
    said = Remark.objects.filter(response=follow_up.response)
    assert [(each.position, each.author, each.text) for each in said] == [
        (1, eud, "Please give a date."),
        (2, pm, "No funding is foreseen."),
    ]


def test_a_reviewer_does_not_remark_on_what_is_negotiated(as_, reviewer, submitted):
    url = submitted.response.url_for("remark-new")
    assert as_(reviewer).post(url, {"text": "A word."}).status_code == 403


def test_earlier_wordings_stay_with_those_who_negotiate(as_, pm, eud, reviewer, submitted):
    url = submitted.response.url_for("response-history")
    assert as_(pm).get(url).status_code == 200
    assert as_(eud).get(url).status_code == 200
    assert as_(reviewer).get(url).status_code == 403
