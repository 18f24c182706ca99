"""The response of the services as the Commission lays it out: three columns on landscape."""

from dataclasses import replace
from datetime import date

import pytest

from mmsp.reports import html
from mmsp.reports.shapes import Audience
from tests.reports import rows, sample
from tests.reports.conftest import open_pdf

ADDRESS = "/evaluations/final/matrix/iom/services.pdf"


@pytest.fixture(autouse=True)
def papers(settings, tmp_path):
    settings.VAR_DIR = tmp_path


def submitted(day):
    paper = sample.matrix_paper(Audience.PUBLIC)
    return replace(
        paper, matrix=replace(paper.matrix, submitted_on=day),
        funding_line="Funded by the European Union", is_eu_funded=True,
        disclaimer="The author alone answers for it.",
    )  # fmt: skip


def test_three_columns_on_landscape_with_their_heads_on_every_page():
    file = open_pdf(html.services(submitted(date(2024, 2, 29))))
    assert len(file.pages) > 1
    for page in file.pages[:2]:
        assert page.mediabox.width > page.mediabox.height
        text = page.extract_text()
        for head in ("Recommendation", "Response of the services", "Follow-up one year later"):
            assert head in text
    first = file.pages[0].extract_text()
    assert "due on 28 Feb 2025; state of 2 Nov 2025" in first
    assert "Funded by the European Union" in first
    assert "The author alone answers for it." in first


def test_what_is_not_submitted_is_a_draft_without_a_day_for_the_follow_up():
    text = open_pdf(html.services(submitted(None))).pages[0].extract_text()
    assert "Draft, not yet submitted, 2 Nov 2025" in text
    assert "due on" not in text


def test_the_answering_body_takes_it_along_and_a_stranger_does_not(as_, pm, stranger, world):
    rows.fill(world)
    answer = as_(pm).get(ADDRESS)
    assert b"".join(answer).startswith(b"%PDF")
    assert "response-of-services-iom" in answer["Content-Disposition"]
    assert as_(stranger).get(ADDRESS).status_code == 404
