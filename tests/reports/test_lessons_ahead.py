"""The lessons for the next phase on paper and as a sheet, for who takes part."""

import io
from datetime import date

import pytest
from openpyxl import load_workbook

from editing import versions
from evaluations.models import LessonUptake
from mmsp.reports import products
from mmsp.reports.lessons_ahead import DecisionsStayInside, build_lessons_ahead
from mmsp.reports.shapes import Audience
from tests import factories as make
from tests.reports.conftest import open_pdf

FILES = [f"/evaluations/final/next-phase/lessons.{ending}" for ending in ("pdf", "xlsx")]
TODAY = date(2024, 5, 6)


@pytest.fixture(autouse=True)
def papers(settings, tmp_path):
    settings.VAR_DIR = tmp_path


@pytest.fixture
def sheet(evaluation, eud):
    """L1 is declined with what looks like a formula, L2 not decided on."""
    lesson, _later = (
        make.LessonFactory(evaluation=evaluation, number=number, heading=f"Lesson {number}")
        for number in (1, 2)
    )
    fields = {
        "lesson": lesson, "phase": "Phase II", "decision": "declined", "explanation": "=1+1",
        "decided_by": eud, "decided_on": TODAY,
    }  # fmt: skip
    return versions.create(LessonUptake, fields=fields, by=None)


def test_the_paper_holds_every_lesson_with_its_decision(evaluation, sheet):
    paper = products.lessons(evaluation, audience=Audience.INTERNAL, as_of=TODAY)
    file = open_pdf(paper)
    said = " ".join(page.extract_text() for page in file.pages)
    for words in ("Lesson 1", "Declined", "=1+1", "Phase II", "EUD", "Lesson 2", "Internal"):
        assert words in said
    assert file.pages[0].mediabox.width > file.pages[0].mediabox.height


def test_the_sheet_holds_words_not_formulas(as_, eud, sheet):
    book = load_workbook(io.BytesIO(as_(eud).get(FILES[1]).content)).active
    first, second = book.iter_rows(min_row=2)
    assert [cell.value for cell in first][1:7:2] == ["Lesson 1", "Declined", "Phase II"]
    assert (first[4].value, first[4].data_type) == ("=1+1", "s")
    assert second[3].value in (None, "")


def test_who_is_told_outside_the_house_is_not_told_who_decided(evaluation, sheet):
    def told(audience):
        return build_lessons_ahead(evaluation, audience=audience, as_of=TODAY).lines[0].decided_by

    assert told(Audience.RESTRICTED) == ""
    assert told(Audience.INTERNAL) == "EUD", "control"
    with pytest.raises(DecisionsStayInside):
        told(Audience.PUBLIC)


@pytest.mark.parametrize("address", FILES)
def test_readers_and_strangers_have_no_such_paper(as_, reader, stranger, sheet, address):
    assert as_(reader).get(address).status_code == 404
    assert as_(stranger).get(address).status_code == 404
