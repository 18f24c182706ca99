"""The preview and the download: who gets which paper, and how it travels."""

import re
from datetime import UTC, datetime

import pytest

from editing import versions
from mmsp.reports import brief_views, form_sheet_views, pdf, publish
from recommendations.models import ResponseMatrix
from tests import factories as make
from tests.reports import rows

PREVIEW = "/evaluations/final/report/"
REPORT = "/evaluations/final/report/final.pdf"
MATRIX = "/evaluations/final/matrix/iom/matrix.pdf"


@pytest.fixture
def press(monkeypatch):
    """Prints the HTML itself, so that tests see what would be on paper; counts the papers."""
    printed = []

    def write(document, **job):
        printed.append(document)
        return pdf.Printed(document.encode(), 1, 0.0, 0.0)

    monkeypatch.setattr(pdf, "write", write)
    return printed


@pytest.fixture(autouse=True)
def papers(settings, tmp_path):
    settings.VAR_DIR = tmp_path


@pytest.fixture
def report(world):
    """A report with an interviewee who agreed to be named, and documents of three kinds."""
    rows.fill(world)
    make.InterviewFactory(evaluation=world.evaluation, name="Wang Fang", consent="name",
                          organisation_name="Ministry of Rivers")  # fmt: skip
    papers = [
        make.DocumentFactory(project=world.project, title=f"canary-{kind}", confidentiality=kind)
        for kind in ("restricted", "internal")
    ]
    make.FindingFactory(evaluation=world.evaluation, documents=papers)
    return world.evaluation


def publish_it(evaluation):
    evaluation.refresh_from_db()
    versions.revise(
        evaluation, base_version=evaluation.version, by=None,
        fields={"stage": "final", "confidentiality": "public",
                "published_at": datetime(2024, 1, 1, tzinfo=UTC)},
    )  # fmt: skip


def body(response):
    return b"".join(response.streaming_content).decode()


def test_the_delegation_sees_the_paper_and_what_to_mend(as_, eud, report):
    response = as_(eud).get(PREVIEW)
    page = response.content.decode()
    assert response.status_code == 200
    assert 'id="finding-' in page
    assert "Before it is sent" in page
    assert "The report has no" not in page
    assert "names no evidence" not in page
    assert "has no priority" not in page
    assert "no-store" in response["Cache-Control"]


def test_the_preview_shows_the_very_html_that_is_printed(as_, eud, report, press):
    client = as_(eud)
    page = client.get(PREVIEW).content.decode()
    body(client.get(REPORT))
    article = press[0][press[0].index("<article") : press[0].index("</article>")]
    assert article.replace("\N{NO-BREAK SPACE}", " ") in page.replace("\N{NO-BREAK SPACE}", " ")


def test_the_preview_obeys_the_content_security_policy(as_, eud, report):
    page = as_(eud).get(PREVIEW).content.decode()
    article = page[page.index("<article") : page.index("</article>")]
    assert "style=" not in article
    assert "<script" not in article


def test_a_reviewer_sees_the_paper_without_the_remarks_of_the_writers(as_, reviewer, report):
    page = as_(reviewer).get(PREVIEW).content.decode()
    assert "Wang Fang" in page
    assert "canary-restricted" in page
    assert "canary-internal" not in page
    assert "Before it is sent" not in page


def test_writers_see_everything_that_may_be_printed(as_, ev, report):
    page = as_(ev).get(PREVIEW).content.decode()
    assert "canary-internal" in page


def test_once_it_is_published_everybody_gets_the_public_paper(as_, stranger, eud, report, press):
    assert as_(stranger).get(REPORT).status_code == 404
    publish_it(report)
    public = body(as_(stranger).get(REPORT))
    assert "Ministry of Rivers" in public
    for secret in ("Wang Fang", "canary-restricted", "canary-internal"):
        assert secret not in public
        assert secret in body(as_(eud).get(REPORT))


def telling(response):
    """The page without what differs at every request and without the address that was asked for."""
    page = re.sub(rb'name="csrfmiddlewaretoken" value="[^"]*"', b"", response.content)
    return page.replace(b"/evaluations/none/", b"/evaluations/final/")


@pytest.mark.parametrize("address", [PREVIEW, REPORT, MATRIX])
def test_to_a_stranger_the_evaluation_does_not_exist(as_, stranger, report, address):
    answer = as_(stranger).get(address)
    nothing = as_(stranger).get(address.replace("final/", "none/", 1))
    assert answer.status_code == nothing.status_code == 404
    assert telling(answer) == telling(nothing)


@pytest.mark.parametrize("address", [PREVIEW, REPORT, MATRIX])
def test_whoever_is_not_signed_in_is_asked_to(as_, report, address):
    assert as_(None).get(address).status_code == 302


@pytest.mark.parametrize("address", [PREVIEW, REPORT, MATRIX])
def test_nothing_can_be_posted(as_, eud, report, address):
    assert as_(eud).post(address).status_code == 405


def test_the_file_travels_as_a_private_download(as_, eud, report, press):
    response = as_(eud).get(REPORT)
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith('attachment; filename="final-final-report-')
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "private" in response["Cache-Control"]
    assert "no-cache" in response["Cache-Control"]
    body(response)


def test_a_final_report_carries_no_day_in_its_name(as_, eud, report, press):
    publish_it(report)
    response = as_(eud).get(REPORT)
    assert (
        response["Content-Disposition"]
        == 'attachment; filename="final-final-report-v1.0-internal-en.pdf"'
    )
    body(response)


def test_who_holds_the_paper_already_is_told_so_and_nothing_is_printed(as_, eud, report, press):
    client = as_(eud)
    first = client.get(REPORT)
    body(first)
    again = client.get(REPORT, headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    assert again.content == b""
    assert again["ETag"] == first["ETag"]
    assert "private" in again["Cache-Control"]
    assert len(press) == 1


def test_an_edit_makes_another_paper(as_, eud, report, press):
    client = as_(eud)
    first = client.get(REPORT)
    body(first)
    finding = report.findings.first()
    versions.revise(finding, base_version=1, fields={"short_answer": "No longer."}, by=None)
    second = client.get(REPORT, headers={"if-none-match": first["ETag"]})
    assert second.status_code == 200
    assert "No longer." in body(second)


def test_who_may_not_see_it_any_more_gets_no_304_either(as_, reviewer, report, press):
    client = as_(reviewer)
    first = client.get(REPORT)
    body(first)
    membership = reviewer.memberships.get()
    versions.remove(membership, base_version=1, by=None)
    assert client.get(REPORT, headers={"if-none-match": first["ETag"]}).status_code == 404


def test_the_matrix_of_iom_is_printed_for_its_people_with_the_remarks(as_, pm, ev, report, press):
    mine = as_(pm).get(MATRIX)
    assert 'filename="final-response-matrix-iom-' in mine["Content-Disposition"]
    assert "When exactly?" in body(mine)
    assert "When exactly?" not in body(as_(ev).get(MATRIX))


def test_before_it_is_submitted_only_iom_and_the_managers_can_print_it(
    as_, pm, ev, eud, world, press
):
    make.MatrixFactory(evaluation=world.evaluation, organisation=world.iom)
    assert ResponseMatrix.objects.get().submitted_at is None
    assert as_(ev).get(MATRIX).status_code == 404
    for person in (pm, eud):
        assert "Draft, not yet submitted" in body(as_(person).get(MATRIX))


def test_a_paper_that_cannot_be_printed_says_why_and_where(as_, eud, report, monkeypatch):
    def refuse(*args, **kwargs):
        raise pdf.PrintRefused("Too many cells.", "Annex 3")

    monkeypatch.setattr(pdf, "write", refuse)
    response = as_(eud).get(REPORT)
    page = response.content.decode()
    assert response.status_code == 422
    assert "Too many cells." in page
    assert "Annex 3" in page


def test_while_others_print_the_reader_is_asked_to_come_back(as_, eud, report, monkeypatch):
    def busy(*args, **kwargs):
        raise publish.PressBusy

    monkeypatch.setattr(publish, "printed", busy)
    response = as_(eud).get(REPORT)
    assert response.status_code == 503
    assert response["Retry-After"] == "30"


@pytest.mark.parametrize(
    "address",
    [
        "/evaluations/final/matrix/nobody/matrix.pdf",
        "/evaluations/none/report/final.pdf",
        "/evaluations/" + "9" * 300 + "/report/",
    ],
)
def test_what_does_not_exist_is_not_found(as_, eud, report, address):
    assert as_(eud).get(address).status_code == 404


def test_pages_ask_a_bounded_number_of_questions(as_, eud, report, django_assert_max_num_queries):
    client = as_(eud)
    with django_assert_max_num_queries(48):
        client.get(PREVIEW)


@pytest.mark.parametrize(
    ("module", "address"),
    [
        (brief_views, "/evaluations/final/report/brief/"),
        (brief_views, "/evaluations/final/report/brief.pdf"),
        (form_sheet_views, "/evaluations/final/report/opsys/"),
        (form_sheet_views, "/evaluations/final/report/opsys.docx"),
    ],
)
def test_a_page_asks_once_for_whom_its_reader_may_have_the_paper(
    as_, ev, report, press, monkeypatch, module, address
):
    asked, audience_of = [], module.audience_of
    monkeypatch.setattr(module, "audience_of", lambda *who: asked.append(1) or audience_of(*who))
    assert as_(ev).get(address).status_code == 200
    assert asked == [1]
