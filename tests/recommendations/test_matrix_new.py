"""The manager asks an organisation to respond."""

from datetime import date

import pytest

from recommendations.models import ResponseMatrix
from tests import factories as make

ASK = "/evaluations/final/ask-for-response/"


def test_the_manager_opens_a_matrix_with_room_for_every_answer(as_, eud, world):
    for number in (1, 2, 3):
        make.RecommendationFactory(evaluation=world.evaluation, number=number)
    answer = as_(eud).post(ASK, {"organisation": world.iom.pk, "due_on": "2027-05-31"})
    matrix = ResponseMatrix.objects.get()
    assert answer.url == matrix.get_absolute_url()
    assert (matrix.organisation, matrix.due_on) == (world.iom, date(2027, 5, 31))
    assert {each.decision for each in matrix.responses.all()} == {"pending"}
    assert matrix.responses.count() == 3


def test_an_organisation_is_asked_once(as_, eud, follow_up, world):
    page = as_(eud).post(ASK, {"organisation": world.iom.pk, "due_on": "2027-05-31"})
    assert page.status_code == 422
    assert page.context["form"].errors["organisation"]


def test_a_response_needs_a_date(as_, eud, world):
    page = as_(eud).post(ASK, {"organisation": world.iom.pk})
    assert page.status_code == 422
    assert page.context["form"].errors["due_on"]
    assert not ResponseMatrix.objects.exists()


@pytest.mark.parametrize("who", ["pm", "ev", "reviewer"])
def test_nobody_else_asks(as_, request, world, who):
    client = as_(request.getfixturevalue(who))
    assert client.get(ASK).status_code == 403
    assert client.post(ASK, {"organisation": world.iom.pk}).status_code == 403


def test_a_stranger_finds_no_such_page(as_, stranger):
    assert as_(stranger).get(ASK).status_code == 404
