"""The brief and the responses go out as the report does, each as a paper of its own."""

import io
import json
from zipfile import ZipFile

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from docx import Document
from openpyxl import load_workbook

from evaluations.models import Unpublished
from evaluations.publishing import confirm_report, withdraw_report
from tests import factories as make
from tests.publication.conftest import body, change, propose, publish, sha256

pytestmark = pytest.mark.usefixtures("press")
BRIEF, RESPONSE = "evaluation-brief", "response-matrix-iom"
LIST = "/evaluations/final/published/"
ONE = "/register/final/"


def text(address, client=None):
    return (client or Client()).get(address).content.decode()


@pytest.fixture
def response(final):
    return final.matrices.get()


@pytest.fixture
def published(final, ev, eud):
    """The report and all that is made of it, for everybody."""
    return {place: publish(final, ev, eud, product=place)
            for place in ("final-report", BRIEF, RESPONSE)}  # fmt: skip


def test_the_manager_asks_for_each_paper_and_another_publishes_it(as_, final, ev, eud):
    page = text(LIST, as_(ev))
    assert f"new/?product={BRIEF}" in page
    assert f"new/?product={RESPONSE}" in page
    assert f'value="{RESPONSE}" selected' in text(f"{LIST}new/?product={RESPONSE}", as_(ev))
    asked = {"product": RESPONSE, "audience": "public"}
    assert as_(ev).post(f"{LIST}new/", asked)["Location"] == f"{LIST}1/"
    as_(eud).post(f"{LIST}1/confirm/", {"base_version": 1})
    assert "Response matrix of IOM, edition 1" in text(f"{LIST}1/", as_(eud))


def test_the_register_lists_the_files_of_an_evaluation_by_paper(published):
    for page in (text("/register/"), text(ONE)):
        places = [page.index(f"{ONE}1/{place}.pdf") for place in published]
        assert places == sorted(places)
        assert f"{ONE}1/{RESPONSE}.xlsx" in page
        assert f"{ONE}1/{BRIEF}.docx" in page
        assert f"{ONE}1/final-report.docx" in page
    assert text("/register/").count("register__entry") == 1


def test_a_file_to_work_on_is_served_as_it_was_published_and_verified(published, eud):
    report = published[RESPONSE]
    answer = Client().get(f"{ONE}1/{RESPONSE}.xlsx")
    sheet = body(answer)
    assert sha256(sheet) == report.beside_sha256
    assert answer["Content-Disposition"].endswith(
        '"final-response-matrix-iom-v1.0-edition-1-en.xlsx"'
    )
    said = [cell.value for row in load_workbook(io.BytesIO(sheet)).active for cell in row]
    assert "A first step." in said
    assert "latest edition" in text(f"/verify/?hash={report.beside_sha256}")
    assert Client().get(f"{ONE}1/{RESPONSE}.docx").status_code == 404
    assert Client().get(f"{ONE}1/final-report.xlsx").status_code == 404
    call_command("check_published", stdout=(said := io.StringIO()))
    assert "9 files are as they were published." in said.getvalue()


def test_the_report_is_there_to_work_on_as_it_was_published(as_, published, final, eud):
    report = published["final-report"]
    change(final.findings.get(), short_answer="No longer.")
    answer = Client().get(f"{ONE}1/final-report.docx")
    kept = body(answer)
    assert sha256(kept) == report.beside_sha256
    assert report.beside_sha256 in text(ONE)
    assert answer["Content-Disposition"].endswith('"final-final-report-v1.0-edition-1-en.docx"')
    held = answer.headers["ETag"]
    assert (
        Client().get(answer.request["PATH_INFO"], headers={"if-none-match": held}).status_code
        == 304
    )
    said = "\n".join(each.text for each in Document(io.BytesIO(kept)).paragraphs)
    assert "Yes, by and large." in said
    assert "No longer." not in said
    assert body(as_(eud).get(f"{LIST}{report.number}/beside/")) == kept
    assert "latest edition" in text(f"/verify/?hash={report.beside_sha256}")
    report.refresh_from_db()
    withdraw_report(report=report, base_version=report.version, reason="A mistake.", by=eud)
    assert Client().get(f"{ONE}1/final-report.docx").status_code == 410


def test_the_report_to_work_on_holds_no_more_than_the_one_to_read(final, ev, eud):
    """Nobody who reads it learns who was heard, unless it is for those inside, and what was said stays."""
    make.InterviewFactory(
        evaluation=final, name="CANARY-NAME", consent="name", minutes="<p>CANARY-NOTES</p>"
    )

    def within(audience):
        report = publish(final, ev, eud, audience=audience)
        with ZipFile(io.BytesIO(report.beside.read())) as packed:
            return b"".join(map(packed.read, packed.namelist()))

    public, internal = within("public"), within("internal")
    assert b"CANARY-NAME" in internal  # the control
    assert b"CANARY-NAME" not in public
    for whole in (public, internal):
        assert b"Yes, by and large." in whole
        assert b"CANARY-NOTES" not in whole
        assert b"When exactly?" not in whole


def test_remarks_stay_between_the_organisation_and_the_managers(final, ev, eud):
    """Also in what is published for the evaluators."""
    report = publish(final, ev, eud, product=RESPONSE, audience="internal")
    kept = (report.data.read(), report.file.read(), report.beside.read())
    assert not any(b"When exactly?" in each for each in kept)
    assert b"A first step." in kept[0]


def test_a_response_goes_out_once_it_is_submitted(as_, final, ev, eud, response):
    waiting = propose(final, ev, product=RESPONSE)
    change(response, submitted_at=None)
    with pytest.raises(ValidationError, match="not been submitted"):
        confirm_report(report=waiting, base_version=1, by=eud)
    asked = {"product": RESPONSE, "audience": "public"}
    assert "not been submitted" in as_(eud).post(f"{LIST}new/", asked).content.decode()
    assert "not been submitted" in text(f"{LIST}1/", as_(eud))
    hidden = text(LIST, as_(ev))
    assert f"new/?product={RESPONSE}" not in hidden, "evaluators do not see it yet"


def test_the_next_edition_of_each_says_what_changed(final, ev, eud, published, response):
    answer = response.responses.get()
    change(answer, reason="For another reason.")
    change(final.findings.get(), short_answer="No longer.")
    brief, matrix = (publish(final, ev, eud, product=place) for place in (BRIEF, RESPONSE))
    number = str(answer.recommendation.number)
    assert matrix.changes == [{"part": "answer", "name": number, "what": "changed"}]
    number = str(final.findings.get().number)
    assert brief.changes == [{"part": "finding", "name": number, "what": "changed"}]
    assert f"Finding {number}: changed" in text(ONE)
    with pytest.raises(ValidationError, match="Nothing has changed"):
        propose(final, ev, product=RESPONSE)


def test_what_a_new_version_of_the_program_adds_is_no_change(final, ev, eud, published):
    """The data of an older edition lack it."""
    report = published["final-report"]
    known = json.loads(report.data.read())
    del known["content"]["cover"]["keywords"]
    report.data.storage.delete(report.data.name)
    report.data.storage.save(report.data.name, io.BytesIO(json.dumps(known).encode()))
    with pytest.raises(ValidationError, match="Nothing has changed"):
        propose(final, ev)


def test_each_paper_has_a_reason_of_its_own_until_it_is_there(as_, final, ev, eud):
    said = {"cause": "sign_off", "explanation": "The head signs in May.", "title": "An evaluation",
            "is_announced": "on"}  # fmt: skip
    page = as_(eud).post(f"{LIST}reason/{RESPONSE}/", said, follow=True).content.decode()
    assert "The head signs in May." in page
    row = Unpublished.objects.get()
    assert (row.place, row.name) == (RESPONSE, "Response matrix of IOM")
    publish(final, ev, eud)
    assert "An evaluation</span>, Response matrix of IOM: Sign-off is missing" in text("/register/")
    assert "Response matrix of IOM</span>: Sign-off is missing" in text(ONE)
    publish(final, ev, eud, product=RESPONSE)
    assert "Sign-off" not in text("/register/") + text(ONE)
    assert as_(eud).get(f"{LIST}reason/response-matrix-nobody/").status_code == 404
    as_(eud).post(f"{LIST}reason/{RESPONSE}/remove/", {"base_version": 1})
    assert not Unpublished.objects.exists()


def test_a_paper_that_is_public_alone_tells_nothing_of_the_report(final, ev, eud):
    """Neither its page in the register nor its data."""
    for place in (RESPONSE, "evaluation-matrix"):
        report = publish(final, ev, eud, product=place)
        assert report.facts["summary"] == ""
        assert report.facts["conclusions"] == []
        data = report.data.read().decode()
        assert final.findings.get().text not in data
    assert "by and large" not in text(ONE)
    assert text("/register/").count("register__entry") == 1
