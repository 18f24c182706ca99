"""The file to be published is printed by and by, as every paper is; nobody waits for it in a request."""

import pytest
from django.utils.html import escape

from accounts.models import PaperOrder
from evaluations.models import PublishedReport
from mmsp.orders import spool
from mmsp.reports import pdf
from tests.orders.conftest import DATABASE, work_off
from tests.publication.conftest import body, change, sha256

NEW = "/evaluations/final/published/new/"
ASKED = {"product": "response-matrix-iom", "audience": "public"}


@pytest.fixture(autouse=True)
def queue(settings, press):
    settings.TASKS = DATABASE


def test_it_is_ordered_looked_at_and_then_proposed(as_, final, ev, press):
    client = as_(ev)
    waiting = client.post(NEW, ASKED)["Location"]
    assert "order=" in waiting
    assert press == []
    page = client.get(waiting).content.decode()
    assert "The file is being printed" in page
    assert "Have it confirmed" not in page
    assert client.post(NEW, ASKED)["Location"] == waiting, "asked again it is the same order"
    work_off()
    page = client.get(waiting).content.decode()
    assert "Have it confirmed" in page
    assert 'value="response-matrix-iom" selected' in page
    file = body(client.get(f"/my/files/{PaperOrder.objects.get().token}/file/"))
    assert client.post(NEW, ASKED)["Location"] == "/evaluations/final/published/1/"
    report = PublishedReport.objects.get()
    assert report.sha256 == sha256(file)
    assert len(press) == 1


def test_who_left_meanwhile_goes_on_through_the_own_files(as_, final, ev):
    client = as_(ev)
    waiting = client.post(NEW, ASKED)["Location"]
    order = PaperOrder.objects.get()
    assert "Go on with the publication" not in client.get(order.get_absolute_url()).content.decode()
    work_off()
    page = client.get(order.get_absolute_url()).content.decode()
    assert f'href="{escape(waiting)}"' in page
    assert "Go on with the publication" in page
    assert "Have it confirmed" in client.get(waiting).content.decode()


def test_what_waits_is_kept_with_its_attachments(as_, final, ev):
    as_(ev).post(NEW, ASKED)
    paper, _audience = spool.read(PaperOrder.objects.get().key)
    assert paper.variant == "pdf/a-3a"
    assert [each.name for each in paper.attachments] == ["data.json", "response-matrix-iom.xlsx"]


def test_why_it_was_not_printed_stands_on_the_page(as_, final, ev, monkeypatch):
    def refuse(*args, **kwargs):
        raise pdf.PrintRefused("Too many cells.")

    monkeypatch.setattr(pdf, "write", refuse)
    waiting = as_(ev).post(NEW, ASKED)["Location"]
    work_off()
    assert "Too many cells." in as_(ev).get(waiting).content.decode()


def test_a_file_that_may_not_go_out_is_not_fetched_any_more(as_, final, ev, stranger):
    as_(ev).post(NEW, ASKED)
    work_off()
    order = PaperOrder.objects.get()
    file = f"/my/files/{order.token}/file/"
    assert as_(stranger).get(file).status_code == 404
    change(final, confidentiality="restricted")
    assert as_(ev).get(file).status_code == 404
