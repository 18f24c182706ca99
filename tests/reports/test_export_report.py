"""`manage.py export_report`: the same papers, from a terminal."""

import pytest
from django.core.management import CommandError, call_command
from pypdf import PdfReader

from tests import factories as make
from tests.reports import rows


@pytest.fixture(autouse=True)
def papers(settings, tmp_path):
    settings.VAR_DIR = tmp_path / "var"


def export(path, *options):
    call_command("export_report", "final", "--output", str(path), *options)
    return "".join(page.extract_text() for page in PdfReader(path).pages)


def test_the_evaluator_prints_the_report(world, tmp_path):
    rows.fill(world)
    text = export(tmp_path / "report.pdf")
    assert "Final evaluation" in text
    assert "Yes, by and large." in text
    assert "Draft: Review" in text


def test_the_matrix_is_found_by_organisation_or_because_it_is_the_only_one(world, tmp_path):
    rows.fill(world)
    text = export(tmp_path / "m.pdf", "--product", "response-matrix")
    assert "Evaluation recommendation" in text
    assert "When exactly?" in text
    make.MatrixFactory(evaluation=world.evaluation, organisation=world.delegation)
    with pytest.raises(CommandError, match="eud, iom"):
        export(tmp_path / "m.pdf", "--product", "response-matrix")
    options = ("--product", "response-matrix", "--organisation", "iom", "--audience", "public")
    assert "When exactly?" not in export(tmp_path / "m.pdf", *options)


def test_a_matrix_not_submitted_is_not_printed_for_the_public(world, tmp_path):
    make.MatrixFactory(evaluation=world.evaluation, organisation=world.iom)
    with pytest.raises(CommandError, match="not been submitted"):
        export(tmp_path / "m.pdf", "--product", "response-matrix", "--audience", "public")


@pytest.mark.parametrize("product", ["comment-table", "changes", "quality-grid"])
@pytest.mark.parametrize("audience", ["restricted", "public"])
def test_what_stays_inside_is_said_to_and_nothing_is_written(world, tmp_path, product, audience):
    paper = tmp_path / "x.pdf"
    with pytest.raises(CommandError, match="stays inside: only --audience internal"):
        export(paper, "--product", product, "--audience", audience)
    assert not paper.exists()


def test_the_report_is_written_for_word_and_what_is_not_is_said(world, tmp_path):
    rows.fill(world)
    paper = tmp_path / "report.docx"
    call_command("export_report", "final", "--output", str(paper), "--format", "docx")
    assert paper.read_bytes().startswith(b"PK")
    sheet = tmp_path / "matrix.xlsx"
    options = ("--product", "response-matrix", "--format", "xlsx")
    call_command("export_report", "final", "--output", str(sheet), *options)
    assert sheet.read_bytes().startswith(b"PK")
    with pytest.raises(CommandError, match="no docx of this paper; there is: pdf"):
        export(tmp_path / "x.docx", "--product", "changes", "--format", "docx")


def test_an_unknown_evaluation_is_answered_with_the_known_ones(world, tmp_path):
    with pytest.raises(CommandError, match="There are: final"):
        call_command("export_report", "fnial", "--output", str(tmp_path / "x.pdf"))


def test_a_folder_that_does_not_exist_is_said_in_words(world, tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        export(tmp_path / "nowhere" / "x.pdf")


def test_the_summary_report_of_an_activity_is_printed_by_its_number(world, tmp_path):
    make.ActivityFactory(project=world.project, number=7, title="Workshop on ferries")
    paper = tmp_path / "w.pdf"
    call_command("export_report", "--activity", "MMSP/7", "--output", str(paper))
    assert "Workshop on ferries" in PdfReader(paper).pages[0].extract_text()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--activity", "MMSP/8"], "no activity MMSP/8. There are projects: MMSP"),
        (["--activity", "MMSP/x"], "no activity MMSP/x"),
        (["final", "--activity", "MMSP/8"], "Name an evaluation, or one other thing"),
        ([], "Name an evaluation, or one other thing"),
        (["final", "--product", "workshop-report"], "made of: activity"),
        (["--activity", "MMSP/8", "--product", "changes"], "made of: evaluation"),
        (["final", "--portfolio"], "Name an evaluation, or one other thing"),
        (["final", "--product", "portfolio-status"], "made of: --portfolio"),
        (["--portfolio", "--product", "follow-up-status"], "made of: evaluation"),
    ],
)
def test_what_the_paper_is_made_of_is_asked_for(world, tmp_path, options, said):
    with pytest.raises(CommandError, match=said):
        call_command("export_report", *options, "--output", str(tmp_path / "x.pdf"))
