"""The pages of an evaluation where reports go out."""

import pytest

from evaluations.models import PublishedReport
from evaluations.publishing import send_back_report, withdraw_report
from mmsp.reports import pdf, publish
from tests.publication.conftest import body, change, propose
from tests.publication.conftest import publish as publish_it

pytestmark = pytest.mark.usefixtures("press")
LIST = "/evaluations/final/published/"
NEW = f"{LIST}new/"
ONE = f"{LIST}1/"
ASKED = {"product": "final-report", "audience": "public"}


def text(response):
    return response.content.decode()


def test_from_the_print_to_the_publication(as_, final, ev, eud):
    evaluator, delegation = as_(ev), as_(eud)
    answer = evaluator.post(NEW, ASKED, follow=True)
    assert answer.redirect_chain[-1][0] == ONE
    assert "A manager other than EV" in text(answer)
    assert "Publish it" not in text(answer)
    assert body(evaluator.get(f"{ONE}file/")).startswith(b"%PDF-")
    assert "Publish it" in text(delegation.get(ONE))
    asked = {"base_version": 1}
    done = delegation.post(f"{ONE}confirm/", asked, follow=True)
    assert "Final report, edition 1" in text(done)
    assert PublishedReport.objects.get().confirmed_by == eud


def test_the_first_page_tells_those_who_can_confirm_it(as_, final, ev, eud, second):
    propose(final, eud)
    said = "Reports to publish or send back"
    told = {person: said in text(as_(person).get("/")) for person in (ev, eud, second)}
    assert told == {ev: False, eud: False, second: True}


def test_a_double_click_makes_one_file(as_, final, ev):
    client = as_(ev)
    key = {"request_key": "b9bb2d1c-4d07-4b7c-9ba4-9a2c1f5f9d6d"}
    for _click in range(2):
        assert client.post(NEW, ASKED | key)["Location"] == ONE
    assert PublishedReport.objects.count() == 1


def test_who_prepared_it_is_not_let_to_confirm_it(as_, final, eud):
    propose(final, eud)
    assert as_(eud).post(f"{ONE}confirm/", {"base_version": 1}).status_code == 403


@pytest.mark.parametrize("role", ["pm", "reviewer", "reader"])
def test_others_neither_prepare_nor_see_what_waits(as_, final, ev, role, request):
    propose(final, ev)
    client = as_(request.getfixturevalue(role))
    assert client.get(NEW).status_code == 403
    assert client.get(ONE).status_code == 404
    assert client.get(f"{ONE}file/").status_code == 404
    assert "Nothing is published yet" in text(client.get(LIST))


def test_each_circle_sees_what_is_for_it(as_, final, ev, eud, pm, reader, stranger):
    for audience in ("internal", "restricted", "public"):
        publish_it(final, ev, eud, audience=audience)
    change(final, published_at="2026-01-01T00:00:00Z")
    for person, numbers in ((ev, {1, 2, 3}), (pm, {2, 3}), (reader, {3}), (stranger, {3})):
        client = as_(person)
        seen = {n for n in (1, 2, 3) if client.get(f"{LIST}{n}/file/").status_code == 200}
        assert seen == numbers, person


def test_officers_are_not_named_to_strangers(as_, final, ev, eud, reader, stranger):
    publish_it(final, ev, eud)
    change(final, published_at="2026-01-01T00:00:00Z")
    for name in ("EUD,", "EV,"):
        assert name in text(as_(reader).get(ONE))
        assert name not in text(as_(stranger).get(ONE))


def test_sent_back_and_withdrawn_say_why_and_are_not_served(as_, final, ev, eud, reader):
    back = send_back_report(
        report=propose(final, ev), base_version=1, by=eud, reason="The cover is old"
    )
    assert "The cover is old" in text(as_(ev).get(back.get_absolute_url()))
    published = publish_it(final, ev, eud)
    withdrawn = withdraw_report(report=published, base_version=2, by=eud, reason="A wrong table")
    page = as_(reader).get(withdrawn.get_absolute_url())
    assert "A wrong table" in text(page)
    assert "Look at the file" not in text(page)
    for page in ("file", "data"):
        assert as_(reader).get(withdrawn.url_for(page)).status_code == 404
        assert as_(ev).get(withdrawn.url_for(page)).status_code == 200


def test_withdrawing_asks_for_a_reason(as_, final, ev, eud):
    publish_it(final, ev, eud)
    client, address = as_(eud), f"{ONE}withdraw/"
    refused = client.post(address, {"base_version": 2, "reason": " "})
    assert refused.status_code == 422
    assert "Say why." in text(refused)
    for page in (client.get(address), refused):
        assert "Shown with the report." in text(page)
        assert "Shown in the history." not in text(page)
    assert client.post(address, {"base_version": 2, "reason": "Wrong"}).status_code == 302
    assert PublishedReport.objects.get().withdrawn_reason == "Wrong"


def test_who_comes_too_late_is_told(as_, final, ev, eud, second):
    propose(final, ev)
    as_(eud).post(f"{ONE}send-back/", {"base_version": 1, "reason": "No"})
    late = as_(second).post(f"{ONE}confirm/", {"base_version": 1})
    assert late.status_code == 403


def test_what_keeps_it_in_the_house_is_named(as_, final, ev, press):
    for section in final.sections.filter(kind="executive_summary"):
        change(section, text="")
    page = as_(ev).post(NEW, ASKED)
    assert page.status_code == 422
    assert "The report has no executive summary." in text(page)
    change(final, confidentiality="restricted")
    assert "not marked public" in text(as_(ev).post(NEW, ASKED))
    assert press == []


def test_a_press_that_refuses_or_is_busy_says_so(as_, final, ev, monkeypatch):
    def refuse(*args, **kwargs):
        raise pdf.PrintRefused("Too many cells.", "Annex 3")

    monkeypatch.setattr(pdf, "write", refuse)
    assert "Too many cells. (Annex 3)" in text(as_(ev).post(NEW, ASKED))

    def busy(*args, **kwargs):
        raise publish.PressBusy

    monkeypatch.setattr(pdf, "write", busy)
    answer = as_(ev).post(NEW, ASKED)
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")


def test_the_next_edition_lists_what_changed(as_, final, ev, eud, reader):
    publish_it(final, ev, eud)
    change(final.findings.get(), short_answer="No longer.")
    publish_it(final, ev, eud)
    page = text(as_(reader).get(f"{LIST}2/"))
    assert f"Finding {final.findings.get().number}: changed" in page
    assert "word by word" not in page
    assert "word by word" in text(as_(ev).get(f"{LIST}2/"))


def test_pages_ask_a_bounded_number_of_questions(
    as_, final, ev, eud, django_assert_max_num_queries
):
    for n in range(3):
        change(final.findings.get(), short_answer=f"Answer {n}")
        publish_it(final, ev, eud)
    client = as_(eud)
    with django_assert_max_num_queries(14):
        client.get(LIST)
    with django_assert_max_num_queries(16):
        client.get(ONE)
