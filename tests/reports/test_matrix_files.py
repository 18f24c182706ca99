"""A response to take along: the IOM form in Word and a sheet to fill in, for each reader as the PDF is."""

import io
import zipfile

import pytest
from django.utils import timezone
from docx import Document
from docx.oxml.ns import qn
from lxml import html as lxml_html
from openpyxl import load_workbook

from editing import versions
from mmsp.reports import html
from mmsp.reports.responses import build_matrix
from mmsp.reports.shapes import Audience
from mmsp.reports.word.matrix import as_docx
from recommendations.actions import agree_matrix, endorse_matrix
from recommendations.models import Remark
from tests import factories as make
from tests.follow_up import PROMISE, REASON, follow_up, submitted

__all__ = ["follow_up", "submitted"]
ENDINGS = ("docx", "xlsx", "csv")


def take(client, row, ending, query=""):
    return client.get(f"{row.url}matrix.{ending}{query}")


def words(answer, ending):
    """Everything that the file says."""
    if ending == "csv":
        return answer.content.decode("utf-8-sig")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        return "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


@pytest.mark.parametrize("ending", ENDINGS)
def test_until_it_is_submitted_it_is_for_its_writers_and_the_managers(
    as_, pm, eud, ev, stranger, follow_up, ending
):
    for writer in (pm, eud):
        answer = take(as_(writer), follow_up, ending)
        assert PROMISE in words(answer, ending)
        assert REASON in words(answer, ending)
        assert "no-store" in answer["Cache-Control"]
        assert answer["Content-Disposition"].startswith(
            'attachment; filename="final-response-matrix-iom-'
        )
    assert take(as_(ev), follow_up, ending).status_code == 404
    assert take(as_(stranger), follow_up, ending).status_code == 404


def test_remarks_are_comments_only_for_who_may_read_them_and_asks(as_, pm, ev, submitted):
    fields = {"response": submitted.response, "author_name": "CM", "text": "CANARY-REMARK"}
    versions.create(Remark, fields=fields, by=None)
    assert "CANARY-REMARK" in words(take(as_(pm), submitted, "docx", "?comments"), "docx")
    assert "CANARY-REMARK" not in words(take(as_(pm), submitted, "docx"), "docx")
    assert "CANARY-REMARK" not in words(take(as_(ev), submitted, "docx", "?comments"), "docx")
    for ending in ("xlsx", "csv"):
        assert "CANARY-REMARK" not in words(take(as_(pm), submitted, ending), ending)


def test_the_public_is_told_neither_persons_nor_money(as_, follow_up, submitted, pm):
    row = versions.current(submitted.action)
    versions.revise(
        row, base_version=row.version, by=None,
        fields={"responsible_person": pm, "funding_gap": 777, "possible_donor": "CANARY-DONOR",
                "status": "funding_blocked"},
    )  # fmt: skip
    for audience, told in ((Audience.PUBLIC, (False, False)), (Audience.RESTRICTED, (True, False)),
                           (Audience.INTERNAL, (True, True))):  # fmt: skip
        built = str(build_matrix(submitted.matrix, audience=audience, as_of=timezone.localdate()))
        assert (pm.name in built, "CANARY-DONOR" in built) == told


def test_the_sheet_is_ready_to_be_filled_in(as_, pm, follow_up):
    book = load_workbook(io.BytesIO(take(as_(pm), follow_up, "xlsx").content))
    sheet = book.worksheets[0]
    heads = [cell.value for cell in sheet[5]]
    assert heads[:4] == ["Reference", "Recommendation", "Heading", "Text of the recommendation"]
    assert sheet.column_dimensions["A"].hidden
    assert sheet.protection.sheet
    assert [sheet.cell(6, 1).value, sheet.cell(7, 1).value] == ["3.1", "4"]
    assert sheet.cell(6, 1).protection.locked
    assert not sheet.cell(6, heads.index("Key action") + 1).protection.locked
    assert not sheet.cell(8, heads.index("Status") + 1).protection.locked
    lists = [rule.formula1 for rule in sheet.data_validations.dataValidation if rule.type == "list"]
    choices = [[cell.value for cell in column] for column in book["Lists"].iter_cols()]
    assert len(lists) == len(choices) == 4
    assert "Partially accept" in choices[0]
    assert "Waiting for funding" in choices[3]


def test_the_form_has_real_headings_tables_and_rows_that_stay_whole(as_, pm, follow_up):
    document = Document(io.BytesIO(take(as_(pm), follow_up, "docx").content))
    assert [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    first, _second, signed = document.tables
    assert first.cell(0, 0).text.startswith("Evaluation recommendation 3:\nKeep the memory")
    assert [cell.text for cell in first.rows[4].cells][3:] == ["Comments or action taken", "Status"]
    assert first.rows[5]._tr.trPr.find(qn("w:cantSplit")) is not None
    assert signed.rows[1]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert document.sections[0].header.paragraphs[0].text == "Draft, not yet submitted"


@pytest.fixture
def signed(submitted, pm, eud):
    """Handed over by the project manager, endorsed by the head, agreed by the Delegation."""
    head = make.UserFactory(
        name="Ana Head", job_title="Chief of mission", organisation=submitted.matrix.organisation
    )
    organisation = versions.current(submitted.matrix.organisation)
    versions.revise(organisation, base_version=organisation.version, fields={"head": head}, by=None)
    row = versions.current(submitted.matrix)
    row = versions.revise(row, base_version=row.version, fields={"submitted_by": pm}, by=None)
    return endorse_matrix(matrix=versions.current(row), base_version=row.version, by=head)


def test_the_joint_sign_off_is_printed_with_names_and_lines_for_what_is_pending(signed, eud):
    assert _signed(signed, Audience.INTERNAL)[1:] == [
        ["Endorsed", "Ana Head", "Chief of mission, IOM", _today()], ["Agreed", "", "", ""],
    ]  # fmt: skip
    agree_matrix(matrix=versions.current(signed), base_version=signed.version, by=eud)
    assert _signed(signed, Audience.RESTRICTED)[2][1] == eud.name
    assert _signed(signed, Audience.PUBLIC)[1] == ["Endorsed", "", "IOM", _today()]


def _today():
    return timezone.localdate().strftime("%-d %b %Y")


def _signed(row, audience):
    """The rows of the sign-off, which paper and Word have alike."""
    content = build_matrix(versions.current(row), audience=audience, as_of=timezone.localdate())
    page = lxml_html.fromstring(html.matrix(content).body)
    rows = page.xpath('//section[@class="p-signatures"]//tbody/tr')
    printed = [[cell.text_content() for cell in line][:4] for line in rows]
    table = Document(io.BytesIO(as_docx(content, with_comments=False))).tables[-1]
    assert [[cell.text for cell in line.cells][:4] for line in table.rows[2:]] == printed
    return printed
