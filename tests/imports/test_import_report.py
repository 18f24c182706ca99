"""A report through the browser: upload, look, confirm."""

import os
import time
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from editing import versions
from evaluations.models import Evaluation, Role, Stage
from mmsp.imports import store
from recommendations.models import Recommendation
from tests import factories as make
from tests.imports.papers import Paper, report, word

UPLOAD = reverse("import-report")
REPORT = report().bytes()


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path: Path) -> Path:
    settings.VAR_DIR = tmp_path
    return tmp_path / "imports"


@pytest.fixture
def admin(world):
    return make.UserFactory(email="admin@example.org", is_staff=True)


def upload(client, data: bytes = REPORT, **fields):
    file = SimpleUploadedFile("report.docx", data)
    return client.post(UPLOAD, {"file": file, **fields})


def previewed(client, **fields):
    """Uploads and follows to the preview, which it returns with its address."""
    response = upload(client, **fields)
    assert response.status_code == 302, response.context["form"].errors
    return response.url, client.get(response.url)


def confirm(client, address: str, page):
    return client.post(f"{address}confirm/", {"fingerprint": page.context["plan"].fingerprint})


def test_the_manager_imports_into_her_evaluation(client, world, eud):
    client.force_login(eud)
    address, page = previewed(client, evaluation=world.evaluation.pk)
    assert "It was needed" not in page.content.decode()
    assert "Buy more boats" in page.content.decode()
    assert not Recommendation.objects.exists()
    answer = confirm(client, address, page)
    assert (answer.status_code, answer.url) == (302, world.evaluation.get_absolute_url())
    assert [row.heading for row in world.evaluation.recommendations.all()] == [
        "Buy more boats",
        "Teach the young",
    ]
    revision = versions.revisions_of(Recommendation.objects.get(number=1)).get()
    assert revision.by == eud


def test_support_staff_open_a_new_evaluation_and_manage_it(client, world, admin):
    client.force_login(admin)
    address, page = previewed(client, title="Mid-term review", project=world.project.pk)
    assert not Evaluation.objects.filter(title="Mid-term review").exists()
    confirm(client, address, page)
    evaluation = Evaluation.objects.get(slug="mid-term-review-mmsp")
    assert evaluation.findings.count() == 3
    member = evaluation.memberships.get()
    assert (member.user, member.role) == (admin, Role.MANAGER)
    assert (evaluation.stage, evaluation.published_at) == (Stage.PLANNED, None)


def test_a_second_upload_changes_nothing(client, world, eud):
    client.force_login(eud)
    confirm(client, *previewed(client, evaluation=world.evaluation.pk))
    _address, page = previewed(client, evaluation=world.evaluation.pk)
    assert page.context["plan"].count("created") == 0
    assert page.context["plan"].count("changed") == 0


@pytest.mark.parametrize("person", ["pm", "ev", "reviewer", "reader", "stranger"])
def test_nobody_else_sees_the_door(client, world, eud, person: str, request):
    client.force_login(eud)
    address, _page = previewed(client, evaluation=world.evaluation.pk)
    client.force_login(request.getfixturevalue(person))
    assert client.get(UPLOAD).status_code == 403
    assert upload(client, evaluation=world.evaluation.pk).status_code == 403
    assert client.get(address).status_code == 403
    assert client.post(f"{address}confirm/").status_code == 403
    assert not Recommendation.objects.exists()


def test_who_is_not_signed_in_is_asked_to(client, world):
    assert client.get(UPLOAD).url.startswith(reverse("account_login"))


def test_a_manager_cannot_choose_an_evaluation_of_others_nor_open_one(client, world, eud):
    client.force_login(eud)
    other = make.EvaluationFactory(slug="other")
    answer = upload(client, evaluation=other.pk)
    assert "evaluation" in answer.context["form"].errors
    assert other.title not in client.get(UPLOAD).content.decode()
    answer = upload(client, title="New", project=world.project.pk)
    assert "evaluation" in answer.context["form"].errors


def test_a_pending_import_belongs_to_one_person(client, world, eud, admin):
    client.force_login(eud)
    address, page = previewed(client, evaluation=world.evaluation.pk)
    client.force_login(admin)
    foreign = client.get(address, follow=True)
    invented = client.get(reverse("import-preview", args=["x" * 43]), follow=True)
    assert foreign.redirect_chain == invented.redirect_chain == [(UPLOAD, 302)]
    assert "Buy more boats" not in foreign.content.decode()
    assert confirm(client, address, page).url == UPLOAD
    assert not Recommendation.objects.exists()


def test_rights_are_asked_for_again_at_the_confirmation(client, world, eud):
    client.force_login(eud)
    address, page = previewed(client, evaluation=world.evaluation.pk)
    second = make.EvaluationFactory(slug="second")
    make.MembershipFactory(evaluation=second, user=eud, role=Role.MANAGER)
    membership = world.evaluation.memberships.get(user=eud)
    make.MembershipFactory(evaluation=world.evaluation, user=make.UserFactory(), role=Role.MANAGER)
    versions.remove(membership, base_version=membership.version, by=None)
    assert confirm(client, address, page).url == UPLOAD
    assert not Recommendation.objects.exists()


def test_a_report_that_became_final_meanwhile_is_left_alone(client, world, eud):
    client.force_login(eud)
    address, page = previewed(client, evaluation=world.evaluation.pk)
    versions.revise(world.evaluation, base_version=1, fields={"stage": Stage.FINAL}, by=None)
    assert confirm(client, address, page).url == UPLOAD
    assert not Recommendation.objects.exists()


def test_a_plan_that_no_longer_holds_is_shown_again(client, world, eud):
    client.force_login(eud)
    address, page = previewed(client, evaluation=world.evaluation.pk)
    make.RecommendationFactory(evaluation=world.evaluation, number=1, heading="Meanwhile")
    answer = confirm(client, address, page)
    assert answer.url == address
    assert Recommendation.objects.get().heading == "Meanwhile"
    assert "has changed since" in client.get(address).content.decode()


def test_an_import_expires(client, world, eud, own_folder: Path):
    client.force_login(eud)
    address, page = previewed(client, evaluation=world.evaluation.pk)
    (kept,) = own_folder.glob("*.json")
    assert kept.stat().st_mode & 0o077 == 0
    long_ago = time.time() - store.KEPT_SECONDS - 1
    os.utime(kept, (long_ago, long_ago))
    assert confirm(client, address, page).url == UPLOAD
    previewed(client, evaluation=world.evaluation.pk)
    assert kept not in own_folder.glob("*.json")


def test_a_confirmed_import_is_forgotten(client, world, eud, own_folder: Path):
    client.force_login(eud)
    address, page = previewed(client, evaluation=world.evaluation.pk)
    confirm(client, address, page)
    assert list(own_folder.glob("*.json")) == []
    assert confirm(client, address, page).url == UPLOAD


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"%PDF-1.7", "something else inside"),
        (b"", "empty"),
        (REPORT[:500], "damaged"),
    ],
)
def test_a_refused_file_is_explained_at_the_field(client, world, eud, data: bytes, sentence: str):
    client.force_login(eud)
    answer = upload(client, data, evaluation=world.evaluation.pk)
    assert answer.status_code == 200
    assert sentence in str(answer.context["form"].errors["file"])
    assert f'value="{world.evaluation.pk}" selected' in answer.content.decode()


def test_a_letter_is_no_report(client, world, eud):
    client.force_login(eud)
    answer = upload(client, word("Dear colleague"), evaluation=world.evaluation.pk)
    page = client.get(answer.url, follow=True)
    assert "No chapter, question or recommendation" in page.content.decode()


def test_what_is_missing_is_said_at_its_field(client, world, admin):
    client.force_login(admin)
    errors = upload(client).context["form"].errors
    assert set(errors) == {"title", "project"}


def test_looking_changes_nothing_and_writing_takes_a_post(client, world, eud):
    client.force_login(eud)
    address, _page = previewed(client, evaluation=world.evaluation.pk)
    assert client.get(f"{address}confirm/").status_code == 405
    assert client.post(address).status_code == 405


@pytest.mark.parametrize("token", ["x", "..", "%2e%2e", "x" * 5000, "中"])
def test_an_odd_token_is_no_error(client, world, eud, token: str):
    client.force_login(eud)
    assert client.get(f"{UPLOAD}{token}/").status_code in (302, 404)


def test_markup_in_the_document_is_text_in_the_preview(client, world, eud):
    paper = Paper()
    paper.text("<script>alert(1)</script>")
    paper.heading("Findings")
    paper.heading("<img src=x onerror=alert(2)>", 2)
    paper.heading("EQ1. <b>Was</b> it good?", 3)
    paper.heading("Recommendations")
    paper.text("R1. <script>alert(3)</script> buy boats.")
    client.force_login(eud)
    _address, page = previewed(client, data=paper.bytes(), evaluation=world.evaluation.pk)
    html = page.content.decode()
    assert "alert(1)" in html
    assert "alert(3)" in html
    assert "<script>alert" not in html
    assert "<img src=x" not in html
