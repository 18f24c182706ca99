"""The evaluation matrix as a paper of its own, for who reads the report."""

from datetime import date

import pytest

from editing import versions
from evaluations.models import Indicator, JudgementCriterion
from mmsp.reports import products
from mmsp.reports.shapes import Audience
from tests import factories as make
from tests.reports.conftest import open_pdf

FILE = "/evaluations/final/evaluation-matrix/matrix.pdf"
TODAY = date(2024, 5, 6)


@pytest.fixture(autouse=True)
def papers(settings, tmp_path):
    settings.VAR_DIR = tmp_path


def judged_by(question, indicators, text):
    fields = {"question": question, "number": 1, "text": "Goals"}
    criterion = versions.create(JudgementCriterion, fields=fields, by=None)
    for number in range(1, indicators + 1):
        fields = {"number": number, "text": text, "sources": "Register"}
        versions.create(Indicator, fields=fields | {"judgement_criterion": criterion}, by=None)


@pytest.fixture
def grid(evaluation):
    question = make.QuestionFactory(evaluation=evaluation, number=4, text="Were goals reached?")
    judged_by(question, 39, "Shown by this")


def test_the_annex_stands_alone_on_landscape(evaluation, grid):
    paper = products.evaluation_matrix(evaluation, audience=Audience.INTERNAL, as_of=TODAY)
    first, second, *_rest = open_pdf(paper).pages
    assert first.mediabox.width > first.mediabox.height
    for said in ("Evaluation matrix", "EQ 4", "JC 4.1", "I 4.1.1", "Register", "Draft"):
        assert said in first.extract_text()
    assert "Sources of information" in second.extract_text(), "the head stands on every page"


@pytest.mark.parametrize(
    ("indicators", "text"), [(1, "word " * 4000), (3, "word " * 2000), (60, "Shown")]
)
def test_what_is_taller_than_a_page_goes_on_over_the_next(evaluation, indicators, text):
    """Below a question, whose line keeps with what follows; the press once gave up on this."""
    question = make.QuestionFactory(evaluation=evaluation, number=1)
    judged_by(question, indicators, text)
    paper = products.evaluation_matrix(evaluation, audience=Audience.INTERNAL, as_of=TODAY)
    last = open_pdf(paper).pages[-1].extract_text()
    assert "State of 6 May 2024" in last


def test_it_links_to_no_page_that_is_not_in_it(evaluation, grid):
    paper = products.evaluation_matrix(evaluation, audience=Audience.INTERNAL, as_of=TODAY)
    assert "#question-4" not in paper.body
    whole = products.final_report(evaluation, audience=Audience.INTERNAL, as_of=TODAY)
    assert "#question-4" in whole.body


def test_its_page_leads_to_it(as_, reviewer, stranger, grid):
    assert FILE in as_(reviewer).get("/evaluations/final/evaluation-matrix/").content.decode()
    answer = as_(reviewer).get(FILE)
    assert answer["Content-Type"] == "application/pdf"
    assert b"".join(answer).startswith(b"%PDF")
    assert as_(stranger).get(FILE).status_code == 404
