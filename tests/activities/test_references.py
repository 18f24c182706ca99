"""The texts of a register name its activities and papers."""

import json

import pytest

from editing import versions
from tests import factories as make

LIST = "/activities/MMSP/references/"


@pytest.fixture
def tour(world):
    return make.ActivityFactory(project=world.project, number=1, title="Study tour")


@pytest.fixture
def seminar(world, tour):
    text = f'<p>After <span class="xref" data-ref="activity:{tour.pk}">old words</span>.</p>'
    return make.ActivityFactory(project=world.project, number=2, title="Seminar", summary=text)


def test_the_picker_offers_the_register_of_the_project_alone(as_, pm, tour, seminar):
    make.ActivityFactory(project=make.ProjectFactory(code="ZZ"), number=3, title="Elsewhere")
    items = json.loads(as_(pm).get(LIST).content)["items"]
    assert [item["label"] for item in items] == ["activity MMSP 1", "activity MMSP 2"]


def test_a_stranger_finds_no_picker(as_, stranger, tour):
    assert as_(stranger).get(LIST).status_code == 404


def test_an_activity_leads_to_another(as_, pm, tour, seminar):
    page = as_(pm).get(seminar.get_absolute_url()).content.decode()
    assert f'<a class="xref" href="{tour.get_absolute_url()}">activity MMSP 1</a>' in page


def test_who_removes_an_activity_reads_where_it_is_named(as_, pm, tour, seminar):
    page = as_(pm).get(f"{tour.get_absolute_url()}remove/").content.decode()
    assert f'<a href="{seminar.get_absolute_url()}">Seminar</a>' in page


def test_a_project_says_what_its_activities_were(as_, pm, world, tour):
    text = f'<p>See <span class="xref" data-ref="activity:{tour.pk}">it</span>.</p>'
    versions.revise(world.project, base_version=1, fields={"objectives": text}, by=None)
    assert tour.get_absolute_url() in as_(pm).get("/activities/MMSP/").content.decode()


def test_a_new_project_has_nothing_to_refer_to_yet(as_, support, db):
    client = as_(support)
    form = client.get("/activities/new/").context["form"]
    assert "data-references" not in str(form["objectives"])
    sent = {name: form[name].value() or "" for name in form.fields}
    sent |= {"code": "NEW1", "title": "New", "objectives": "<p>[[activity NEW1 1]]</p>"}
    sent = {name: value for name, value in sent.items() if value != ""}
    assert client.post("/activities/new/", sent).status_code in (302, 422)
