"""The papers of a project: a list for everybody it is shared with."""

from tests import factories as make


def test_everybody_in_the_project_reads_the_list(as_, ev, paper):
    page = as_(ev).get("/activities/MMSP/documents/")
    assert "Final report" in page.text
    assert "1 document<" in page.text


def test_internal_papers_stay_with_the_keepers(as_, pm, ev, paper, internal):
    assert "List of names" in as_(pm).get("/activities/MMSP/documents/").text
    shared = as_(ev).get("/activities/MMSP/documents/")
    assert "List of names" not in shared.text
    assert "1 document<" in shared.text


def test_the_list_can_be_narrowed(as_, ev, world, paper):
    make.DocumentFactory(project=world.project, number=9, title="Factsheet", type="factsheet")
    page = as_(ev).get("/activities/MMSP/documents/?type=factsheet")
    assert [row.number for row in page.context["page"]] == [9]
    assert "No document fits" in as_(ev).get("/activities/MMSP/documents/?q=zebra").text


def test_a_stranger_finds_nothing(as_, stranger, paper):
    assert as_(stranger).get("/activities/MMSP/documents/").status_code == 404


def test_fifty_papers_cost_as_many_queries_as_one(
    as_, pm, paper, training, django_assert_max_num_queries
):
    browser = as_(pm)
    with django_assert_max_num_queries(16) as few:
        browser.get("/activities/MMSP/documents/")
    for number in range(5, 60):
        make.DocumentFactory(project=paper.project, number=number, activity=training)
    with django_assert_max_num_queries(len(few)):
        browser.get("/activities/MMSP/documents/")
