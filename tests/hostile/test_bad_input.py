"""What honest people type and send by mistake: each product is printed, or says what to change."""

import io
import re
import shutil
import subprocess
from datetime import date

import pikepdf
import pytest
from django.core.files.base import ContentFile
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from evaluations.models import Evaluation
from mmsp.reports import content, letters, pdf, preflight, publish
from mmsp.reports.products import PRODUCTS
from mmsp.reports.shapes import Audience
from recommendations.models import ResponseMatrix
from tests import factories as make
from tests.hostile import terrible
from tests.hostile.test_front_door import noise

TODAY = date(2024, 5, 6)
AROUND = 3_000  # points beside a page in which words are looked for
HAS_POPPLER = shutil.which("pdftotext") is not None
PAGE = re.compile(r'<page width="([\d.]+)"')
PLACE = re.compile(
    r'<word xMin="([-\d.]+)" yMin="[-\d.]+" xMax="([-\d.]+)" yMax="[-\d.]+">(.*)</word>'
)
FORMATS = [
    pytest.param(product, form, id=f"{product.key}.{form}")
    for product in PRODUCTS.values()
    for form in product.formats
    if product.row is ResponseMatrix or product.row.__name__ == "Evaluation"
]


def made(product, form, matrix):
    """The bytes of one product in one format, for those who work on the evaluation."""
    row = matrix if product.row is ResponseMatrix else Evaluation.objects.get(slug="final")
    asked = {"audience": Audience.INTERNAL, "as_of": TODAY}
    if form == "pdf":
        return publish.printed(product.of(row, **asked), Audience.INTERNAL).path.read_bytes()
    return product.writers[form](row, **asked)


def words_of(form, body):
    """All text of a file, without spaces and hyphens at which lines were parted."""
    if form == "pdf":
        found = [page.extract_text() for page in PdfReader(io.BytesIO(body)).pages]
    elif form == "docx":
        found = list(Document(io.BytesIO(body)).element.body.itertext())
    elif form == "xlsx":
        cells = load_workbook(io.BytesIO(body)).worksheets
        found = [str(value) for sheet in cells for row in sheet.values for value in row if value]
    else:
        found = [body.decode("utf-8-sig")]
    return "".join("".join(found).split())


def beside_the_page(body) -> list[str]:
    """Words of a PDF that do not stand on their page as a whole."""
    wider = io.BytesIO()
    with pikepdf.open(io.BytesIO(body)) as paper:
        for page in paper.pages:
            left, low, right, high = map(float, page.mediabox)
            page.mediabox = page.cropbox = [left - AROUND, low, right + AROUND, high]
        paper.save(wider)
    command = ["pdftotext", "-bbox", "-", "-"]
    told = subprocess.run(command, input=wider.getvalue(), capture_output=True, check=True)
    found, right = [], 0.0
    for line in told.stdout.decode(errors="replace").splitlines():
        if page := PAGE.search(line):
            right = float(page[1]) - AROUND
        elif (word := PLACE.search(line)) and not AROUND - 1 < float(word[1]) < float(
            word[2]
        ) < right + 1:
            found.append(word[3])
    return found


@pytest.fixture(autouse=True)
def papers(settings, tmp_path):
    settings.VAR_DIR = tmp_path


@pytest.mark.parametrize(("product", "form"), FORMATS)
def test_an_evaluation_with_nothing_in_it_makes_a_paper(world, product, form):
    matrix = make.MatrixFactory(evaluation=world.evaluation, organisation=world.iom)
    assert words_of(form, made(product, form, matrix))


@pytest.mark.once
def test_a_terrible_evaluation_makes_every_paper(world, eud):
    """Words without an end, eight thousand cells, three directions of writing, in every part."""
    matrix = terrible.spoil(world, eud)
    for case in FORMATS:
        product, form = case.values
        body = made(product, form, matrix)
        said = words_of(form, body)
        assert len(said) > 100, case.id
        if form == "pdf":
            assert not (HAS_POPPLER and beside_the_page(body)), case.id
            assert "\U0001f600" not in said, case.id
    remarks = preflight.check(
        content.build(world.evaluation, audience=Audience.INTERNAL, as_of=TODAY)
    )
    told = [remark.message for remark in remarks]
    assert any("All visits has a table of 8,000 cells" in message for message in told)
    assert sum("letters the paper cannot print" in message for message in told) > 5


@pytest.mark.once
def test_a_terrible_project_makes_its_papers_too(world):
    """The summary of an activity, the factsheet and the newsletter, with a picture."""
    drawn = ContentFile(noise(), name="a.png")
    rows = terrible.told_badly(world.project, drawn)
    asked = {"audience": Audience.INTERNAL, "as_of": TODAY}
    for product in PRODUCTS.values():
        if row := rows.get(product.row.__name__):
            row = type(row).objects.get(pk=row.pk)
            body = publish.printed(product.of(row, **asked), Audience.INTERNAL).path.read_bytes()
            assert len(words_of("pdf", body)) > 1_000, product.key
            assert not (HAS_POPPLER and beside_the_page(body)), product.key
            for form, write in product.writers.items():
                assert len(words_of(form, write(row, **asked))) > 1_000, product.key


@pytest.mark.once
def test_a_picture_that_was_spoilt_after_it_was_taken_in_is_told_with_its_place(world):
    rows = terrible.told_badly(world.project, ContentFile(b"no picture", name="a.png"))
    paper = PRODUCTS["newsletter"].of(rows["Newsletter"], audience=Audience.INTERNAL, as_of=TODAY)
    with pytest.raises(pdf.PrintRefused, match="cannot be opened") as said:
        publish.printed(paper, Audience.INTERNAL)
    assert said.value.place


@pytest.mark.once
def test_four_hundred_recommendations_make_a_report_and_a_matrix(world):
    matrix = terrible.lengthen(world, 400)
    body = made(PRODUCTS["final-report"], "docx", matrix)
    assert "Recommendation400" in words_of("docx", body)
    body = made(PRODUCTS["response-of-services"], "pdf", matrix)
    assert "Recommendation400" in words_of("pdf", body)


def test_a_sign_without_a_glyph_is_printed_in_words():
    assert (
        letters.spelt_out("Done \U0001f600 \u2192 \U0001f1ea\U0001f1fa")
        == "Done [grinning face] \u2192 EU"
    )
    assert letters.spelt_out("\u6e21\u53e3 \u00bd") == "\u6e21\u53e3 \u00bd"


@pytest.mark.once
@pytest.mark.skipif(not HAS_POPPLER, reason="pdftotext is not installed")
def test_text_beside_the_page_would_be_seen():
    page = (
        "<!doctype html><html lang='en'><title>t</title><p style='white-space: pre'>{}</p></html>"
    )
    assert beside_the_page(pdf.write(page.format("word " * 90), css="").pdf)
    assert not beside_the_page(pdf.write(page.format("word"), css="").pdf)
