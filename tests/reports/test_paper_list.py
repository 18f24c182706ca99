"""The page of all papers: each reader's own versions, and never more than those."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from editing import versions
from mmsp.reports.products import PRODUCTS
from mmsp.reports.shapes import Audience
from tests import factories as make
from tests.reports import rows

ARGUMENTS = {"Evaluation": ["final"], "ResponseMatrix": ["final", "iom"]}
PAPERS = "/evaluations/final/papers/"


@pytest.fixture
def report(world):
    rows.fill(world)
    make.InterviewFactory(
        evaluation=world.evaluation, name="Wang Fang", consent="name",
        organisation_name="Ministry of Rivers",
    )  # fmt: skip
    return world.evaluation


@pytest.fixture
def final(report):
    """The report as everybody may read it."""
    report.refresh_from_db()
    fields = {"stage": "final", "confidentiality": "public"}
    versions.revise(
        report, base_version=report.version, by=None,
        fields=fields | {"published_at": datetime(2024, 1, 1, tzinfo=UTC)},
    )  # fmt: skip
    return report


def offers_of(response):
    return [offer for group in response.context["groups"] for offer in group.offers]


def names(response):
    return [offer.label for offer in offers_of(response)]


def test_the_delegation_finds_every_paper_of_its_evaluation(as_, eud, report):
    response = as_(eud).get(PAPERS)
    here = [each.label for each in PRODUCTS.values() if each.row.__name__ in ARGUMENTS]
    assert names(response) == here
    assert response.context["audiences"] == list(Audience)


def test_every_format_of_a_paper_has_a_door(as_, eud, report):
    page = as_(eud).get(PAPERS).content.decode()
    for product in PRODUCTS.values():
        assert set(product.doors) <= set(product.formats)
        if product.row.__name__ not in ARGUMENTS:
            continue
        for door in product.doors.values():
            assert reverse(door, args=ARGUMENTS[product.row.__name__]) in page, product.key


def test_what_stays_inside_is_not_offered_to_the_public(as_, eud, report):
    response = as_(eud).get(PAPERS, {"audience": "public"})
    assert "Final report" in names(response)
    assert "Comments and responses" not in names(response)
    assert {offer.audience for offer in offers_of(response)} == {Audience.PUBLIC}


def test_the_project_manager_has_the_matrix_whole_and_the_report_restricted(as_, pm, final):
    offers = {each.label: each.audience for each in offers_of(as_(pm).get(PAPERS))}
    assert offers["Response matrix"] == Audience.INTERNAL
    assert offers["Final report"] == Audience.RESTRICTED
    assert "Quality grid" not in offers


def test_the_project_manager_reads_why_each_paper_is_in_that_version(as_, pm, final):
    page = as_(pm).get(PAPERS)
    groups = {
        each.audience: [offer.label for offer in each.offers] for each in page.context["groups"]
    }
    assert list(groups) == [Audience.INTERNAL, Audience.RESTRICTED]
    assert "Response matrix" in groups[Audience.INTERNAL]
    assert "Final report" in groups[Audience.RESTRICTED]
    html = page.content.decode()
    assert ">Yours</a>" in html
    assert ">Inside</a>" not in html
    assert "You write these or work on them" in html
    assert "You read these beside their writers" in html
    assert "For those who write the report" not in html


def test_the_first_version_is_called_the_readers_own_on_every_tab(as_, pm, final):
    html = as_(pm).get(PAPERS, {"audience": "public"}).content.decode()
    assert ">Yours</a>" in html
    assert "For everybody: no names" in html
    assert "You read these" not in html


def test_who_has_every_paper_whole_is_told_of_one_version(as_, eud, report):
    page = as_(eud).get(PAPERS)
    assert [each.audience for each in page.context["groups"]] == [Audience.INTERNAL]
    html = page.content.decode()
    assert ">Inside</a>" in html
    assert ">Yours</a>" not in html
    assert "For those who write the report" in html


def test_an_answer_that_was_not_submitted_is_offered_to_its_writers_alone(as_, pm, world):
    make.MatrixFactory(evaluation=world.evaluation, organisation=world.iom)
    client = as_(pm)
    assert "Response matrix" in names(client.get(PAPERS))
    assert "Response matrix" not in names(client.get(PAPERS, {"audience": "public"}))
    door = "/evaluations/final/matrix/iom/matrix.xlsx"
    assert client.get(door).status_code == 200
    assert client.get(door, {"audience": "public"}).status_code == 404


def test_the_officer_reads_what_everybody_will_read(as_, eud, report):
    client = as_(eud)
    assert "Wang Fang" in client.get("/evaluations/final/report/").content.decode()
    public = client.get("/evaluations/final/report/", {"audience": "public"})
    assert "Wang Fang" not in public.content.decode()
    assert 'final.pdf?audience=public"' in public.content.decode()
    assert "Before it is sent" not in public.content.decode()


@pytest.mark.parametrize("asked", ["internal", "restricted", "INTERNAL", "x", "%"])
def test_nobody_gets_more_by_asking(as_, reader, final, asked):
    client = as_(reader)
    own = client.get(PAPERS)
    assert own.context["audience"] == Audience.PUBLIC
    assert client.get(PAPERS, {"audience": asked}).context["audience"] == Audience.PUBLIC
    page = client.get("/evaluations/final/report/", {"audience": asked})
    assert "Wang Fang" not in page.content.decode()


def test_a_stranger_finds_no_such_page(as_, stranger, report):
    assert as_(stranger).get(PAPERS).status_code == 404


def test_the_page_asks_as_often_for_two_matrices_as_for_one(
    as_, eud, report, world, django_assert_max_num_queries
):
    client = as_(eud)
    client.get(PAPERS)
    with django_assert_max_num_queries(40) as few:
        client.get(PAPERS)
    make.MatrixFactory(evaluation=report, organisation=world.delegation)
    with django_assert_max_num_queries(len(few)):
        client.get(PAPERS)
