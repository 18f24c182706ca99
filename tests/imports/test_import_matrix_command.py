"""`manage.py import_matrix`: what the person at the terminal reads."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from recommendations.models import ProgressUpdate, Recommendation
from tests.imports.matrices import form

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "matrix.docx"
    path.write_bytes(form().bytes())
    return path


def told(file, *options, evaluation="final", organisation="iom"):
    out = StringIO()
    call_command(
        "import_matrix", str(file), "--evaluation", evaluation, "--organisation", organisation,
        *options, stdout=out, no_color=True,
    )  # fmt: skip
    return out.getvalue()


def test_it_says_what_it_mended_and_what_it_wrote(world, file):
    said = told(file)
    assert "Table 2, row 6, deadline: “1 Aug, 2023”, read as 2023-08-01" in said
    assert "5 key actions, 5 progress updates, 3 remarks" in said
    assert "created: nothing\n  changed: nothing\n  unchanged: 5 recommendations" in told(file)


def test_a_dry_run_tells_everything_and_writes_nothing(world, file):
    assert "Would be written\n  created: 5 recommendations" in told(file, "--dry-run")
    assert not Recommendation.objects.exists()


def test_an_unknown_evaluation_organisation_or_person_is_said(world, file):
    with pytest.raises(CommandError, match="no evaluation “nothing”"):
        told(file, evaluation="nothing")
    with pytest.raises(CommandError, match=r"no organisation “XYZ”\. Known: EUD China"):
        told(file, organisation="XYZ")
    with pytest.raises(CommandError, match=r"Nobody here has the address nobody@example\.org"):
        told(file, "--by", "nobody@example.org")


def test_a_refused_file_gets_its_sentence_and_writes_nothing(world, file):
    file.write_bytes(b"%PDF-1.7")
    with pytest.raises(CommandError, match="something else inside"):
        told(file)


def test_it_can_be_written_in_somebodys_name(world, file, support):
    told(file, "--by", "support@example.org")
    assert {update.by for update in ProgressUpdate.objects.all()} == {support}
