"""`manage.py import_report`: what the person at the terminal reads."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from evaluations.models import Evaluation
from tests import factories as make
from tests.imports.papers import Paper, report

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "report.docx"
    path.write_bytes(report().bytes())
    return path


@pytest.fixture(autouse=True)
def project():
    return make.ProjectFactory(code="MMSP")


def told(file: Path, *options: str, project: str = "MMSP") -> str:
    out = StringIO()
    call_command(
        "import_report", str(file), "--project", project, "--title", "Final evaluation", *options,
        stdout=out, no_color=True,
    )  # fmt: skip
    return out.getvalue()


def test_it_says_what_it_understood_and_what_it_made(file: Path):
    text = told(file)
    assert "Reference: EUROPEAID/1/DH" in text
    assert "Relevance: EQ1, EQ2" in text
    assert "R1 Buy more boats" in text
    assert "3 questions, 1 conclusions, 2 lessons, 2 recommendations" in text
    assert "created: 1 evaluation, 1 team member, 2 abbreviations" in text
    assert "evaluation: final-evaluation-mmsp" in text


def test_it_says_what_it_could_not_place(tmp_path: Path):
    paper = report()
    paper.heading("2. Findings")
    paper.heading("Efficiency", 2)
    paper.text("Nobody asked about it.")
    path = tmp_path / "report.docx"
    path.write_bytes(paper.bytes())
    text = told(path)
    assert "Found no place (kept as a section of its own): 1" in text
    assert "Efficiency, before its first question: Nobody asked about it." in text


def test_a_second_run_says_that_nothing_changed(file: Path):
    told(file)
    text = told(file)
    assert "created: nothing" in text
    assert "changed: nothing" in text


def test_a_dry_run_tells_everything_and_writes_nothing(file: Path):
    assert "Would be written" in told(file, "--dry-run")
    assert not Evaluation.objects.exists()


def test_who_commissioned_it_is_found_by_acronym(file: Path):
    organisation = make.OrganisationFactory(acronym="EUD China", slug="eud-china")
    told(file, "--organisation", "eud china")
    assert Evaluation.objects.get().commissioned_by == organisation


def test_an_unknown_project_lists_those_that_are_known(file: Path):
    make.ProjectFactory(code="PO.0105")
    with pytest.raises(CommandError, match=r"no project “MMPS”\. Known codes: MMSP, PO\.0105\."):
        told(file, project="MMPS")


def test_an_unknown_organisation_lists_those_that_are_known(file: Path):
    make.OrganisationFactory(acronym="EUD", slug="eud")
    with pytest.raises(CommandError, match=r"no organisation “XYZ”\. Known: EUD\."):
        told(file, "--organisation", "XYZ")


def test_a_refused_file_gets_its_sentence_and_writes_nothing(tmp_path: Path):
    path = tmp_path / "report.docx"
    path.write_bytes(b"%PDF-1.7")
    with pytest.raises(CommandError, match="something else inside"):
        told(path)
    letter = Paper()
    letter.text("Dear colleague")
    path.write_bytes(letter.bytes())
    with pytest.raises(CommandError, match="No chapter, question or recommendation"):
        told(path)
    assert not Evaluation.objects.exists()


def test_a_title_that_says_nothing_is_refused(file: Path):
    with pytest.raises(CommandError, match="between 3 and 300"):
        call_command("import_report", str(file), "--project", "MMSP", "--title", " ")
