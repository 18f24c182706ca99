import io
from functools import cache

import pytest
from pypdf import PdfReader

from mmsp.reports import html, pdf
from tests.reports import sample


def open_pdf(paper: html.Paper) -> PdfReader:
    """The paper printed by the real press, opened again."""
    printed = pdf.write(paper.document, css=paper.css, assets=paper.assets)
    return PdfReader(io.BytesIO(printed.pdf))


@cache
def printed_report() -> PdfReader:
    return open_pdf(html.report(sample.report()))


@pytest.fixture(scope="session")
def report() -> PdfReader:
    """The sample report as a PDF, printed once for all tests that only read it."""
    return printed_report()


@pytest.fixture(scope="session")
def draft() -> PdfReader:
    return open_pdf(html.report(sample.report(is_draft=True)))


@pytest.fixture(scope="session")
def matrix() -> PdfReader:
    return open_pdf(html.matrix(sample.matrix_paper()))
