"""The quality grid on paper and in Word, and for nobody outside."""

import io
from datetime import date

import pytest
from docx import Document

from editing import versions
from evaluations.models import QualityCriterion, QualityStandard, Stage
from evaluations.quality import begin_assessment
from mmsp.reports import content, preflight, products
from mmsp.reports.quality import QualityStaysInside, build_quality
from mmsp.reports.shapes import Audience
from tests.reports.conftest import open_pdf

FILES = [f"/evaluations/final/quality/grid.{ending}" for ending in ("pdf", "docx")]
TODAY = date(2024, 5, 6)


@pytest.fixture(autouse=True)
def papers(settings, tmp_path):
    settings.VAR_DIR = tmp_path


def assessed(evaluation, eud, report="draft", day=True):
    """An assessment in which everything is judged, handed over by the officer or not yet."""
    standard = QualityStandard.objects.get(code="ec-intervention")
    best = standard.levels.get(number=1)
    made = begin_assessment(evaluation=evaluation, report=report, standard=standard, by=None)
    for score in made.scores.all():
        said = {"level": best, "strengths": f"Strong\x0b {report}", "weaknesses": "Long",
                "reply": "We agree"}  # fmt: skip
        versions.revise(score, base_version=1, fields=said, by=None)
    fields = {"level": best, "remarks": f"Sound {report}", "reply": "Thank you"}
    if day:
        fields |= {"assessed_by": eud, "assessed_at": made.created_at}
    return versions.revise(made, base_version=1, fields=fields, by=None)


def test_the_pdf_is_the_grid_on_landscape(evaluation, eud):
    for report in ("draft", "final"):
        assessed(evaluation, eud, report)
    paper = products.quality_grid(evaluation, audience=Audience.INTERNAL, as_of=TODAY)
    file = open_pdf(paper)
    first, second, *_rest = file.pages
    assert first.mediabox.width > first.mediabox.height
    assert file.trailer["/Root"]["/MarkInfo"]["/Marked"]
    for said in ("EC quality assessment grid", "Quality grid", "EUD", "1. Clarity of the report",
                 "Very satisfactory", "Strong draft", "We agree"):  # fmt: skip
        assert said in first.extract_text()
    for page in (first, second):
        assert "Evaluators’ reply" in page.extract_text(), "the head stands on every page"
        assert "Internal, not for publication" in page.extract_text()
    whole = " ".join(page.extract_text() for page in file.pages)
    assert "Sound draft" in whole
    assert "Sound final" in whole


def test_a_judgement_longer_than_a_page_is_printed_whole(evaluation, eud):
    made = assessed(evaluation, eud)
    score = made.scores.get(criterion__number=1)
    versions.revise(
        score, base_version=score.version, fields={"strengths": "word " * 2000 + "END"}, by=None
    )
    paper = products.quality_grid(evaluation, audience=Audience.INTERNAL, as_of=TODAY)
    assert "END" in " ".join(page.extract_text() for page in open_pdf(paper).pages)


def test_the_word_file_holds_the_grid_as_one_table(as_, ev, evaluation, eud):
    assessed(evaluation, eud)
    document = Document(io.BytesIO(as_(ev).get(FILES[1]).content))
    rows = [[cell.text for cell in row.cells] for row in document.tables[1].rows]
    assert rows[1][0].startswith("1. Clarity of the report")
    assert rows[2] == ["Draft report", "Very satisfactory", "Strong draft", "Long", "We agree"]
    assert rows[-2][0] == "Overall judgement"
    assert rows[-1][2:] == ["Sound draft", "Sound draft", "Thank you"], "one cell over both columns"


def test_evaluators_print_what_was_handed_over_and_no_more(as_, ev, evaluation, eud):
    assessed(evaluation, eud, "draft")
    assessed(evaluation, eud, "final", day=False)

    def printed_for(person):
        document = Document(io.BytesIO(as_(person).get(FILES[1]).content))
        return " ".join(cell.text for row in document.tables[1].rows for cell in row.cells)

    assert "Sound draft" in printed_for(ev)
    assert "Sound final" not in printed_for(ev)
    assert "Sound final" in printed_for(eud)
    handed_over = build_quality(evaluation, audience=Audience.INTERNAL, as_of=TODAY)
    assert [each.report for each in handed_over.assessed] == ["Draft report"]


@pytest.mark.parametrize("audience", [Audience.RESTRICTED, Audience.PUBLIC])
def test_no_other_audience_can_be_built_for(evaluation, eud, audience):
    assessed(evaluation, eud)
    with pytest.raises(QualityStaysInside):
        build_quality(evaluation, audience=audience, as_of=TODAY)


@pytest.mark.parametrize("address", FILES)
def test_readers_respondents_and_strangers_are_told_nothing(
    as_, pm, reader, stranger, evaluation, eud, address
):
    assessed(evaluation, eud)
    for person in (pm, reader, stranger):
        assert as_(person).get(address).status_code == 404


def test_no_report_holds_a_judgement(as_, eud, evaluation):
    assessed(evaluation, eud)
    assert "Sound draft" not in as_(eud).get("/evaluations/final/report/").content.decode()


def test_a_final_report_that_nobody_assessed_is_doubtful(evaluation, eud):
    def said():
        built = content.build(evaluation, audience=Audience.INTERNAL, as_of=TODAY)
        return [remark.message for remark in preflight.quality(built)]

    assert said() == [], "a draft is not expected to be judged as final"
    evaluation = versions.revise(evaluation, base_version=1, fields={"stage": Stage.FINAL}, by=None)
    assert said() == ["The final report is not assessed by the quality grid yet."]
    assessed(evaluation, eud, "draft")
    assert said()
    assessed(evaluation, eud, "final")
    assert said() == []


@pytest.mark.parametrize("criteria", [2, 30])
def test_the_paper_costs_the_same_with_many_criteria(
    evaluation, criteria, django_assert_max_num_queries
):
    own = versions.create(QualityStandard, fields={"code": "own", "name": "Own"}, by=None)
    for number in range(1, criteria + 1):
        fields = {"standard": own, "number": number, "name": f"Criterion {number}"}
        versions.create(QualityCriterion, fields=fields, by=None)
    made = begin_assessment(evaluation=evaluation, report="draft", standard=own, by=None)
    versions.revise(made, base_version=1, fields={"assessed_at": made.created_at}, by=None)
    with django_assert_max_num_queries(8):
        build_quality(evaluation, audience=Audience.INTERNAL, as_of=TODAY)
