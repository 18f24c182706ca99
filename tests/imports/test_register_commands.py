"""`manage.py import_register` and `export_register`: what the person at the terminal reads."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from evaluations.models import Evaluation
from mmsp.register.reading import read_file
from tests.imports.register_rows import CLEAN, export, row

pytestmark = pytest.mark.django_db


def told(*arguments):
    out = StringIO()
    call_command(*map(str, arguments), stdout=out, no_color=True)
    return out.getvalue()


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "register.csv"
    period = {"Evaluation_Period_From_Date": "1970-01-01"}
    path.write_bytes(export(CLEAN, row(Title="Second", **period), row(Title="Third", **period)))
    return path


def test_it_says_what_was_found_what_was_done_and_where(file):
    said = told("import_register", file)
    assert (
        "  Evaluation Period From Date: stands for an unknown date; left empty (2)\n"
        "    row 3 “1970-01-01”; row 4 “1970-01-01”\n"
    ) in said
    assert "Written, of 3 rows" in said
    assert "new evaluations: 3" in said


def test_a_second_run_says_that_nothing_changed(file):
    told("import_register", file)
    said = told("import_register", file)
    assert "new evaluations: 0\n  changed: 0\n  unchanged: 3" in said


def test_a_rehearsal_says_so_and_writes_nothing(file):
    assert "Would be written, of 3 rows" in told("import_register", file, "--dry-run")
    assert not Evaluation.objects.exists()


def test_a_file_that_cannot_be_read_is_refused_in_words(file, tmp_path):
    with pytest.raises(CommandError, match=r"“no-such\.csv” cannot be read"):
        told("import_register", tmp_path / "no-such.csv")
    file.write_bytes(export(row(Year="soon")))
    with pytest.raises(CommandError, match="Row 2, Year"):
        told("import_register", file)


def test_what_is_published_goes_out_and_comes_in_again_as_it_was(file, tmp_path):
    out = tmp_path / "out.csv"
    told("import_register", file)
    assert "3 evaluations" in told("export_register", "--output", out)
    assert {each.cells["Title"] for each in read_file(out)} == {CLEAN["Title"], "Second", "Third"}
    assert "unchanged: 3" in told("import_register", out)


def test_one_is_written_by_its_name_and_an_unknown_name_is_said(file, tmp_path):
    out = tmp_path / "out.csv"
    told("import_register", file)
    told("export_register", "second-2021", "--output", out)
    assert [each.cells["Title"] for each in read_file(out)] == ["Second"]
    with pytest.raises(CommandError, match="There is no evaluation nobody"):
        told("export_register", "nobody", "--output", out)
    with pytest.raises(CommandError, match="Is a directory"):
        told("export_register", "--output", tmp_path)
