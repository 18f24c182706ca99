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


def answers(*texts):
    """The response to as many recommendations, below a head that takes half of the first page."""
    paper = submitted(date(2024, 2, 29))
    first, *_others = paper.matrix.responses
    return replace(
        paper,
        matrix=replace(
            paper.matrix, overall_comment="Said in general.\n" * 14,
            responses=tuple(
                replace(first, recommendation=replace(first.recommendation, number=number, text=text))
                for number, text in enumerate(texts, 1)
            ),
        ),
    )  # fmt: skip


def test_the_first_answer_begins_below_the_head_and_short_ones_stay_on_one_page():
    half = "".join(f"<p>Paragraph {number} of some words.</p>" for number in range(1, 16))
    pages = [
        page.extract_text() for page in open_pdf(html.services(answers(half, half, half))).pages
    ]
    assert "Paragraph 1 of" in pages[0]
    assert "Paragraph 15 of" not in pages[0]
    for page in pages[2:4]:
        assert page.count("Paragraph 1 of") == page.count("Paragraph 15 of") == 1


def test_an_answer_longer_than_a_page_goes_on_over_the_next_below_the_heads_of_its_table():
    long = "".join(f"<p>Paragraph {number} of some words.</p>" for number in range(1, 90))
    pages = [
        page.extract_text() for page in open_pdf(html.services(answers("<p>S</p>", long))).pages
    ]
    assert ["Paragraph 1 of" in page for page in pages[:3]] == [False, True, False]
    assert all("Follow-up one year later" in page for page in pages if "Paragraph" in page)


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
