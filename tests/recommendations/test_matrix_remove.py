"""The manager takes back a question that was put by mistake."""

import pytest

from editing import versions
from evaluations.models import Role
from recommendations.actions import complete_matrix
from recommendations.models import (
    ManagementResponse,
    PartAnswer,
    RecommendationPart,
    Remark,
    ResponseMatrix,
)
from tests import factories as make

NEXT = "/evaluations/final/matrix/"


@pytest.fixture
def matrix(world):
    """Opened for IOM, and nobody has answered yet."""
    matrix = make.MatrixFactory(evaluation=world.evaluation, organisation=world.iom)
    for number in (3, 4):
        recommendation = make.RecommendationFactory(evaluation=world.evaluation, number=number)
        fields = {"recommendation": recommendation, "number": 1, "text": "First."}
        versions.create(RecommendationPart, fields=fields, by=None)
    complete_matrix(matrix=matrix)
    return matrix


def remove(client, matrix, version="1"):
    address = f"{matrix.get_absolute_url()}remove/"
    return client.post(address, {"base_version": version, "reason": "Asked by mistake."})


def stands(matrix):
    return ResponseMatrix.objects.filter(pk=matrix.pk).exists()


def test_the_manager_is_asked_and_then_it_is_gone(as_, eud, matrix):
    client = as_(eud)
    page = client.get(matrix.get_absolute_url()).content.decode()
    assert f"{matrix.get_absolute_url()}remove/" in page
    assert client.get(f"{matrix.get_absolute_url()}remove/").status_code == 200
    assert stands(matrix)
    assert remove(client, matrix).url == NEXT
    assert not stands(matrix)
    assert not ManagementResponse.objects.exists()
    assert not PartAnswer.objects.exists()
    assert client.get(matrix.get_absolute_url()).status_code == 404


def test_its_history_says_who_and_why(as_, eud, matrix):
    remove(as_(eud), matrix)
    last = versions.revisions_of(matrix)[0]
    assert (last.kind, last.by, last.reason) == ("removed", eud, "Asked by mistake.")


def test_the_organisation_can_be_asked_again(as_, eud, world, matrix):
    client = as_(eud)
    remove(client, matrix)
    asked = {"organisation": world.iom.pk, "due_on": "2027-05-31"}
    client.post("/evaluations/final/ask-for-response/", asked)
    assert ResponseMatrix.objects.get().responses.count() == 2


def answered(matrix):
    fields = {"decision": "accepted"}
    versions.revise(matrix.responses.first(), base_version=1, fields=fields, by=None)


def answered_in_part(matrix):
    fields = {"decision": "accepted"}
    answer = PartAnswer.objects.filter(response=matrix.responses.first()).get()
    versions.revise(answer, base_version=1, fields=fields, by=None)


def promised(matrix):
    make.ActionFactory(response=matrix.responses.first(), number=1)


def remarked(matrix):
    response = matrix.responses.first()
    fields = {"response": response, "author_name": "CM", "text": "Why us?"}
    versions.create(Remark, fields=fields, by=None)


@pytest.mark.parametrize("begun", [answered, answered_in_part, promised, remarked])
def test_what_somebody_began_to_answer_stays(as_, eud, matrix, begun):
    begun(matrix)
    page = remove(as_(eud), matrix)
    assert page.status_code == 422
    assert b"Work on R3 has begun." in page.content
    assert stands(matrix)
    assert ManagementResponse.objects.count() == 2


def test_what_changed_meanwhile_stays_with_all_its_answers(as_, eud, matrix):
    versions.revise(matrix, base_version=1, fields={"completed_by": "Anna"}, by=None)
    assert remove(as_(eud), matrix).status_code == 409
    assert stands(matrix)
    assert ManagementResponse.objects.count() == 2


def test_a_submitted_response_is_never_removed(as_, eud, submitted):
    assert remove(as_(eud), submitted.matrix, "2").status_code == 403
    assert stands(submitted.matrix)


def test_the_organisation_does_not_take_back_what_it_was_asked(as_, pm, world, matrix):
    page = as_(pm).get(matrix.get_absolute_url()).content.decode()
    assert "remove/" not in page
    assert remove(as_(pm), matrix).status_code == 403
    make.MembershipFactory(evaluation=world.evaluation, user=pm, role=Role.MANAGER)
    assert remove(as_(pm), matrix).status_code == 302
