"""Who commissions, evaluates, implements and answers: known to everybody who is signed in."""

import pytest

from accounts.models import Organisation
from editing import versions
from tests import factories as make

NEW = {"name": "Border Police Academy", "acronym": "BPA", "slug": "bpa", "kind": "other"}


def test_everybody_who_is_signed_in_reads_the_list(as_, stranger, client):
    assert "Organisation IOM" in as_(stranger).get("/organisations/").text
    assert client.get("/organisations/").status_code == 302


@pytest.mark.parametrize(
    ("query", "found"),
    [("q=sofr", ["sofreco"]), ("kind=un_agency", ["iom"]), ("q=zebra", [])],
)
def test_the_list_can_be_narrowed(as_, eud, query, found):
    page = as_(eud).get(f"/organisations/?{query}")
    assert [row.slug for row in page.context["page"]] == found


def test_a_page_shows_those_people_whom_i_may_see(as_, eud, pm, ev):
    mine = as_(pm).get("/organisations/iom/")
    assert "PM" in mine.context["page"].object_list[0].name
    assert list(as_(ev).get("/organisations/iom/").context["page"]) == []


def test_people_without_access_are_not_listed(as_, pm, world):
    make.UserFactory(name="Has Left", organisation=world.iom, is_active=False)
    assert "Has Left" not in as_(pm).get("/organisations/iom/").text


def test_support_staff_adds_and_edits(as_, support):
    browser = as_(support)
    added = browser.post("/organisations/new/", {**NEW, "country": "cn"})
    assert added["Location"] == "/organisations/bpa/"
    assert Organisation.objects.get(slug="bpa").country == "CN"
    changed = {**NEW, "name": "Police Academy", "base_version": 1}
    assert browser.post("/organisations/bpa/edit/", changed)["Location"] == "/organisations/bpa/"
    assert "Police Academy" in browser.get("/organisations/bpa/").text
    assert "Police Academy" in browser.get("/organisations/bpa/history/").text


@pytest.mark.parametrize("address", ["new/", "iom/edit/", "iom/history/"])
def test_nobody_else_does(as_, eud, world, address):
    assert as_(eud).get(f"/organisations/{address}").status_code == 403
    assert as_(eud).post(f"/organisations/{address}", NEW).status_code in (403, 405)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"slug": "iom"}, "slug"), ({"slug": "new"}, "slug"), ({"slug": "a b"}, "slug"),
     ({"name": ""}, "name"), ({"kind": "club"}, "kind"), ({"country": "C1"}, "country")],
)  # fmt: skip
def test_a_mistake_is_said_at_its_field_and_the_text_kept(as_, support, world, wrong, field):
    answer = as_(support).post("/organisations/new/", {**NEW, "acronym": "KEPT", **wrong})
    assert answer.status_code == 422
    assert answer.context["form"].errors[field]
    assert "KEPT" in answer.text


def test_two_who_edit_at_once_see_both_texts(as_, support, world):
    versions.revise(world.iom, base_version=1, fields={"name": "Theirs"}, by=None)
    answer = as_(support).post(
        "/organisations/iom/edit/", {**NEW, "slug": "iom", "name": "Mine", "base_version": 1}
    )
    assert answer.status_code == 409
    assert "Theirs" in answer.text


def test_many_organisations_cost_as_many_queries_as_few(as_, eud, django_assert_max_num_queries):
    browser = as_(eud)
    with django_assert_max_num_queries(8) as few:
        browser.get("/organisations/")
    make.OrganisationFactory.create_batch(60)
    with django_assert_max_num_queries(len(few)):
        assert len(browser.get("/organisations/").context["page"]) == 50
