"""The printed file as a reader, a screen reader and an archive meet it."""

import re
from collections import Counter
from dataclasses import replace
from functools import cache

import pytest
from pypdf import PdfReader

from editing.richtext import plain_text
from mmsp.reports import html, outline
from mmsp.reports.preflight import passages
from tests.reports import sample
from tests.reports.conftest import open_pdf

pytestmark = pytest.mark.once


@cache
def texts(pdf: PdfReader) -> list[str]:
    return [page.extract_text() for page in pdf.pages]


def page_with(pdf: PdfReader, words: str) -> int:
    """The first page with these words; spaces, line breaks and hyphens do not count."""
    wanted = packed(words)
    return next(n for n, text in enumerate(texts(pdf)) if wanted in packed(text))


def packed(text: str) -> str:
    return re.sub(r"[\s\u00ad\u2010-]+", "", text)


def words(text: str) -> list[str]:
    """Words in small letters, put together again where a line ended in a hyphen."""
    joined = re.sub(r"-\s*\n\s*|[-\u00ad\u2010]", "", text)
    return re.findall(r"\w+", joined.lower())


def flat(entries) -> list[str]:
    return [
        title
        for entry in entries
        for title in (flat(entry) if isinstance(entry, list) else [entry.title])
    ]


def fonts(pdf: PdfReader) -> dict[str, bool]:
    """Every font by name, and whether its letters are in the file."""
    found = {}
    for page in pdf.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            descriptor = inner["/FontDescriptor"].get_object()
            embedded = any(f"/FontFile{n}" in descriptor for n in ("", "2", "3"))
            found[str(inner["/BaseFont"])] = embedded
    return found


def links(pdf: PdfReader) -> list[str]:
    """The named destinations of all internal links."""
    found = []
    for page in pdf.pages:
        for note in page.get("/Annots", []):
            note = note.get_object()
            if note["/Subtype"] == "/Link" and "/Dest" in note:
                found.append(str(note["/Dest"]))
    return found


def test_a_screen_reader_is_told_the_language_and_the_title_and_finds_tags(report):
    root = report.trailer["/Root"]
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "/StructTreeRoot" in root
    assert (
        report.metadata.title
        == "River Crossings: Support to the Dialogue on Migration and Mobility"
    )
    assert report.metadata.author == "Marta Novak, David Okafor"
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()


def test_the_bookmarks_are_the_chapters_and_questions(report):
    bookmarks = flat(report.outline)
    for chapter in outline.of_report(sample.report()):
        assert f"{chapter.number} {chapter.title}".strip() in bookmarks
        for child in chapter.children:
            assert f"{child.number} {child.title}" in bookmarks
    assert len([title for title in bookmarks if title.startswith("EQ ")]) == 19


def test_every_page_but_the_cover_says_which_of_how_many_it_is(report):
    pages = texts(report)
    assert not re.search(r"Page \d+ of", pages[0])
    for number, text in enumerate(pages[1:], 2):
        assert f"Page {number} of {len(pages)}" in text


def test_the_running_head_names_the_evaluation_and_the_chapter(report):
    text = texts(report)[page_with(report, "EQ 4 To what extent")]
    assert "RC: final evaluation" in text
    assert "2 Answered questions and findings" in text


def test_the_numbers_in_the_contents_are_those_of_the_pages(report):
    chapters = outline.of_report(sample.report())
    listed = [part for chapter in chapters for part in (chapter, *chapter.children)]
    goals = [report.named_destinations[part.anchor] for part in (*listed, *chapters.tables)]
    printed = re.findall(r"^(\d+)$", texts(report)[1], re.MULTILINE)
    assert printed == [str(report.get_destination_page_number(goal) + 1) for goal in goals]


def test_all_letters_are_in_the_file_also_the_chinese_ones(report):
    assert all(fonts(report).values())
    assert {name.split("+")[1] for name in fonts(report)} == {
        "Paper-Sans", "Paper-Sans-Semi-Bold", "Paper-Sans-Italic", "Paper-Chinese"
    }  # fmt: skip
    assert "渡口：中欧人员往来与移民对话支持项目" in texts(report)[0]


def test_every_footnote_stands_on_the_page_of_its_call(report):
    numbers = re.findall(r"Note (\d+): Minutes", html.report(sample.report()).document)
    assert len(numbers) == 7
    for number in numbers:
        call = page_with(report, f"as source {number} says")
        assert page_with(report, f"Note {number}: Minutes") == call, f"note {number}"


def lost_links(document: str, pdf: PdfReader) -> set[str]:
    """Goals of links in the HTML that are no destination of the PDF; the press drops such links."""
    return set(re.findall(r'href="#([^"]+)"', document)) - set(pdf.named_destinations)


def test_every_internal_link_has_a_target(report):
    assert lost_links(html.report(sample.report()).document, report) == set()
    assert len(links(report)) > 400


def test_a_link_without_target_would_be_seen():
    document = '<html lang="en"><title>t</title><a href="#here">1</a><a href="#there">2</a>'
    document += '<p id="there">3</p></html>'
    assert lost_links(document, open_pdf(html.Paper("t", "", document, ""))) == {"here"}


def test_no_word_of_the_report_is_lost_on_its_way_to_paper(report):
    content = sample.report()
    written = Counter(word for each in passages(content) for word in words(plain_text(each.text)))
    printed = Counter(words("\n".join(texts(report))))
    assert sum(written.values()) > 5000
    assert not written - printed


def test_a_lost_paragraph_would_be_seen(report):
    content = sample.report()
    written = Counter(word for each in passages(content) for word in words(plain_text(each.text)))
    printed = Counter(word for page in texts(report)[:-1] for word in words(page))
    assert written - printed


def test_the_cover_carries_what_the_commission_asks_for(report):
    cover = " ".join(texts(report)[0].split())
    for words in (
        "European Union Delegation to China", "Final evaluation", "Final report", "December 2020",
        "Marta Novak, Team leader", "EUROPEAID/100001/DH/SER/MULTI", "PSF/2019/100001",
        "Funded by the European Union", "Evaluation carried out by Meridian Evaluations",
        "do not necessarily reflect the views",
    ):  # fmt: skip
        assert words in cover


def test_a_draft_says_so_on_every_page_and_a_final_report_on_none(report, draft):
    assert all("Draft" in text for text in texts(draft))
    assert not any("Draft" in text for text in texts(report))


def test_no_heading_is_left_alone_at_the_end_of_a_page(report):
    headings = [title for title in flat(report.outline) if title]
    for text in texts(report)[2:]:
        body = text.split("Page ")[0].strip() if text.strip().startswith("Page") else text.strip()
        lines = [line for line in body.splitlines() if not re.match(r"Page \d+ of", line)]
        assert lines[-1].strip() not in headings


def test_the_heads_of_a_long_table_are_repeated(report):
    pages = [text for text in texts(report) if "Judgement criterion" in text]
    assert len(pages) > 3


def test_the_matrix_is_laid_out_as_the_iom_form(matrix):
    text = packed(" ".join(texts(matrix)))
    for words in (
        "Evaluation title/year",
        "Person or entity responsible for completing the management follow-up response matrix",
        "Overall comment on evaluation process", "Evaluation recommendation 1", "Recommendation to",
        "Priority level (1 to 3)", "Management response (Accept/Partially Accept/Reject)",
        "Key action", "Time frame or deadline", "Responsible individual or unit(s)",
        "Implementation monitoring", "Comments or action taken", "Status",
    ):  # fmt: skip
        assert packed(words) in text
    assert packed("first promised for 1 Dec 2024") in text
    assert packed("93 days late") in text


@pytest.mark.parametrize("title", ["Evaluation recommendation 1", "Evaluation recommendation 5"])
def test_the_matrix_can_be_leafed_through_by_recommendation(matrix, title):
    assert title in flat(matrix.outline)


def test_a_short_answer_longer_than_a_page_does_not_stop_the_press():
    """It stands in tables below lines that keep with what follows."""
    content = sample.report()
    first, *others = content.criteria
    asked, *questions = first.questions
    answer = "An answer that is anything but short. " * 300 + "ENDOFIT"
    findings = (replace(asked.findings[0], short_answer=answer), *asked.findings[1:])
    asked = replace(asked, findings=findings)
    first = replace(first, questions=(asked, *questions))
    paper = html.report(replace(content, criteria=(first, *others)))
    assert sum("ENDOFIT" in page.extract_text() for page in open_pdf(paper).pages) >= 2
