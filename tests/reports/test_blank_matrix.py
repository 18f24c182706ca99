"""The response matrix to fill in: what the evaluator hands over before anybody is asked to answer."""

import io
from datetime import date

import pytest
from docx import Document
from openpyxl import load_workbook

from editing import versions
from mmsp.imports.matrix import bring_in
from mmsp.imports.sandbox import parse_matrix
from mmsp.reports import products
from mmsp.reports.matrix_sheet import HEAD_ROW
from mmsp.reports.shapes import Audience
from recommendations.models import ManagementResponse, Recommendation
from tests.reports.conftest import open_pdf

PLACE = "/evaluations/final/report/responses"
PAPERS = "/evaluations/final/papers/"
TODAY = date(2024, 5, 6)


@pytest.fixture(autouse=True)
def papers(settings, tmp_path):
    settings.VAR_DIR = tmp_path


@pytest.fixture
def advice(world):
    """Two recommendations of a draft that nobody has been asked to answer."""
    for number in (1, 2):
        fields = {
            "evaluation": world.evaluation, "number": number, "priority": number,
            "heading": f"Train officials {number}", "text": "<p>Twice.</p>",
            "addressees": [world.iom],
        }  # fmt: skip
        versions.create(Recommendation, fields=fields, by=None)
    return world.evaluation


def test_every_recommendation_stands_on_the_form_with_room_to_answer(advice):
    paper = products.matrix_to_fill_in(advice, audience=Audience.INTERNAL, as_of=TODAY)
    text = " ".join(page.extract_text() for page in open_pdf(paper).pages)
    said = " ".join(text.split())
    for words in ("Train officials 1", "Train officials 2", "IOM", "Key action", "Joint sign-off"):
        assert words in said
    for answer in ("No key action", "Pending"):
        assert answer not in said
    assert paper.body.count('class="p-to-fill-in"') == 2


def test_the_evaluator_takes_it_along_in_word_and_as_a_sheet(as_, ev, advice):
    word = as_(ev).get(f"{PLACE}.docx")
    assert "final-response-matrix-to-fill-in-" in word["Content-Disposition"]
    document = Document(io.BytesIO(word.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert any("Train officials 2" in each for each in cells)
    book = load_workbook(io.BytesIO(as_(ev).get(f"{PLACE}.xlsx").content)).active
    values = {str(cell.value) for row in book.iter_rows() for cell in row if cell.value}
    assert {"Train officials 1", "Train officials 2"} <= values


def test_it_is_for_who_reads_the_draft(as_, ev, reviewer, reader, stranger, advice):
    for person in (ev, reviewer):
        assert f"{PLACE}.pdf" in as_(person).get(PAPERS).content.decode()
        answer = as_(person).get(f"{PLACE}.pdf")
        assert b"".join(answer).startswith(b"%PDF")
    for ending in ("pdf", "docx", "xlsx"):
        assert as_(ev).get(f"{PLACE}.{ending}?audience=public").status_code == 404
        assert as_(stranger).get(f"{PLACE}.{ending}").status_code == 404
        assert as_(reader).get(f"{PLACE}.{ending}").status_code == 404


def test_what_is_filled_in_comes_in_again(as_, ev, world, advice):
    """Known by the numbers of the recommendations; the report stays as it is."""
    book = load_workbook(io.BytesIO(as_(ev).get(f"{PLACE}.xlsx").content))
    at = {cell.value: cell.column for cell in book.active[HEAD_ROW]}
    row = next(n for n in range(HEAD_ROW + 1, 20) if "Train officials 2" in words_of(book, n))
    for head, words in (("Management response", "Accept"), ("Key action", "Hold two courses.")):
        column = next(number for name, number in at.items() if str(name).startswith(head))
        book.active.cell(row, column, words)
    file = io.BytesIO()
    book.save(file)
    bring_in(
        paper=parse_matrix(file.getvalue(), "filled.xlsx"), evaluation=advice,
        organisation=world.iom, by=None,
    )  # fmt: skip
    response = ManagementResponse.objects.get(recommendation__number=2)
    assert (response.decision, response.actions.get().text) == ("accepted", "Hold two courses.")
    assert Recommendation.objects.get(number=2).version == 1


def words_of(book, row):
    return {cell.value for cell in book.active[row]}
