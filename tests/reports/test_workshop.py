"""The summary report of a workshop: who said what, for whom it is told, and what is still missing."""

import io
from datetime import date, time
from zipfile import ZipFile

import pikepdf
import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree
from pypdf import PdfReader

from activities.models import Activity
from editing import versions
from editing.richtext import parsed
from mmsp.reports import html, pdf, workshop_remarks
from mmsp.reports.shapes import Audience
from mmsp.reports.word import event
from mmsp.reports.workshop import build_workshop
from tests import factories as make
from tests.reports import structure

PAGE = "/activities/MMSP/1/report/"
PDF, WORD = f"{PAGE}summary.pdf", f"{PAGE}summary.docx"
TODAY = date(2026, 5, 6)
QUERIES = 6
TEXTS = {
    "summary": '<p>Ferrymen met<span class="fn">For the first time.</span> 12 participants.</p>',
    "opening_remarks": "<p>Ms. Ford welcomed all.</p>",
    "final_findings": "<h3>Boats</h3><ul><li>Buy two.</li><li>Mend one.</li></ul>",
    "challenges": "<p>Floods.</p>",
    "way_forward": "<p>Meet again.</p>",
    "feedback": "<p>They liked it.</p>",
}


@pytest.fixture(autouse=True)
def papers(settings, tmp_path):
    settings.VAR_DIR = tmp_path


@pytest.fixture
def workshop(world):
    """Two days, three sessions, two groups, an expert behind the scenes, and a paper of each kind."""
    versions.revise(
        world.project, base_version=world.project.version, by=None,
        fields={"donor": world.delegation, "funding_line": "Funded by the European Union",
                "other_titles": {"zh-hans": "渡口项目"}, "implementing_partners": [world.iom]},
    )  # fmt: skip
    row = make.ActivityFactory(
        project=world.project, number=1, type="workshop", title="Workshop on ferries",
        local_title="渡船研讨会", starts_on=date(2015, 11, 3), ends_on=date(2015, 11, 4),
        place="Beijing", venue="Pier Hotel", organisers=[world.iom], topics=["ferries"],
        experts="Mr. Quay, Pilot, Harbour\nMs. Secret, Informant, Docks", **TEXTS,
    )  # fmt: skip
    for number, day, kind in ((1, 3, "presentation"), (2, 3, "discussion"), (3, 4, "other")):
        make.SessionFactory(
            activity=row, number=number, title=f"Topic {number}", kind=kind,
            held_on=date(2015, 11, day), starts_at=time(9, 30), ends_at=time(10, 0),
            speakers="mr. Quay, Chief pilot, Harbour office", text="<p>On currents.</p>",
            key_observations=f"<ul><li>Observed {number}.</li></ul>",
        )  # fmt: skip
    make.ParticipationFactory(activity=row, group="Pilots", women=4, men=3, total=7)
    make.ParticipationFactory(activity=row, group="Clerks", women=1, men=None, total=5)
    for n, kind in enumerate(("internal", "restricted", "public"), 1):
        make.DocumentFactory(
            project=world.project, number=n, title=f"Paper {kind}", confidentiality=kind,
            activity=row,
        )  # fmt: skip
    return Activity.objects.get(pk=row.pk)


def built(activity, audience=Audience.INTERNAL):
    return build_workshop(activity, audience=audience, as_of=TODAY)


def body(activity, audience=Audience.INTERNAL):
    return str(html.workshop(built(activity, audience)).body)


def changed(activity, **fields):
    row = versions.current(activity)
    versions.revise(row, base_version=row.version, fields=fields, by=None)
    return Activity.objects.get(pk=row.pk)


def said(activity):
    return [remark.message for remark in workshop_remarks.check(built(activity))]


def test_the_paper_has_everything_in_the_order_of_the_workshop(workshop):
    text = body(workshop)
    marks = (
        "Funded by the European Union", "渡口项目", "Workshop on ferries", "渡船研讨会",
        "3–4 November 2015", "Pier Hotel, Beijing", "Ferrymen met", "Ms. Ford", "Day 1: Tuesday",
        "Topic 1", "Observed 1.", "Group discussion: Topic 2", "Chaired by", "Day 2: Wednesday",
        "Topic 3", "Buy two.", "Floods.", "Meet again.", "They liked it.", "Annex 1", "09:30–10:00",
        "Annex 2", "Pilots", "Annex 3", "sole responsibility of",
    )  # fmt: skip
    places = [
        text.find(mark, 0 if n < 19 else text.index("They liked it."))
        for n, mark in enumerate(marks)
    ]
    assert -1 not in places, marks[places.index(-1)]
    assert places == sorted(places)
    assert '<p class="p-cover-other" lang="zh-CN">渡船研讨会</p>' in text


def test_the_pdf_is_a_tagged_draft_until_the_report_is_final(workshop):
    paper = html.workshop(built(workshop))
    printed = pdf.write(paper.document, css=paper.css, assets=paper.assets).pdf
    with pikepdf.open(io.BytesIO(printed)) as checked:
        assert structure.faults(checked) == []
        assert structure.lost_links(paper.document, checked) == set()
    file = PdfReader(io.BytesIO(printed))
    text = "".join(page.extract_text() for page in file.pages)
    assert f"Page 1 of {len(file.pages)}" in text
    assert "Draft: being written" in text
    assert "For the first time." in file.pages[0].extract_text()
    (agenda,) = [page for page in file.pages if "Annex 1" in page.extract_text()]
    assert "They liked it." in agenda.extract_text(), "annexes follow what is written"
    assert next(each["/Title"] for each in file.outline if isinstance(each, dict)) == "Summary"
    assert not built(changed(workshop, is_report_final=True)).cover.is_draft


def test_a_report_marked_final_of_what_was_not_held_is_a_draft_all_the_same(workshop):
    row = changed(workshop, is_report_final=True, status="planned")
    assert built(row).cover.is_draft
    assert said(row)[0] == "The report is marked as final, but the activity was not implemented."


def test_each_audience_reads_what_it_may(workshop):
    inside, shared, public = (body(workshop, audience) for audience in Audience)
    for text in (inside, shared, public):
        assert "mr. Quay" in text
        assert "Paper public" in text
    for text, papers in ((inside, 3), (shared, 2), (public, 1)):
        assert text.count('id="document-') == papers
    assert "Ms. Secret" in inside
    assert "Ms. Secret" in shared
    assert "Ms. Secret" not in public
    assert "1 expert who is not named here." in public


def test_the_sums_tell_of_whom_nobody_noted_the_sex(workshop):
    known = built(workshop).participants
    assert (known.women, known.men, known.total, known.uncounted) == (5, 3, 12, 4)
    assert "The total holds 4 people" in body(workshop)


def test_the_emblem_stands_beside_the_money_of_the_union_alone(workshop, world):
    assert body(workshop).count("Emblem of the European Union</title>") == 2
    project = versions.current(world.project)
    versions.revise(project, base_version=project.version, fields={"donor": world.iom}, by=None)
    text = body(Activity.objects.get(pk=workshop.pk))
    assert "Emblem of the European Union" not in text
    assert "Its contents are the sole responsibility of" in text


def test_a_long_report_begins_with_contents(workshop):
    assert 'id="contents"' not in body(workshop)
    long = changed(workshop, summary="<p>A sentence on ferries.</p>" * 1000)
    assert 'href="#way-forward"' in body(long)
    words = Document(io.BytesIO(event.as_docx(built(long))))
    assert any(each.text == "Contents" for each in words.paragraphs)


def test_every_word_of_the_paper_is_in_the_word_file(workshop):
    content = built(workshop)
    packed = event.as_docx(content)
    file = Document(io.BytesIO(packed))
    with ZipFile(io.BytesIO(packed)) as parts:
        trees = [etree.fromstring(parts.read(f"word/{n}.xml")) for n in ("document", "footnotes")]
    written = "".join(text.text or "" for tree in trees for text in tree.iter(qn("w:t")))
    lines = [
        line for each in parsed(html.workshop(content).body).iter()
        for line in (each.text or "", each.tail or "")
    ]  # fmt: skip
    missing = {
        line.strip() for line in lines if "".join(line.split()) not in written.replace(" ", "")
    }
    assert missing <= {"Emblem of the European Union"}
    levels = {each.text: each.style.name for each in file.paragraphs if "Head" in each.style.name}
    assert levels["Opening remarks"] == "Heading 1"
    assert levels["Day 1: Tuesday 3 November 2015"] == "Heading 2"
    assert levels["1 Topic 1"] == "Heading 3"
    box = next(each for each in file.paragraphs if each.text == "Observed 1.")
    assert box._p.pPr.find(qn("w:shd")) is not None


def test_nothing_told_is_a_paper_that_says_so_and_a_list_of_what_to_add(as_, pm, world):
    make.ActivityFactory(project=world.project, number=1, type="workshop")
    page = as_(pm).get(PAGE)
    assert "Nothing is told of this activity yet." in page.text
    for words in (
        "There is no summary.", "No session is described yet.", "It is not said when it was held.",
        "No participants are counted.", "Nothing is told of the opening.",
    ):  # fmt: skip
        assert words in page.text
    assert "/activities/MMSP/1/sessions/new/" in page.text
    assert b"".join(as_(pm).get(PDF)).startswith(b"%PDF")


def test_remarks_name_the_session_and_what_it_lacks(workshop):
    assert said(workshop) == [
        "It is printed as a draft until it is marked as final.",
        "Of 4 of 12 participants it is not known whether they are women or men.",
    ]
    make.SessionFactory(activity=workshop, number=4, held_on=date(2015, 12, 1))
    make.SessionFactory(activity=workshop, number=5, kind="discussion")
    row = changed(workshop, summary="<p>There were 13 participants 🦆 in all.</p>", challenges="")
    told = said(row)
    for words in (
        "Session 4: no speaker; not a word on what it was about; no key observations; on a day on "
        "which the activity was not held.",
        "Session 5: nobody who chaired it; no key observations; no day.",
        "The summary speaks of 13 participants, the list of 12.",
        "No challenges are named.",
    ):
        assert words in told
    assert "Summary has letters the paper cannot print: 🦆" in told


def test_a_table_that_cannot_be_printed_is_said_before_and_mended_where_it_stands(
    as_, pm, workshop
):
    table = "<table>" + "<tr><td>1</td><td>2</td></tr>" * 9000 + "</table>"
    make.SessionFactory(activity=workshop, number=4, title="Figures", text=table)
    blocking = [
        each for each in workshop_remarks.check(built(workshop)) if each.level == "blocking"
    ]
    assert "more than 16,000 cells" in blocking[0].message
    assert "Session 4" in blocking[0].message
    page = as_(pm).get(PDF)
    assert "more than 16,000 cells" in page.text
    assert 'href="/activities/MMSP/1/sessions/4/edit/"' in page.text


def test_keepers_preview_every_version_and_others_their_own(as_, pm, ev, stranger, workshop):
    page = as_(pm).get(PAGE)
    assert page.context["audiences"] == tuple(Audience)
    assert page.context["remarks"]
    assert "Ms. Secret" not in as_(pm).get(PAGE, {"audience": "public"}).text
    shared = as_(ev).get(PAGE, {"audience": "internal"})
    assert shared.context["audience"] == Audience.RESTRICTED
    assert shared.context["remarks"] is None
    assert "Paper internal" not in shared.text
    for address in (PAGE, PDF, WORD):
        assert as_(stranger).get(address).status_code == 404


def test_files_say_of_what_they_are_and_for_whom(as_, ev, workshop):
    paper, word = as_(ev).get(PDF), as_(ev).get(WORD)
    assert b"".join(paper).startswith(b"%PDF")
    assert "mmsp-activity-1-summary-report" in paper["Content-Disposition"]
    assert "restricted-en.pdf" in paper["Content-Disposition"]
    assert as_(ev).get(PDF, headers={"If-None-Match": paper["ETag"]}).status_code == 304
    title = Document(io.BytesIO(word.content)).core_properties.title
    assert title == "Workshop summary report: Workshop on ferries"


def test_the_page_of_a_gathering_leads_to_its_report(as_, ev, workshop):
    page = as_(ev).get("/activities/MMSP/1/").text
    assert all(f'href="{address}"' in page for address in (PAGE, PDF, WORD))
    assert "It is a draft." in page
    changed(workshop, type="newsletter")
    assert PAGE not in as_(ev).get("/activities/MMSP/1/").text


def test_a_long_workshop_costs_no_more_queries(workshop, django_assert_max_num_queries):
    for number in range(4, 40):
        make.SessionFactory(activity=workshop, number=number)
        make.ParticipationFactory(activity=workshop)
    row = Activity.objects.select_related("project__donor").get(pk=workshop.pk)
    with django_assert_max_num_queries(QUERIES):
        built(row)


@pytest.mark.parametrize(
    ("start", "end", "language", "told"),
    [
        (date(2015, 11, 3), date(2015, 11, 4), "en-gb", "3–4 November 2015"),
        (date(2015, 11, 30), date(2015, 12, 1), "en-gb", "30 November 2015 – 1 December 2015"),
        (date(2015, 11, 3), date(2015, 11, 3), "en-gb", "3 November 2015"),
        (date(2015, 11, 3), date(2015, 11, 4), "fr", "3–4 novembre 2015"),
        (date(2015, 11, 3), date(2015, 11, 4), "zh-hans", "2015年11月3日至4日"),
        (None, None, "en-gb", ""),
    ],
)
def test_days_are_told_in_the_language_of_the_report(workshop, start, end, language, told):
    row = changed(workshop, starts_on=start, ends_on=end, language=language)
    assert built(row).held == told
