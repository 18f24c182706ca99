"""The public register: for everybody, from copies alone."""

import re
from datetime import date
from xml.etree import ElementTree

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from editing import versions
from evaluations.models import Download
from evaluations.publishing import propose_report, withdraw_report
from mmsp.publication import downloads
from tests import factories as make
from tests.publication.conftest import body, change, propose, publish, sha256

pytestmark = pytest.mark.usefixtures("press")
LIST, ONE = "/register/", "/register/final/"
FILE = f"{ONE}1/final-report.pdf"
ATOM = "{http://www.w3.org/2005/Atom}"


def text(address, client=None):
    return (client or Client()).get(address).content.decode()


@pytest.fixture
def published(final, ev, eud):
    return publish(final, ev, eud)


def everything_in_the_open():
    """Every public byte about the evaluation."""
    pages = [LIST, ONE, f"{LIST}feed.xml", FILE, f"{LIST}?q=evaluation", f"{LIST}?country=China"]
    return {page: body(Client().get(page)) for page in pages}


def test_a_passer_by_finds_reads_and_fetches_it(published):
    page = text(LIST)
    assert "Final evaluation" in page
    assert f'href="{ONE}"' in page
    assert "/evaluations/" not in page  # no way into the application but the door
    assert "Migration dialogue" in text(ONE)
    answer = Client().get(FILE)
    assert answer["Content-Type"] == "application/pdf"
    assert sha256(body(answer)) == published.sha256
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_only_what_is_public_and_confirmed_is_there(final, ev, eud):
    publish(final, ev, eud, audience="restricted")
    publish(final, ev, eud, audience="internal")
    propose(final, ev)
    assert "Nothing is published yet" in text(LIST)
    for page in (ONE, FILE):
        assert Client().get(page).status_code == 404


def test_signed_in_or_not_the_register_is_the_same(as_, published, eud, stranger):
    pages = [text(LIST, client) for client in (None, as_(eud), as_(stranger))]
    assert pages[0] == pages[1] == pages[2]


def test_the_way_to_ones_work_fits_whoever_reads_it(as_, published, eud):
    """The bytes are everybody's, so they neither greet anybody nor ask who is there already to sign in."""
    for address in (LIST, ONE):
        page = text(address, as_(eud))
        assert '<a class="button button--secondary button--small" href="/">Your work</a>' in page
        assert "Sign in" not in page
    assert as_(eud).get("/").status_code == 200
    assert Client().get("/")["Location"].startswith("/accounts/login/")


def test_nothing_that_becomes_of_the_evaluation_reaches_the_register(published, final, ev):
    """Edited, renamed, moved, closed to the public, taken apart: every public byte stays."""
    before = everything_in_the_open()
    change(final, title="QXCANARY", slug="qx", stage="review", confidentiality="internal",
           published_at=None, themes=["QXCANARY"], report_date=date(1999, 1, 1))  # fmt: skip
    change(final.projects.get(), title="QXCANARY", geographic_scope="QXCANARY")
    change(final.sections.first(), text="<p>QXCANARY</p>")
    for row in (*final.lessons.all(), *final.abbreviations.all()):
        versions.remove(row, base_version=row.version, by=None)
    make.EvaluationFactory(slug="other", title="QXCANARY", confidentiality="public")
    make.PublishedReportFactory(evaluation=final, number=9, title="QXCANARY", slug="final")
    assert everything_in_the_open() == before


def test_control_a_register_of_live_rows_would_be_noticed(published, final, monkeypatch):
    """Told the title of the evaluation instead of that of the copy, the test above turns red."""
    monkeypatch.setattr(
        type(published), "title", property(lambda row: row.evaluation.title, lambda row, to: None)
    )
    before = everything_in_the_open()
    change(final, title="QXCANARY")
    after = everything_in_the_open()
    assert before[LIST] != after[LIST]
    assert b"QXCANARY" in after[ONE]


@pytest.mark.parametrize("address", [LIST, ONE, FILE, f"{LIST}feed.xml", f"{LIST}?q=a&year=2020"])
def test_only_tables_of_copies_are_asked(published, address):
    with CaptureQueriesContext(connection) as asked:
        body(Client().get(address))
    tables = {t for query in asked for t in re.findall(r'(?:FROM|JOIN) "(\w+)"', query["sql"])}
    copies = ("publishedreport", "download", "unpublished")
    assert tables <= {f"evaluations_{table}" for table in copies}
    assert tables
    assert not [query for query in asked if not query["sql"].startswith("SELECT")]


def test_a_new_edition_stands_beside_the_old_one(published, final, ev, eud):
    change(final.findings.get(), short_answer="No longer.")
    publish(final, ev, eud)
    page = text(ONE)
    assert "Final report, edition 2" in page
    assert f"Finding {final.findings.get().number}: changed" in page
    assert sha256(body(Client().get(FILE))) == published.sha256
    assert Client().get(f"{ONE}2/final-report.pdf").status_code == 200
    assert text(LIST).count("register__entry") == 1


def test_a_renamed_evaluation_keeps_its_address(published, final, ev, eud):
    change(final, slug="renamed", title="A new title")
    final.refresh_from_db()
    assert publish(final, ev, eud).register_url == ONE
    assert "A new title" in text(ONE)


def test_another_evaluation_does_not_take_the_address(published, final, ev, eud, world):
    change(final, slug="renamed")
    other = change(
        make.EvaluationFactory(slug="final", title="Other"), stage="final", confidentiality="public"
    )
    fields = {"product": "final-report", "audience": "public"}
    with pytest.raises(ValidationError, match="published under this short name"):
        propose_report(evaluation=other, file=b"x", data=b"{}", by=None, fields=fields)


def test_a_withdrawn_edition_is_gone_and_says_why(published, eud):
    withdraw_report(report=published, base_version=2, by=eud, reason="A wrong table")
    answer = Client().get(FILE, headers={"if-none-match": f'"{published.sha256}"'})
    assert answer.status_code == 410
    assert "A wrong table" in answer.content.decode()
    page = Client().get(ONE)
    assert page.status_code == 410
    assert "A wrong table" in page.content.decode()
    assert "Final evaluation" not in text(LIST)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=final+EVALUATION", {"final"}), ("q=final+lyon", set()), ("country=China", {"final"}),
        ("country=France", {"other"}), ("year=2019", {"other"}), ("timing=final", {"final"}),
        ("language=fr", {"other"}), ("organisation=City+of+Lyon", {"other"}),
        ("criterion=impact", {"other"}), ("country=China&timing=ex_post", set()),
        ("country=Nowhere", {"final", "other"}),
    ],
)  # fmt: skip
def test_it_is_searched_and_filtered(published, query, found):
    tags = "year:2019 timing:ex_post country:France criterion:impact organisation:City_of_Lyon"
    make.PublishedReportFactory(
        evaluation=published.evaluation, number=9, slug="other", edition=1, language="fr",
        tags="\n" + tags.replace(" ", "\n").replace("_of_", " of ") + "\n", words="city of lyon",
        facts={"criteria": [{"code": "impact", "name": "Impact"}]},
        confirmed_by=make.UserFactory(), published_at=published.published_at,
    )  # fmt: skip
    links = re.findall(r'register__title"><a href="/register/([\w-]+)/', text(f"{LIST}?{query}"))
    assert set(links) == found


def test_who_has_it_already_gets_304(published):
    for address in (LIST, ONE, FILE, f"{LIST}feed.xml"):
        first = Client().get(address)
        body(first)
        assert "public" in first["Cache-Control"]
        assert "no-cache" in first["Cache-Control"]
        again = Client().get(address, headers={"if-none-match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b""), address


def test_the_feed_names_the_latest_first(published, final, ev, eud, settings):
    settings.SITE_URL = "https://mmsp.example.org"
    change(final.findings.get(), short_answer="No longer.")
    publish(final, ev, eud)
    feed = ElementTree.fromstring(Client().get(f"{LIST}feed.xml").content)  # noqa: S314
    titles = [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]
    assert titles == [
        "Final evaluation: Final report, edition 2", "Final evaluation: Final report, edition 1",
    ]  # fmt: skip
    links = [entry.find(f"{ATOM}link").get("href") for entry in feed.iter(f"{ATOM}entry")]
    assert set(links) == {f"https://mmsp.example.org{ONE}"}


def test_an_empty_feed_is_the_same_every_time(db):
    feeds = [Client().get(f"{LIST}feed.xml") for _twice in range(2)]
    assert feeds[0].content == feeds[1].content
    assert b"<entry>" not in feeds[0].content


def test_downloads_are_counted_by_the_day_and_by_nothing_else(published):
    for _reader in range(3):
        body(Client().get(FILE))
    Client().head(FILE)
    Client().get(FILE, headers={"if-none-match": f'"{published.sha256}"'})
    assert Download.objects.count() == 0  # a reader's request writes no row
    assert downloads.count_downloads() == 3
    body(Client().get(FILE))
    assert downloads.count_downloads() == 1
    assert downloads.count_downloads() == 0
    assert [row.count for row in Download.objects.all()] == [4]
    assert "4 downloads" in text(ONE)


def test_what_a_crash_left_is_counted_the_next_time(published, monkeypatch):
    body(Client().get(FILE))
    with monkeypatch.context() as broken:
        broken.setattr(Download.objects, "get_or_create", None)
        with pytest.raises(TypeError):
            downloads.count_downloads()
    body(Client().get(FILE))
    other_day = downloads.folder() / "2026-01-01.new"
    other_day.write_text(f"{published.pk}\n999999\nnonsense\n")
    downloads.count_downloads()
    counted = Download.objects.values_list("day", "count").order_by("day")
    assert list(counted) == [(date(2026, 1, 1), 1), (timezone.localdate(), 2)]
    assert list(downloads.folder().glob("*.taken")) == []


@pytest.mark.parametrize(
    "address",
    [
        f"{LIST}none/", f"{ONE}9/final-report.pdf", f"{ONE}1/evaluation-matrix.pdf",
        f"{ONE}1/nothing.pdf", f"{LIST}?q=%00", f"{LIST}?year=9999999999999999999999&page=-1",
    ],
)  # fmt: skip
def test_nonsense_is_no_fault(published, address):
    assert Client().get(address).status_code in (200, 400, 404)


def test_the_list_asks_as_much_for_many_as_for_one(published, final):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            assert Client().get(LIST).status_code == 200
        return len(asked)

    few = queries()
    for n in range(9):
        person = make.UserFactory()
        make.PublishedReportFactory(
            evaluation=final, number=10 + n, slug=f"other-{n}", edition=n + 2,
            confirmed_by=person, published_at=published.published_at,
        )  # fmt: skip
    assert text(LIST).count('class="register__entry"') == 10
    assert queries() == few
