"""What a typesetter would mend: lines that break in the wrong place, rows torn apart, an unnamed draft."""

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from mmsp.reports import html, outline, pdf
from mmsp.reports.shapes import Indicator, JudgementCriterion
from mmsp.reports.spacing import tied
from mmsp.reports.watermark import drawn
from mmsp.templatetags.paper import whole, words_within
from tests.reports import sample

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("lang", "typed", "set_"),
    [
        ("en-GB", "<p>35 % of 1 452, on 3 Nov 2015</p>", "<p>35~% of 1~452, on 3~Nov 2015</p>"),
        ("en-GB", "<p>see EQ 4 and page 12: EUR 3</p>", "<p>see EQ~4 and page~12: EUR~3</p>"),
        ("en-GB", "<p>Phase II, in 2015 five : two</p>", "<p>Phase~II, in 2015 five : two</p>"),
        ("fr", "<p>« Oui » : à 13 mai ?</p>", "<p>«~Oui~»~: à 13~mai~?</p>"),
        ("en-GB", '<a title="3 May">at page</a> 12', '<a title="3 May">at page</a> 12'),
        ("en-GB", '<b class="p-number">EQ 4</b> EQ 4', '<b class="p-number">EQ 4</b> EQ~4'),
    ],
)
def test_a_number_stays_with_what_it_counts(lang, typed, set_):
    assert tied(typed, lang).replace("\N{NO-BREAK SPACE}", "~") == set_


def test_the_press_gets_the_same_words_as_the_preview():
    paper = html.report(sample.report())
    assert paper.body in paper.document.replace("\N{NO-BREAK SPACE}", " ")


def test_the_mark_of_a_draft_tells_its_version_and_day_in_its_language_and_is_no_text():
    first, second = (
        drawn("DRAFT", "Version 1 · 3 Nov 2015"),
        drawn("DRAFT", "Version 2 · 3 Nov 2015"),
    )
    assert first != second
    assert b"DRAFT" not in first
    assert drawn("草稿", "3") != drawn("稿", "3")
    draft = sample.report(is_draft=True)
    marks = [
        html.report(replace(draft, cover=replace(draft.cover, number=number))).assets
        for number in ("0.1", "0.2")
    ]
    assert marks[0][html.WATERMARK] != marks[1][html.WATERMARK]
    assert html.WATERMARK not in html.report(sample.report()).assets


def test_no_line_ends_early_because_the_space_after_it_does_not_fit():
    """WeasyPrint 70 leaves one word of the first line at five of these widths, from 321 to 323."""
    said = "The objectives were too broad. Future papers should <strong>set goals</strong> beside them."
    widths = (f'<p style="width: {310 + half / 2}px">{said}</p>' for half in range(60))
    document = (
        f"<html lang='en'><title>t</title><body class='paper'>{''.join(widths)}</body></html>"
    )
    printed = pdf.write(document, css=html.stylesheet())
    pages = PdfReader(io.BytesIO(printed.pdf)).pages
    lines = [line for page in pages for line in page.extract_text().splitlines()]
    assert sum(line.startswith("The objectives were") for line in lines) == 60


def test_a_short_row_stays_whole_and_no_row_that_could_fill_a_page_does():
    few = tuple(Indicator(f"1.1.{n}", "Seen in the register", "Register", "Count") for n in (1, 2))
    many = tuple(Indicator(f"1.1.{n}", "x", "", "") for n in range(40))
    assert whole(JudgementCriterion("1.1", "Goals were reached", few)) == "p-whole"
    assert whole(JudgementCriterion("1.1", "Goals were reached", many)) == ""
    assert [whole("word " * 50), whole("word " * 400), whole("x\n" * 60)] == ["p-whole", "", ""]
    assert [whole("字" * 150), whole("字" * 400)] == ["p-whole", ""]


def test_no_row_begins_with_an_empty_cell():
    """WeasyPrint 70 prints one line of the short cells where the long one has no room for its three."""
    long = "".join(f"line {number}<br>" for number in range(1, 7))
    row = f"<tr class='p-may-break'><td>first</td><td>{long}</td></tr>"
    for above in range(1600, 1760, 8):
        table = (
            f"<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody>{row * 2}</tbody></table>"
        )
        space = f"<div style='height: {above / 2}px'></div>"
        document = (
            f"<html lang='en'><title>t</title><body class='paper'>{space}{table}</body></html>"
        )
        printed = pdf.write(document, css=html.stylesheet())
        for page in PdfReader(io.BytesIO(printed.pdf)).pages:
            text = page.extract_text()
            assert text.count("first") == text.count("line 1\n"), above


def test_criteria_start_pages_where_their_answers_are_long():
    def starting(content):
        (answers,) = [each for each in outline.of_report(content).body if each.anchor == "answers"]
        return [criterion.starts for criterion in answers.children]

    long = sample.report()
    (finding, *_others), question = long.findings, long.criteria[0].questions[0]
    answer = replace(question, findings=(replace(finding, text="<p>Yes.</p>"),))
    short = (replace(criterion, questions=(answer,)) for criterion in long.criteria)
    assert set(starting(long)) == {True}
    assert set(starting(replace(long, criteria=tuple(short)))) == {False}


def test_short_annexes_share_a_page_and_long_ones_have_their_own(report):
    annexes = {each.part: each.follows for each in outline.of_report(sample.report()).annexes}
    assert annexes["evaluators"]
    assert annexes["method"]
    assert not any(annexes[part] for part in ("evaluation_matrix", "consulted", "traceability"))
    pages = [page.extract_text() for page in report.pages]
    assert sum("Annex 1 Terms" in page and "Annex 2 The" in page for page in pages[3:]) == 1


def test_captions_and_the_list_of_tables_count_alike():
    body = html.report(sample.report()).body
    for table in outline.of_report(sample.report()).tables:
        assert body.count(f'<span class="p-number">{table.number} </span>{table.title}') == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Short enough", "Short enough"),
        ("Did the Action meet the needs?", "Did the Action …"),
        (
            "支持中欧人员往来和移民领域对话项目实施情况最终评估报告",
            "支持中欧人员往来和移民领域对话项目…",
        ),
    ],
)
def test_a_title_that_is_cut_ends_with_a_word(text, said):
    assert words_within(text, 18) == said
