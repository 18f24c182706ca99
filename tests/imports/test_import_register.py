"""The public repository through the browser: upload, look, confirm; and our evaluations out again."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from editing.models import Revision
from evaluations.models import Evaluation
from mmsp.register.columns import COLUMNS
from tests import factories as make
from tests.imports.register_rows import CLEAN, export, row

UPLOAD = reverse("import-register")
DATA = export(CLEAN, row(Title="Second <b>", Evaluation_Period_From_Date="1970-01-01"))


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path


def upload(client, data=DATA):
    return client.post(UPLOAD, {"file": SimpleUploadedFile("register.csv", data)})


def confirm(client, page, **changed):
    said = {"fingerprint": page.context["done"].fingerprint, **changed}
    return client.post(reverse("import-register-confirm", args=[page.context["token"]]), said)


def test_support_looks_at_the_plan_confirms_and_a_second_time_changes_nothing(as_, support, world):
    before = Revision.objects.count()
    page = upload(as_(support))
    shown = page.content.decode()
    assert "Evaluation Period From Date: stands for an unknown date; left empty" in shown
    assert "Row 3: “1970-01-01”" in shown
    assert "Second &lt;b&gt;" in shown
    assert Revision.objects.count() == before
    assert confirm(as_(support), page).status_code == 302
    assert Evaluation.objects.exclude(register={}).count() == 2
    again = upload(as_(support))
    assert dict(again.context["becomes"])["New"] == []
    assert len(dict(again.context["becomes"])["As it was"]) == 2


def test_a_plan_that_no_longer_holds_is_shown_again(as_, support, world):
    page = upload(as_(support))
    shown = confirm(as_(support), page, fingerprint="other")
    assert "have changed since" in shown.content.decode()
    assert not Evaluation.objects.exclude(register={}).exists()
    assert confirm(as_(support), shown).status_code == 302


def test_what_cannot_be_read_is_said_at_the_field_by_row_and_column(as_, support, world):
    page = upload(as_(support), export(row(Year="soon"), row(Title="")))
    assert list(page.context["form"].errors["file"])[1:] == [
        "Row 2, Year: “soon” is no year; write four digits.",
        "Row 3, Title: empty; every evaluation needs a title.",
    ]
    assert "This is a workbook" in str(upload(as_(support), b"PK\x03\x04 ").context["form"].errors)


def test_only_support_and_each_their_own_plan(as_, eud, support, world):
    answer = as_(eud).get(UPLOAD)
    assert answer.status_code == 403
    assert "Only support staff bring in the public repository" in answer.content.decode()
    assert upload(as_(eud)).status_code == 403
    page = upload(as_(support))
    assert confirm(as_(eud), page).status_code == 403
    colleague = make.UserFactory(is_staff=True)
    assert confirm(as_(colleague), page)["Location"] == UPLOAD
    token = page.context["token"]
    assert as_(support).get(reverse("import-preview", args=[token])).status_code == 302
    assert not Evaluation.objects.exclude(register={}).exists()


def test_published_evaluations_go_out_in_exactly_that_shape(as_, support, stranger, world):
    confirm(as_(support), upload(as_(support)))
    answer = as_(stranger).get(reverse("register-list"))
    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert tuple(lines[0]) == COLUMNS
    assert [line[0] for line in lines[1:]] == [CLEAN["Title"], "Second <b>"]
    assert "no-store" in answer["Cache-Control"]
