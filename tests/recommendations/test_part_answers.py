"""A recommendation of two parts: one is accepted, one is not, and the whole says so."""

import pytest

from editing import versions
from recommendations.actions import complete_matrix
from recommendations.models import ManagementResponse, PartAnswer, RecommendationPart


@pytest.fixture
def parts(follow_up):
    """R4 has two parts, each waiting for its answer."""
    for number, text in enumerate(("Collect data by sex", "Publish it monthly"), 1):
        fields = {
            "recommendation": follow_up.pending.recommendation,
            "number": number,
            "text": text,
        }
        versions.create(RecommendationPart, fields=fields, by=None)
    complete_matrix(matrix=follow_up.matrix)
    return list(PartAnswer.objects.filter(response=follow_up.pending))


def url_of(part):
    return f"/evaluations/final/matrix/iom/4/parts/{part}/edit/"


def say(client, part, decision, reason="", version="1"):
    said = {"decision": decision, "reason": reason, "base_version": version}
    return client.post(url_of(part), said)


def whole(follow_up):
    return ManagementResponse.objects.get(pk=follow_up.pending.pk)


def test_each_part_is_answered_and_the_whole_follows(as_, pm, follow_up, parts):
    client = as_(pm)
    assert say(client, 1, "accepted").status_code == 302
    assert whole(follow_up).decision == "pending"
    assert say(client, 2, "rejected", "No staff for it.").status_code == 302
    answer = whole(follow_up)
    assert answer.decision == "partially_accepted"
    assert answer.reason == "a) Accept\nb) Reject: No staff for it."


def test_a_rejected_part_needs_its_reason(as_, pm, parts):
    page = say(as_(pm), 2, "rejected")
    assert page.status_code == 422
    assert page.context["form"].errors["reason"]


def test_a_reason_written_by_hand_stays(as_, pm, follow_up, parts):
    client = as_(pm)
    fields = {"reason": "We explain it ourselves."}
    versions.revise(follow_up.pending, base_version=1, fields=fields, by=None)
    say(client, 1, "accepted"), say(client, 2, "accepted")
    answer = whole(follow_up)
    assert (answer.decision, answer.reason) == ("accepted", "We explain it ourselves.")


def test_the_whole_of_a_recommendation_with_parts_is_not_decided_by_itself(as_, pm, parts):
    form = as_(pm).get("/evaluations/final/matrix/iom/4/edit/").context["form"]
    assert "decision" not in form.fields


def test_two_people_answer_the_same_part_and_the_second_sees_both(as_, pm, parts):
    client = as_(pm)
    say(client, 1, "accepted")
    assert say(client, 1, "rejected", "Too late.").status_code == 409


def test_an_evaluator_writes_parts_and_a_respondent_does_not(as_, ev, pm, follow_up):
    url = "/evaluations/final/recommendations/4/parts/new/"
    assert as_(pm).post(url, {"text": "More"}).status_code == 403
    assert as_(ev).post(url, {"text": "Collect data by sex"}).status_code == 302
    part = RecommendationPart.objects.get()
    assert (part.label, part.text) == ("4a", "Collect data by sex")
    assert b"Collect data by sex" in as_(pm).get(part.get_absolute_url()).content


def test_others_do_not_answer_for_iom(as_, eud, stranger, parts):
    assert as_(eud).get(url_of(1)).status_code == 403
    assert as_(stranger).get(url_of(1)).status_code == 404
    assert as_(eud).get(url_of(7)).status_code == 404


def test_a_part_that_came_later_is_added_to_the_matrix(as_, pm, follow_up):
    fields = {"recommendation": follow_up.recommendation, "number": 1, "text": "By sex"}
    versions.create(RecommendationPart, fields=fields, by=None)
    client = as_(pm)
    assert client.get(follow_up.url).context["unanswered"] == 1
    client.post(f"{follow_up.url}complete/")
    assert client.get(follow_up.url).context["unanswered"] == 0
    assert PartAnswer.objects.get().part.text == "By sex"
