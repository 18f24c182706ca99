"""A response matrix through the browser: upload, look, confirm."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from editing.models import Revision
from recommendations.models import KeyAction
from tests import factories as make
from tests.imports.matrices import form

DATA = form().bytes()


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path


@pytest.fixture
def address(world):
    texts = ("Write better results.", "Think of gender.", "Ask the neighbours.")
    for number, text in enumerate((*texts, "Plan the exit.", "Go on."), start=1):
        make.RecommendationFactory(
            evaluation=world.evaluation, number=number, text=f"<p>{text}</p>"
        )
    make.MatrixFactory(evaluation=world.evaluation, organisation=world.iom)
    return reverse("import-matrix", args=["final", "iom"])


def upload(client, address, data=DATA):
    return client.post(address, {"file": SimpleUploadedFile("matrix.docx", data)})


def confirm(client, address, page, **changed):
    said = {"fingerprint": page.context["done"].fingerprint, **changed}
    return client.post(f"{address}{page.context['token']}/confirm/", said)


def test_the_project_manager_looks_at_the_plan_and_confirms(as_, pm, address):
    assert b'accept=".docx,.xlsx,.csv"' in as_(pm).get(address).content
    before = Revision.objects.count()
    page = upload(as_(pm), address)
    assert "Table 3, row 6, deadline: “N/A”" in page.content.decode()
    assert "5 key actions" in page.content.decode()
    assert Revision.objects.count() == before
    assert confirm(as_(pm), address, page).status_code == 302
    assert KeyAction.objects.count() == 5
    again = confirm(as_(pm), address, page)
    assert again["Location"] == address
    assert KeyAction.objects.count() == 5


def test_what_changed_since_is_shown_again_first(as_, pm, address):
    page = upload(as_(pm), address)
    shown = confirm(as_(pm), address, page, fingerprint="other")
    assert "has changed since" in shown.content.decode()
    assert not KeyAction.objects.exists()
    assert confirm(as_(pm), address, shown).status_code == 302
    assert KeyAction.objects.count() == 5


def test_a_file_that_cannot_be_read_gets_its_sentence_at_the_field(as_, pm, address):
    page = upload(as_(pm), address, b"%PDF-1.7")
    assert "something else inside" in page.context["form"].errors["file"][0]


def test_only_who_writes_the_answer_may(as_, pm, eud, stranger, address):
    assert as_(eud).get(address).status_code == 403
    assert as_(stranger).get(address).status_code == 404
    assert upload(as_(eud), address).status_code == 403
    page = upload(as_(pm), address)
    assert confirm(as_(eud), address, page).status_code == 403
    assert not KeyAction.objects.exists()


def test_a_plan_is_of_one_person_and_no_report(as_, pm, world, address):
    page = upload(as_(pm), address)
    colleague = make.UserFactory(organisation=world.iom)
    make.MembershipFactory(evaluation=world.evaluation, user=colleague, role="respondent")
    assert confirm(as_(colleague), address, page)["Location"] == address
    staff = make.UserFactory(is_staff=True)
    token = page.context["token"]
    assert as_(staff).get(reverse("import-preview", args=[token])).status_code == 302
    assert not KeyAction.objects.exists()


def test_the_matrix_leads_there_who_writes_it(as_, pm, eud, address):
    matrix = reverse("recommendations:matrix-detail", args=["final", "iom"])
    assert address in as_(pm).get(matrix).content.decode()
    assert address not in as_(eud).get(matrix).content.decode()
