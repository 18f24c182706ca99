"""A final report that stays in the house: why, and who reads so."""

import pytest
from django.test import Client

from editing import versions
from evaluations.models import Unpublished
from tests.publication.conftest import change, publish

pytestmark = pytest.mark.usefixtures("press")
LIST = "/evaluations/final/published/"
REASON, REMOVE = f"{LIST}reason/", f"{LIST}reason/remove/"
SAID = {"cause": "quality", "explanation": "Two annexes are missing.", "title": "An evaluation"}


def register():
    return Client().get("/register/").content.decode()


def test_the_manager_says_why_and_tells_nobody_outside(as_, final, eud, reader):
    page = as_(eud).post(REASON, SAID, follow=True).content.decode()
    assert "Quality of the report" in page
    assert "The public register does not mention it." in page
    assert "Two annexes are missing." in as_(reader).get(LIST).content.decode()
    assert "Two annexes" not in register()


def test_announced_it_stands_in_the_register_until_the_report_does(as_, final, ev, eud):
    as_(eud).post(REASON, SAID | {"is_announced": "on", "year": "2020"})
    assert "An evaluation" in register()
    assert "(2020): Quality of the report. Two annexes are missing." in register()
    publish(final, ev, eud)
    assert "Two annexes" not in register()


def test_the_register_keeps_to_what_was_said(as_, final, eud):
    """Also of what is not published it tells a copy alone."""
    as_(eud).post(REASON, SAID | {"is_announced": "on"})
    before = register()
    change(final, title="QXCANARY", stage="review", confidentiality="internal")
    assert register() == before


def test_it_is_reworded_and_taken_back(as_, final, eud):
    client = as_(eud)
    client.post(REASON, SAID | {"is_announced": "on"})
    client.post(REASON, SAID | {"cause": "procurement", "base_version": 1})
    assert Unpublished.objects.get().get_cause_display() == "Procurement"
    client.post(REMOVE, {"base_version": 2})
    assert not Unpublished.objects.exists()
    assert client.get(REMOVE).status_code == 404


@pytest.mark.parametrize("role", ["ev", "pm", "reader"])
def test_others_read_it_and_do_not_write_it(as_, final, role, request):
    client = as_(request.getfixturevalue(role))
    assert client.post(REASON, SAID).status_code == 403
    assert "Say why" not in client.get(LIST).content.decode()


def test_before_it_is_final_there_is_nothing_to_explain(as_, world, eud):
    assert as_(eud).get(REASON).status_code == 403


def test_without_an_announcement_a_stranger_sees_no_row(final, eud, stranger):
    row = versions.create(Unpublished, fields={"evaluation": final, **SAID}, by=eud)
    assert not Unpublished.objects.visible_to(stranger).exists()
    change(row, is_announced=True)
    assert Unpublished.objects.visible_to(stranger).exists()
