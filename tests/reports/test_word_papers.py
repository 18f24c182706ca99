"""Every paper in its other formats: real Word documents that open everywhere, and sheets."""

import io
import re
import shutil
import subprocess
from datetime import date
from zipfile import ZipFile

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from lxml import etree
from openpyxl import load_workbook
from pypdf import PdfReader

from activities.models import Activity
from mmsp.reports import products, services_sheet, writers
from mmsp.reports.follow_up import Portfolio
from mmsp.reports.products import PRODUCTS
from mmsp.reports.shapes import Audience
from recommendations.models import ResponseMatrix
from tests import factories as make
from tests.reports import rows, sample

TODAY = date(2026, 5, 6)
pytestmark = pytest.mark.django_db


def row_for(product, evaluation):
    if product.row is Portfolio:
        return Portfolio()
    rows = {ResponseMatrix: evaluation.matrices, Activity: Activity.objects}
    return rows[product.row].first() if product.row in rows else evaluation


def written(evaluation, form):
    """By product, the file in that format of all that have one."""
    return {
        key: product.writers[form](
            row_for(product, evaluation), audience=Audience.INTERNAL, as_of=TODAY
        )
        for key, product in PRODUCTS.items()
        if form in product.formats
    }


@pytest.fixture
def filled(world):
    rows.fill(world, times=2)
    observed = "<ul><li>The river rises.</li></ul>"
    activity = Activity.objects.first()
    make.SessionFactory(activity=activity, number=1, key_observations=observed)
    return world.evaluation


def test_every_format_that_a_product_names_is_written(filled):
    for product in PRODUCTS.values():
        assert set(product.formats) - {"pdf"} == set(product.writers), product.key
    assert {"final-report", "evaluation-brief", "traceability-annex"} < set(written(filled, "docx"))
    for body in written(filled, "xlsx").values():
        assert load_workbook(io.BytesIO(body)).active.max_row > 0
    for body in written(filled, "csv").values():
        assert body.startswith(b"\xef\xbb\xbf")


@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
def test_every_word_paper_opens_in_libreoffice(filled, tmp_path):
    for key, body in written(filled, "docx").items():
        (tmp_path / f"{key}.docx").write_bytes(body)
    files = sorted(tmp_path.glob("*.docx"))
    subprocess.run(
        ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *map(str, files)],
        env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}, check=True, capture_output=True,
        timeout=180,
    )  # fmt: skip
    pages = {path.stem: PdfReader(path).pages for path in tmp_path.glob("*.pdf")}
    assert set(pages) == {path.stem for path in files}
    assert len(pages["evaluation-brief"]) == 2
    for key in set(pages) - {"evaluation-brief", "final-report", "workshop-report"}:
        assert pages[key][0].mediabox.width > pages[key][0].mediabox.height, key


# What the standard (ISO/IEC 29500-1, 17 and 18) lets follow what; Word mends or refuses what differs.
ORDERS = {
    "tblPr": "tblStyle tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook",
    "tcPr": "tcW gridSpan vMerge tcBorders shd vAlign",
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs suppressAutoHyphens "
    "spacing ind contextualSpacing jc outlineLvl rPr sectPr",
    "settings": "zoom defaultTabStop characterSpacingControl updateFields compat",
}


def out_of_order(body):
    """Each element of the file whose parts do not stand as the standard has them."""
    wrong = []
    with ZipFile(io.BytesIO(body)) as parts:
        trees = [etree.fromstring(parts.read(f"word/{n}.xml")) for n in ("document", "settings")]
    for element in (each for tree in trees for each in tree.iter(*(qn(f"w:{n}") for n in ORDERS))):
        order = ORDERS[etree.QName(element).localname].split()
        names = [etree.QName(each).localname for each in element]
        known = [order.index(name) for name in names if name in order]
        if known != sorted(known):
            wrong.append(names)
    return wrong


def test_every_word_paper_keeps_the_order_that_word_asks_for(filled):
    papers = written(filled, "docx")
    assert {key: found for key, body in papers.items() if (found := out_of_order(body))} == {}
    document = Document(io.BytesIO(papers["final-report"]))
    properties = document.tables[-1]._tbl.tblPr
    properties.append(properties.find(qn("w:tblInd")))
    file = io.BytesIO()
    document.save(file)
    assert len(out_of_order(file.getvalue())) == 1


def test_the_brief_in_word_is_the_brief_in_styles_and_columns(filled):
    document = Document(io.BytesIO(written(filled, "docx")["evaluation-brief"]))
    styles = {p.text: p.style.name for p in document.paragraphs}
    assert styles[filled.title] == "Title"
    assert styles["Key findings"] == "Heading 1"
    counts = [each._sectPr.find(qn("w:cols")).get(qn("w:num")) for each in document.sections]
    assert counts == [None, "2", "1"]
    assert document.core_properties.language == "en-GB"
    assert "Draft: Review" in document.sections[0].footer.paragraphs[0].text


def test_the_response_of_the_services_says_in_word_what_it_says_on_paper():
    content = sample.matrix_paper()
    body = writers.services_docx(content)
    document = Document(io.BytesIO(body))
    assert document.sections[0].orientation == WD_ORIENT.LANDSCAPE
    table = document.tables[1]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    first = content.matrix.responses[0]
    assert first.recommendation.heading in table.rows[1].cells[0].text
    assert first.reason in table.rows[1].cells[1].text
    assert first.actions[0].status_label in table.rows[1].cells[2].text
    assert writers.services_docx(content) == body, "the same content is the same bytes"


def test_the_sheet_of_the_services_has_a_row_for_each_action_and_no_formula():
    content = sample.matrix_paper()
    sheet = load_workbook(io.BytesIO(services_sheet.as_xlsx(content))).active
    heads = [cell.value for cell in sheet[services_sheet.HEAD_ROW]]
    assert heads[0] == "No."
    assert heads[-1] == "What was done"
    wanted = sum(max(1, len(each.actions)) for each in content.matrix.responses)
    assert sheet.max_row - services_sheet.HEAD_ROW == wanted
    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds


def test_the_annex_of_what_rests_on_what_leads_from_row_to_row(filled):
    paper = products.traceability_annex(filled, audience=Audience.INTERNAL, as_of=TODAY)
    places = set(re.findall(r' id="([^"]+)"', paper.body))
    links = re.findall(r'href="#([^"]+)"', paper.body)
    assert len(links) > 10
    assert set(links) <= places
    body = PRODUCTS["traceability-annex"].writers["docx"]
    document = Document(io.BytesIO(body(filled, audience=Audience.PUBLIC, as_of=TODAY)))
    marks = {each.get(qn("w:name")) for each in document.element.body.iter(qn("w:bookmarkStart"))}
    links = [each.get(qn("w:anchor")) for each in document.element.body.iter(qn("w:hyperlink"))]
    assert links
    assert set(filter(None, links)) <= marks


@pytest.mark.parametrize(
    "address",
    [
        "report/brief.docx", "chain/annex.docx", "evaluation-matrix/matrix.docx",
        "matrix/iom/services.docx", "matrix/iom/services.xlsx",
    ],
)  # fmt: skip
def test_readers_take_them_along_and_strangers_do_not(as_, reviewer, stranger, filled, address):
    answer = as_(reviewer).get(f"/evaluations/final/{address}")
    assert answer.content.startswith(b"PK")
    assert "no-store" in answer["Cache-Control"]
    assert as_(stranger).get(f"/evaluations/final/{address}").status_code == 404


def test_the_pages_lead_to_the_files(as_, reviewer, filled):
    for page, address in (
        ("report/brief/", "report/brief.docx"),
        ("chain/", "chain/annex.pdf"),
        ("matrix/iom/", "matrix/iom/services.docx"),
    ):
        body = as_(reviewer).get(f"/evaluations/final/{page}").content.decode()
        assert f'href="/evaluations/final/{address}' in body


def test_the_annex_is_printed_as_a_paper_of_its_own(as_, reviewer, filled, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    answer = as_(reviewer).get("/evaluations/final/chain/annex.pdf")
    text = PdfReader(io.BytesIO(b"".join(answer))).pages[0].extract_text()
    assert "From question to action" in text
    assert "Draft: Review" in text
