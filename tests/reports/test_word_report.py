"""The final report in Word: the words of the PDF, in styles, fields, notes and tables of Word."""

import io
import shutil
import subprocess
from zipfile import ZipFile

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from lxml import etree
from pypdf import PdfReader

from editing.richtext import parsed, plain_text
from mmsp.reports import html
from mmsp.reports.comment_shapes import Comment, Reply
from mmsp.reports.shapes import Audience
from mmsp.reports.word.report import as_docx
from tests import factories as make
from tests.reports import rows, sample

REPORT = "/evaluations/final/report/final.docx"


@pytest.fixture(scope="module")
def content():
    return sample.report(is_draft=True)


@pytest.fixture(scope="module")
def file(content):
    return as_docx(content)


@pytest.fixture(scope="module")
def document(file):
    return Document(io.BytesIO(file))


def words_of(element):
    """Every word in a part of the file, whatever it stands in."""
    return "".join("".join(each.itertext()) for each in element.iter(qn("w:t"))).replace(" ", "")


@pytest.mark.once
def test_every_word_of_the_pdf_stands_in_the_file(content, file):
    with ZipFile(io.BytesIO(file)) as parts:
        trees = [etree.fromstring(parts.read(f"word/{n}.xml")) for n in ("document", "footnotes")]
    written = "".join(map(words_of, trees))
    body = parsed(html.report(content).body)
    for contents in body.find_class("p-contents"):
        contents.drop_tree()
    said = [line.strip() for each in body.iter() for line in (each.text or "", each.tail or "")]
    missing = {line for line in said if "".join(line.split()) not in written}
    assert len(said) > 500
    assert missing <= {"Emblem of the European Union"}


@pytest.mark.once
def test_headings_have_their_levels_and_the_contents_are_a_field(document):
    levels = {p.text: p.style.name for p in document.paragraphs if p.style.name.startswith("Head")}
    assert levels["Introduction"] == "Heading 1"
    assert levels["Context of the intervention"] == "Heading 2"
    assert levels["R1 Measure what participants do afterwards"] == "Heading 3"
    field = next(each for each in document.element.body.iter(qn("w:instrText")))
    assert field.text.split()[0] == "TOC"
    begin = next(document.element.body.iter(qn("w:fldChar")))
    assert begin.get(qn("w:dirty")) == "true"
    entries = [p for p in document.paragraphs if p.style.name.startswith("toc ")]
    marks = {each.get(qn("w:name")) for each in document.element.body.iter(qn("w:bookmarkStart"))}
    assert len(entries) > 15
    for entry in entries:
        link = entry._p.find(qn("w:hyperlink"))
        assert link.get(qn("w:anchor")) in marks


@pytest.mark.once
def test_word_counts_chapters_and_annexes_and_names_stay_words(document):
    numbering = document.part.numbering_part.element
    kinds = {each.get(qn("w:abstractNumId")): each for each in numbering.iter(qn("w:abstractNum"))}
    shown = {}
    for paragraph in document.paragraphs:
        if paragraph.style.name.startswith("Heading") and paragraph._p.pPr.numPr is not None:
            number = paragraph._p.pPr.numPr
            [of] = [n for n in numbering.iter(qn("w:num")) if n.numId == number.numId.val]
            levels = list(kinds[str(of.abstractNumId.val)].iter(qn("w:lvlText")))
            shown[paragraph.text] = levels[number.ilvl.val].get(qn("w:val"))
    assert shown["Introduction"] == "%1"
    assert shown["Context of the intervention"] == "%1.%2"
    assert "Annex %1" in shown.values()
    assert "R1 Measure what participants do afterwards" not in shown


@pytest.mark.once
def test_a_draft_says_so_across_every_page_and_a_final_report_does_not(document):
    """Each kind of page has its head: cover, upright and turned ones."""
    for section in document.sections:
        heads = [section.header]
        if section.different_first_page_header_footer:
            heads.append(section.first_page_header)
        for head in heads:
            [mark] = [each for each in head._element.iter() if "textpath" in each.tag][1:]
            assert mark.get("string").startswith("Draft: Review")
    final = Document(io.BytesIO(as_docx(sample.report())))
    assert not [each for each in final.sections[0].header._element.iter() if "pict" in each.tag]


@pytest.mark.once
def test_comments_hang_on_the_passage_that_they_quote_with_their_answers(content):
    finding = content.findings[0]
    passage = " ".join(plain_text(finding.text).split())[:80]
    said = (
        Comment(1, "FPI", "Ana Reader", "Finding F1", passage, "Says who?",
                replies=(Reply("Eva Writer", "The register."),), outcome_label="Accepted",
                taken_up="Reworded.", place=f"finding-{finding.number}"),
        Comment(2, "", "Ana Reader", "Finding F99", "gone", "Where is it?"),
    )  # fmt: skip
    document = Document(io.BytesIO(as_docx(content, said)))
    told = [(each.author, each.text) for each in document.comments]
    assert told == [
        ("Ana Reader", "Says who?"), ("Eva Writer", "The register."),
        ("Evaluators", "Accepted. Reworded."), ("Ana Reader", "Finding F99\nWhere is it?"),
    ]  # fmt: skip
    [place] = [
        p for p in document.paragraphs
        if any(m.get(qn("w:id")) == "0" for m in p._p.iter(qn("w:commentRangeStart")))
    ]  # fmt: skip
    assert passage[:60] in " ".join(place.text.split())
    assert b"paraIdParent" in ZipFile(io.BytesIO(as_docx(content, said))).read(
        "word/commentsExtended.xml"
    )


@pytest.mark.django_db
def test_comments_are_for_those_who_read_them(as_, world, ev, reader, reviewer):
    finding = make.FindingFactory(evaluation=world.evaluation)
    thread = make.CommentThreadFactory(about=finding, number=1, author=reviewer)
    make.CommentFactory(thread=thread, number=1, author=reviewer, text="CANARY-COMMENT")

    def told(person, query):
        answer = as_(person).get(f"{REPORT}{query}")
        if answer.status_code == 404:
            return []
        return [each.text for each in Document(io.BytesIO(answer.content)).comments]

    assert told(ev, "?comments") == ["CANARY-COMMENT"]
    assert told(ev, "") == []
    assert told(ev, "?comments&audience=public") == []
    assert told(reader, "?comments") == []


@pytest.mark.once
def test_footnotes_heads_and_turned_pages_are_those_of_word(document):
    body = document.element.body
    assert len(list(body.iter(qn("w:footnoteReference")))) >= 5
    tables = list(body.iter(qn("w:tbl")))
    heads = [t for t in tables if t.find(f".//{qn('w:tblHeader')}") is not None]
    assert len(heads) > 8
    kinds = [section.orientation for section in document.sections]
    assert WD_ORIENT.LANDSCAPE in kinds
    assert kinds[0] == WD_ORIENT.PORTRAIT
    first = document.sections[0]
    assert first.different_first_page_header_footer
    assert first.header.paragraphs[0].text.startswith("RC: final evaluation")
    assert "Draft: Review" in first.footer.paragraphs[0].text


@pytest.mark.once
def test_the_file_says_what_it_is(document):
    about = document.core_properties
    assert about.title.startswith("River Crossings")
    assert (about.author, about.language) == ("Meridian Evaluations", "en-GB")
    tag = document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    assert tag.get(qn("w:val")) == "en-GB"
    picture = document.element.body.find(f".//{qn('wp:docPr')}")
    assert picture.get("descr") == "Emblem of the European Union"


@pytest.mark.once
@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
def test_it_opens_in_libreoffice_with_its_contents_notes_and_pages(tmp_path, file):
    path = tmp_path / "report.docx"
    path.write_bytes(file)
    subprocess.run(
        ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)],
        env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}, check=True, capture_output=True,
        timeout=120,
    )  # fmt: skip
    reader = PdfReader(tmp_path / "report.pdf")
    pages = [page.extract_text() for page in reader.pages]
    assert 40 < len(pages) < 120
    assert f"of {len(pages)}" in pages[5]
    introduction = next(n for n, text in enumerate(pages[3:], 4) if "1 Introduction" in text)
    assert "Annex 3" in pages[1]
    assert "HYPERLINK" not in "".join(pages)
    assert "Note 83: " in pages[introduction - 1]
    turned = [page for page in reader.pages if page.mediabox.width > page.mediabox.height]
    assert turned


@pytest.mark.django_db
def test_an_evaluation_with_nothing_in_it_is_a_file_all_the_same(client, world, eud):
    client.force_login(eud)
    response = client.get(REPORT)
    assert response.status_code == 200
    assert "final-report" in response["Content-Disposition"]
    assert Document(io.BytesIO(response.content)).core_properties.title == world.evaluation.title


@pytest.mark.django_db
def test_what_an_audience_may_not_see_is_not_in_the_file(client, world, eud, stranger):
    from mmsp.reports import content as built

    rows.fill(world)
    make.InterviewFactory(evaluation=world.evaluation, name="Wang Fang", consent="name",
                          organisation_name="Ministry of Rivers")  # fmt: skip
    for audience, is_told in ((Audience.INTERNAL, True), (Audience.PUBLIC, False)):
        made = as_docx(built.build(world.evaluation, audience=audience, as_of=sample.cover().dated))
        words = words_of(Document(io.BytesIO(made)).element)
        assert ("WangFang" in words) is is_told
        assert "MinistryofRivers" in words
    client.force_login(stranger)
    assert client.get(REPORT).status_code == 404
