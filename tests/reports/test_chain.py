"""What rests on what, from the question to the action: the page, its picture, and what it leaves out."""

import itertools

import pytest

from editing import versions
from mmsp.reports.chain import chain_of
from mmsp.reports.chain_picture import COLUMNS, draw
from tests import factories as make
from tests.reports import rows, sample

PAGE = "/evaluations/final/chain/"


def row_of(chain, key):
    return next(row for _kind, _name, rows in chain.groups for row in rows if row.link.key == key)


def labels(links):
    return [link.label for link in links]


@pytest.fixture
def linked(world):
    """EQ 1, F1 with an activity, C1, R1, the answer of IOM that is handed in, and action 1.1."""
    of = {"evaluation": world.evaluation}
    question = make.QuestionFactory(**of, number=1)
    activity = make.ActivityFactory(project=world.project, number=7)
    finding = make.FindingFactory(**of, question=question, number=1, activities=[activity])
    conclusion = make.ConclusionFactory(**of, number=1, findings=[finding])
    recommendation = make.RecommendationFactory(
        **of, number=1, conclusions=[conclusion], addressees=[world.iom]
    )
    matrix = make.MatrixFactory(**of, organisation=world.iom)
    response = make.ResponseFactory(matrix=matrix, recommendation=recommendation)
    return make.ActionFactory(response=response, number=1, text="Write it down")


def hand_in(matrix, at="2024-03-01T00:00:00+00:00"):
    return versions.revise(
        matrix, base_version=matrix.version, fields={"submitted_at": at}, by=None
    )


def test_from_every_link_one_step_down_and_one_up(as_, eud, linked):
    chain = as_(eud).get(PAGE).context["chain"]
    steps = {
        "question-1": ([], ["F1"]),
        "evidence-1": ([], ["F1"]),
        "finding-1": (["EQ 1", "1 source"], ["C1"]),
        "conclusion-1": (["F1"], ["R1"]),
        "recommendation-1": (["C1"], ["R1 IOM"]),
        "response-iom-1": (["R1"], ["1.1"]),
        "action-iom-1.1": (["R1 IOM"], []),
    }
    for key, (below, above) in steps.items():
        row = row_of(chain, key)
        assert (labels(row.rests_on), labels(row.leads_to)) == (below, above), key
    assert chain.gaps == ()


def test_every_link_leads_to_a_page(as_, eud, linked):
    browser = as_(eud)
    addresses = {link.url.partition("#")[0] for link in browser.get(PAGE).context["chain"].links}
    assert len(addresses) == 5
    assert {browser.get(address).status_code for address in addresses} == {200}


def test_what_is_missing_is_said_in_words(as_, eud, evaluation, linked):
    of = {"evaluation": evaluation}
    make.QuestionFactory(**of, number=2)
    make.FindingFactory(**of, question=evaluation.questions.get(number=1), number=2)
    make.ConclusionFactory(**of, number=2)
    make.RecommendationFactory(**of, number=2)
    versions.revise(linked, base_version=1, fields={"status": "completed"}, by=None)
    page = as_(eud).get(PAGE)
    assert {link.label: link.gaps for link in page.context["chain"].gaps} == {
        "EQ 2": ("No finding",),
        "F2": ("No evidence",),
        "C2": ("No finding",),
        "R2": ("No conclusion", "No addressee", "No response"),
        "1.1": ("No proof",),
    }
    assert "5 gaps in the chain" in page.content.decode()
    assert "chain__box--gap" in page.content.decode()


def test_proof_closes_the_last_gap(as_, eud, linked):
    versions.revise(linked, base_version=1, fields={"status": "completed"}, by=None)
    rows.create(rows.ProgressUpdate, key_action=linked, status="completed", evidence="Note on file")
    assert as_(eud).get(PAGE).context["chain"].gaps == ()


def test_an_answer_is_not_missed_while_the_report_is_a_draft_and_nobody_answered(
    as_, eud, evaluation
):
    make.RecommendationFactory(evaluation=evaluation, number=1)
    chain = as_(eud).get(PAGE).context["chain"]
    assert "No response" not in chain.gaps[0].gaps


def test_a_reviewer_sees_an_answer_when_it_is_handed_in(as_, reviewer, eud, pm, linked):
    for member in (eud, pm):
        assert "Write it down" in as_(member).get(PAGE).content.decode()
    page = as_(reviewer).get(PAGE).content.decode()
    assert "Write it down" not in page
    assert "R1 IOM" not in page
    hand_in(linked.response.matrix)
    assert "Write it down" in as_(reviewer).get(PAGE).content.decode()


def test_gaps_are_for_those_who_follow_the_draft(as_, eud, stranger, evaluation, linked):
    make.ConclusionFactory(evaluation=evaluation, number=2)
    assert as_(stranger).get(PAGE).status_code == 404
    fields = {"stage": "final", "confidentiality": "public", "published_at": "2024-01-01T00:00Z"}
    versions.revise(evaluation, base_version=1, fields=fields, by=None)
    assert "gap in the chain" in as_(eud).get(PAGE).content.decode()
    page = as_(stranger).get(PAGE)
    assert page.status_code == 200
    assert "gap" not in page.content.decode()


def test_papers_one_may_not_read_still_count_as_evidence(as_, reviewer, world, linked):
    secret = make.DocumentFactory(project=world.project, confidentiality="internal", title="Secret")
    question = world.evaluation.questions.get()
    make.FindingFactory(
        evaluation=world.evaluation, question=question, number=2, documents=[secret]
    )
    page = as_(reviewer).get(PAGE)
    assert "Secret" not in page.content.decode()
    assert row_of(page.context["chain"], "evidence-2").link.title == "1 other paper"


def test_an_empty_evaluation_says_where_the_chain_begins(as_, eud, evaluation):
    assert "Nothing is linked yet" in as_(eud).get(PAGE).content.decode()


def test_the_annex_prints_the_same_links(as_, eud, linked):
    page = as_(eud).get("/evaluations/final/report/").content.decode()
    annex = page[page.index('id="traceability"') :]
    for place in ("#question-1", "#finding-1", "#conclusion-1", "#recommendation-1"):
        assert f'<a href="{place}"' in annex
    assert "! No" not in annex


def test_boxes_of_a_large_picture_do_not_overlap():
    picture = draw(chain_of(sample.report(), with_gaps=True))
    assert [len(column.boxes) for column in picture.columns][1:4] == [19, 6, 10]
    for column in picture.columns:
        tops = [box.y for box in column.boxes]
        assert all(after - before >= 44 for before, after in itertools.pairwise(tops))
        assert all(0 < top < picture.height - 40 for top in tops)
    assert len(picture.columns) == len(COLUMNS)
    assert len(picture.curves) > 40


@pytest.mark.parametrize("times", [4, 40])
def test_the_page_costs_the_same_with_4_and_with_40_questions(
    as_, eud, world, times, django_assert_max_num_queries
):
    rows.fill(world, times)
    browser = as_(eud)
    browser.get("/")
    with django_assert_max_num_queries(48):
        page = browser.get(PAGE)
    assert len(page.context["chain"].of("question")) == times
