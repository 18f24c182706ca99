"""The sheet for OPSYS: field by field, counted, ready to paste."""

import io
import zipfile

import pytest
from docx import Document

from tests import factories as make

PAGE, WORD = "/evaluations/final/report/opsys/", "/evaluations/final/report/opsys.docx"


@pytest.fixture
def report(evaluation):
    make.SectionFactory(
        evaluation=evaluation,
        kind="executive_summary",
        title="Summary",
        text="<p>Three short words</p>",
    )
    make.ConclusionFactory(
        evaluation=evaluation, number=1, heading="Too much", text=f"<p>{'x' * 3001}</p>"
    )
    return evaluation


def test_each_field_says_what_is_used_and_allowed(as_, ev, report):
    page = as_(ev).get(PAGE).content.decode()
    assert "3 of 1,500 words (5 pages)" in page
    assert "3,001 of 3,000 characters" in page
    assert "Three short words</textarea>" in page


def test_what_is_too_long_leads_to_the_place_where_it_is_written(as_, ev, report):
    page = as_(ev).get(PAGE).content.decode()
    assert page.count("Too long") == 1
    assert 'href="/evaluations/final/conclusions/1/">Shorten it' in page
    assert "1 character more than OPSYS takes" in page


def test_the_word_file_has_the_same_fields_as_a_table(as_, ev, report):
    document = Document(io.BytesIO(as_(ev).get(WORD).content))
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows[1] == ["Summary", "3 of 1,500 words (5 pages)", "Three short words"]
    assert rows[2][0] == "C1 Too much"
    assert "Draft: Review" in "\n".join(each.text for each in document.paragraphs)


def test_the_same_report_gives_the_same_bytes(as_, ev, report):
    first, second = (as_(ev).get(WORD).content for _time in range(2))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as packed:
        assert {each.date_time[0] for each in packed.infolist()} == {1980}, "never the day of today"


@pytest.mark.parametrize("address", [PAGE, WORD])
def test_a_stranger_has_no_such_sheet(as_, stranger, report, address):
    assert as_(stranger).get(address).status_code == 404
