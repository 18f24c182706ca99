"""The paper as the real press prints it, to be kept."""

import io
from datetime import date

import pikepdf
import pytest
from pypdf import PdfReader

from mmsp.publication.papers import make
from tests.publication.conftest import sha256
from tests.reports import lasting, structure

pytestmark = pytest.mark.once
ASKED = {"audience": "public", "as_of": date(2026, 1, 5)}


def test_every_page_says_where_and_what_to_verify(final, settings):
    settings.SITE_URL = "https://mmsp.example.org"
    made = make(final, product="evaluation-matrix", **ASKED)
    pages = PdfReader(io.BytesIO(made.file)).pages
    foot = f"Verify at mmsp.example.org/verify/ · content {made.fields['content_hash'][:16]}"
    assert made.fields["pages"] == len(pages)
    assert all(foot in page.extract_text() for page in pages)
    assert make(final, product="evaluation-matrix", **ASKED) == made


def test_an_archive_finds_in_the_file_what_its_code_is_of(final):
    """The data whose hash its pages name, and the response as a sheet."""
    made = make(final, product="final-report", **ASKED)
    response = make(final, product="response-matrix", part="iom", **ASKED)
    with pikepdf.open(io.BytesIO(made.file)) as file:
        within = {str(each.UF): each.EF.F.read_bytes() for each in file.Root.AF}
        assert sha256(within["data.json"]) == made.fields["content_hash"]
        assert within["response-matrix-iom.xlsx"] == response.beside[1]
        with file.open_metadata() as said:
            assert said.pdfa_status == "3A"
        assert structure.faults(file) == []


@pytest.mark.parametrize(
    "product", ["final-report", "evaluation-brief", "evaluation-matrix", "response-matrix"]
)
def test_whatever_goes_out_keeps_the_rules_of_archives(final, product):
    part = "iom" if product == "response-matrix" else ""
    made = make(final, product=product, part=part, **ASKED)
    assert lasting.frame(made.file) == []
    with pikepdf.open(io.BytesIO(made.file)) as file:
        assert lasting.faults(file) == []
