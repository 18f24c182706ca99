"""From a piece of evidence one click up the chain, for those who may read what rests on it."""

import pytest

from tests import factories as make

FOUND = "/evaluations/final/findings/4/"


@pytest.fixture
def evidence(world):
    activity = make.ActivityFactory(project=world.project, number=1)
    document = make.DocumentFactory(project=world.project, number=1)
    question = make.QuestionFactory(evaluation=world.evaluation, number=4)
    make.FindingFactory(
        evaluation=world.evaluation, question=question, number=4, short_answer="Far enough.",
        activities=[activity], documents=[document],
    )  # fmt: skip
    return activity.get_absolute_url(), document.get_absolute_url()


def test_an_evaluator_sees_which_findings_rest_on_it(as_, ev, evidence):
    for address in evidence:
        page = as_(ev).get(address).content.decode()
        assert f'href="{FOUND}"' in page
        assert "Far enough." in page


def test_who_keeps_the_register_learns_nothing_of_a_draft(as_, world, evidence):
    keeper = make.UserFactory(organisation=world.iom)
    for address in evidence:
        page = as_(keeper).get(address)
        assert page.status_code == 200
        assert "Far enough." not in page.content.decode()
        assert FOUND not in page.content.decode()
