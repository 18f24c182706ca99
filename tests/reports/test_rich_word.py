"""Rich text of the closed tag set as Word: what a report needs beyond the response matrix."""

import datetime
import io
import time

import pytest
from docx import Document
from docx.oxml.ns import qn

from mmsp.imports.word.blocks import html_of_blocks
from mmsp.imports.word.package import Package
from mmsp.imports.word.reader import Reader
from mmsp.reports.word.notes import Footnotes
from mmsp.reports.word.paper import bytes_of, mark_place, new_paper, new_section
from mmsp.reports.word.rich import RichText

pytestmark = pytest.mark.once
TABLE = (
    '<table><thead><tr><th colspan="2">Answers</th></tr></thead><tbody>'
    '<tr><td rowspan="2"><p>EQ 1</p></td><td><p>Yes</p></td></tr><tr><td><p>In part</p></td></tr>'
    "</tbody></table>"
)
TEXTS = (
    "<p>One <strong>bold</strong> and <em>slanted</em> word, CO<sub>2</sub>, m<sup>2</sup>.</p>",
    "<p>First line<br>second line</p>",
    "<ul><li><p>a</p><ol><li><p>b</p></li><li><p>c</p></li></ol></li><li><p>d</p></li></ul>",
    '<ol start="4"><li><p>four</p></li></ol><p>between</p><ol><li><p>one again</p></li></ol>',
    "<blockquote><p>Said by somebody.</p></blockquote>",
    '<p>A call.<span class="fn">The note &amp; more.</span> And <a href="https://example.org/">a link</a>.</p>',
)


def written(html, **options):
    document = new_paper("Paper", "en-GB", datetime.date(2026, 1, 2))
    notes = Footnotes(document)
    RichText(document, notes, **options).write(document, html)
    notes.close()
    return bytes_of(document)


@pytest.mark.parametrize("html", TEXTS)
def test_what_is_written_is_read_as_it_was(html):
    assert html_of_blocks(Reader(Package(written(html))).read().blocks) == html


def test_a_table_keeps_its_cells_and_repeats_its_head():
    table = Document(io.BytesIO(written(TABLE))).tables[0]
    assert [cell.text for cell in table.rows[0].cells] == ["Answers", "Answers"]
    assert [row.cells[0].text for row in table.rows[1:]] == ["EQ 1", "EQ 1"]
    assert [row.cells[1].text for row in table.rows[1:]] == ["Yes", "In part"]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert table.rows[1]._tr.trPr is None


def nested(depth):
    return "<table><tbody><tr><td>a" * depth + "</td></tr></tbody></table>" * depth


def test_a_table_within_a_table_is_written_once():
    """Twenty of them within each other were a million."""
    body = Document(io.BytesIO(written(nested(20)))).element.body
    assert len(list(body.iter(qn("w:tbl")))) == 20
    assert "".join(each.text for each in body.iter(qn("w:t"))) == "a" * 20
    words = Document(io.BytesIO(written(nested(20), with_tables=False)))
    assert sum(each.text.count("a") for each in words.paragraphs) == 20


BEYOND = {
    "more columns than Word opens": "<tr>" + "<td>12</td>" * 64 + "</tr>",
    "a square that is nearly empty": "<tr>" + "<td>12</td>" * 60 + "</tr>" + "<tr></tr>" * 5_000,
    "cells over each other": ("<tr>" + '<td colspan="60" rowspan="60">12</td>' * 100 + "</tr>")
    * 60,
}


@pytest.mark.parametrize("start", ["2147483648", "9" * 5_000, "-4", "²", "٣", "x"])
def test_a_list_begins_with_a_number_that_word_can_count_to(start):
    body = written(f'<ol start="{start}"><li><p>first</p></li></ol>')
    assert html_of_blocks(Reader(Package(body)).read().blocks) == "<ol><li><p>first</p></li></ol>"


@pytest.mark.parametrize("rows", BEYOND.values(), ids=BEYOND)
def test_what_is_no_table_for_word_is_written_row_by_row(rows):
    started = time.monotonic()
    document = Document(io.BytesIO(written(f"<table><tbody>{rows}</tbody></table>")))
    assert not document.tables
    assert sum(each.text.count("12") for each in document.paragraphs) == rows.count("12")
    assert time.monotonic() - started < 20


def test_a_link_within_the_paper_leads_only_to_what_is_printed():
    html = '<p><a href="#finding-4">F4</a> and <a href="#finding-5">F5</a></p>'
    body = Document(io.BytesIO(written(html, anchors={"finding-4"}))).element.body
    links = body.findall(f".//{qn('w:hyperlink')}")
    assert [link.get(qn("w:anchor")) for link in links] == ["finding-4"]
    assert "".join(text.text for text in body.iter(qn("w:t"))) == "F4 and F5"


def test_a_place_can_be_led_to():
    document = new_paper("Paper", "en-GB", datetime.date(2026, 1, 2))
    for number in (4, 5):
        mark_place(document.add_paragraph(f"F{number}"), f"finding-{number}")
    marks = document.element.body.findall(f".//{qn('w:bookmarkStart')}")
    assert [mark.get(qn("w:name")) for mark in marks] == ["finding-4", "finding-5"]
    assert len({mark.get(qn("w:id")) for mark in marks}) == 2


def space_after(paragraph):
    return paragraph.paragraph_format.space_after


def test_the_text_after_a_list_stands_off_from_it():
    html = "<ul><li><p>a</p><ul><li><p>b</p></li></ul></li><li><p>c</p></li></ul><p>after</p>"
    a, b, c, _after = Document(io.BytesIO(written(html))).paragraphs
    assert [space_after(each) for each in (a, b, c)] == [0, 0, None]
    # Nothing of the style takes the room away either: it is that of any paragraph.
    assert space_after(c.style) is None
    assert space_after(c.style.base_style) > 0


def test_notes_are_set_in_the_typeface_of_the_text():
    styles = Document(io.BytesIO(written(TEXTS[-1]))).styles
    assert styles["Footnote Text"].base_style == styles["Normal"]
    assert styles["Normal"].font.name == "Arial"


def test_headings_stand_below_the_one_that_the_text_stands_under():
    document = Document(io.BytesIO(written("<h3>A</h3><h4>B</h4>", headings_from=4)))
    assert [p.style.name for p in document.paragraphs] == ["Heading 4", "Heading 5"]


def test_a_section_can_be_turned():
    document = new_paper("Paper", "zh-CN", datetime.date(2026, 1, 2))
    turned = new_section(document, landscape=True)
    assert turned.page_width > turned.page_height
    assert document.sections[0].page_width < document.sections[0].page_height
