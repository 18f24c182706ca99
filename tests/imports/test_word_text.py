"""What is written in Word is there afterwards: marks, lists, tables, links, notes and changes."""

import pytest

from mmsp.imports import guard, word
from mmsp.imports.guard import Refused
from mmsp.imports.parsed import ParsedReport
from tests.imports.papers import Paper, in_document, rezipped

pytestmark = pytest.mark.once


def read(paper: Paper) -> ParsedReport:
    return word.parse(paper.bytes())


def chapter(paper: Paper) -> str:
    """The HTML of the one chapter under test."""
    (section,) = read(paper).sections
    return section.html


@pytest.fixture
def paper() -> Paper:
    paper = Paper()
    paper.heading("Introduction")
    return paper


def test_bold_italics_and_scripts_are_kept(paper: Paper):
    line = paper.text("plain **bold** ")
    line.add_run("italic").italic = True
    line.add_run(" CO")
    line.add_run("2").font.subscript = True
    line.add_run(" m")
    line.add_run("3").font.superscript = True
    both = line.add_run(" both")
    both.bold = both.italic = True
    assert chapter(paper) == (
        "<p>plain <strong>bold</strong> <em>italic</em> CO<sub>2</sub> m<sup>3</sup>"
        "<strong><em> both</em></strong></p>"
    )


def test_a_switch_that_is_turned_off_again_is_no_mark(paper: Paper):
    line = paper.text("now ")
    off = line.add_run("plain")
    off.style = "Strong"
    off.bold = False
    line.add_run(" strong").style = "Strong"
    assert chapter(paper) == "<p>now plain<strong> strong</strong></p>"


def test_lists_nest_as_deep_as_they_are_written(paper: Paper):
    paper.item("one")
    paper.item("one below", 1)
    paper.item("two")
    paper.item("first", numbered=True)
    assert chapter(paper) == (
        "<ul><li><p>one</p><ul><li><p>one below</p></li></ul></li><li><p>two</p></li></ul>"
        "<ol><li><p>first</p></li></ol>"
    )


def test_a_list_may_begin_deep_and_skip_levels(paper: Paper):
    paper.item("deep", 3)
    paper.item("shallow")
    paper.item("deeper", 8)
    assert chapter(paper) == (
        "<ul><li><p>deep</p></li><li><p>shallow</p><ul><li><p>deeper</p></li></ul></li></ul>"
    )


def test_five_thousand_levels_of_list_are_nine(paper: Paper):
    for level in range(5000):
        paper.item(f"item {level}", level)
    html = chapter(paper)
    assert html.count("<ul>") == 9
    assert html.count("<li>") == 5000


def test_a_list_goes_on_counting_after_a_paragraph(paper: Paper):
    paper.item("one", numbered=True)
    paper.text("in between")
    paper.item("two", numbered=True)
    assert chapter(paper).endswith('<p>in between</p><ol start="2"><li><p>two</p></li></ol>')


def test_tables_keep_headers_and_merged_cells(paper: Paper):
    table = paper.document.add_table(rows=3, cols=2)
    for row, texts in zip(table.rows, (("A", "B"), ("c", "d"), ("", "e")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    paper.xml_row_header(table.rows[0])
    table.cell(1, 0).merge(table.cell(2, 0))
    assert chapter(paper) == (
        "<table><thead><tr><th><p>A</p></th><th><p>B</p></th></tr></thead><tbody>"
        '<tr><td rowspan="2"><p>c</p></td><td><p>d</p></td></tr><tr><td><p>e</p></td></tr>'
        "</tbody></table>"
    )


def test_cells_side_by_side_may_be_one(paper: Paper):
    table = paper.document.add_table(rows=2, cols=2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "wide"
    table.cell(1, 0).text, table.cell(1, 1).text = "l", "r"
    assert '<td colspan="2"><p>wide</p></td>' in chapter(paper)


def test_a_frame_around_text_is_no_table(paper: Paper):
    paper.document.add_table(rows=1, cols=1).cell(0, 0).text = "framed"
    assert chapter(paper) == "<p>framed</p>"


def test_links_of_the_web_and_of_mail_are_kept_others_lose_their_target(paper: Paper):
    line = paper.text("see ")
    paper.link(line, "https://example.org/a?b=1&c=2", "here")
    paper.link(line, "file:///etc/passwd", "there")
    assert chapter(paper) == (
        '<p>see <a href="https://example.org/a?b=1&amp;c=2">here</a>there</p>'
    )


def test_links_written_as_fields_are_links(paper: Paper):
    line = paper.text("see ")
    paper.xml(line, '<w:r><w:fldChar w:fldCharType="begin"/></w:r>')
    paper.xml(line, '<w:r><w:instrText> HYPERLINK "https://example.org/" </w:instrText></w:r>')
    paper.xml(line, '<w:r><w:fldChar w:fldCharType="separate"/></w:r>')
    paper.xml(line, "<w:r><w:t>here</w:t></w:r>")
    paper.xml(line, '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    line.add_run(" and not here")
    assert chapter(paper) == '<p>see <a href="https://example.org/">here</a> and not here</p>'


def test_a_field_that_never_ends_swallows_nothing(paper: Paper):
    paper.xml(paper.text("before "), '<w:r><w:fldChar w:fldCharType="begin"/></w:r>')
    paper.text("after")
    assert chapter(paper) == "<p>before </p><p>after</p>".replace(" </p>", "</p>", 1)


def test_quotations_are_quotations(paper: Paper):
    paper.text("said one", "Quote")
    paper.text("said two", "Intense Quote")
    paper.text("plain")
    assert chapter(paper) == ("<blockquote><p>said one</p><p>said two</p></blockquote><p>plain</p>")


def test_a_footnote_stands_at_its_call(paper: Paper):
    line = paper.text("Capacity improved")
    paper.note(line, "See annex 3 & 中文")
    line.add_run(".")
    assert chapter(paper) == (
        '<p>Capacity improved<span class="fn">See annex 3 &amp; 中文</span>.</p>'
    )
    assert read(paper).footnotes == 1


def test_a_footnote_that_is_not_called_is_left_over(paper: Paper):
    line = paper.text("Text.")
    paper.note(line, "Called.")
    paper.note(line, "Forgotten.")
    data = in_document(paper.bytes(), '<w:footnoteReference w:id="2"/>', "")
    (left,) = word.parse(data).leftovers
    assert (left.html, "Footnote" in left.place) == ("<p>Forgotten.</p>", True)


def test_insertions_are_kept_and_deletions_left_out(paper: Paper):
    line = paper.text("The project ")
    paper.xml(line, '<w:ins w:id="1" w:author="A"><w:r><w:t>greatly </w:t></w:r></w:ins>')
    paper.xml(
        line, '<w:del w:id="2" w:author="A"><w:r><w:delText>hardly </w:delText></w:r></w:del>'
    )
    line.add_run("helped.")
    report = read(paper)
    assert report.sections[0].html == "<p>The project greatly helped.</p>"
    assert any("1 insertions kept, 1 deletions left out" in remark for remark in report.remarks)


def test_a_paragraph_whose_mark_was_deleted_runs_on(paper: Paper):
    line = paper.text("One half ")
    paper.deleted_mark(line)
    paper.text("and the other.")
    assert chapter(paper) == "<p>One half and the other.</p>"


def test_a_deleted_row_is_gone(paper: Paper):
    paper.table(("a", "b"), ("c", "d"), ("e", "f"))
    paper.deleted_row(paper.document.tables[0].rows[1])
    assert "<p>c</p>" not in chapter(paper)
    assert "<p>e</p>" in chapter(paper)


def test_comments_and_hidden_text_are_set_aside_not_imported(paper: Paper):
    line = paper.text("Public. ")
    paper.document.add_comment(line.runs[0], text="Do not print this.", author="Ada")
    secret = line.add_run("secret")
    secret.font.hidden = True
    report = read(paper)
    assert report.sections[0].html == "<p>Public.</p>"
    assert report.leftovers == ()
    assert [row.html for row in report.set_aside] == [
        "<p>Ada: Do not print this.</p>",
        "<p>secret</p>",
    ]


def test_running_heads_are_set_aside(paper: Paper):
    paper.document.sections[0].header.paragraphs[0].text = "Draft of May"
    (aside,) = read(paper).set_aside
    assert aside.html == "<p>Draft of May</p>"


def test_text_boxes_go_on_as_text_and_only_once(paper: Paper):
    box = "<w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    paper.xml(
        paper.text("beside"),
        f"<w:r {mc}><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>",
    )
    assert chapter(paper) == "<p>beside</p><p>boxed</p>"


def test_a_picture_is_named_among_the_leftovers(paper: Paper):
    drawing = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    paper.xml(
        paper.text("below:"),
        f'<w:r {drawing}><w:drawing><wp:docPr id="1" name="p" descr="Map of China"/></w:drawing></w:r>',
    )
    (left,) = read(paper).leftovers
    assert left.html == "<p>Map of China</p>"
    assert left.place == "Picture: Introduction"


def test_symbols_hyphens_and_breaks_become_characters(paper: Paper):
    line = paper.text("a")
    paper.xml(line, '<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:sym w:char="03B1"/></w:r>')
    paper.xml(line, "<w:r><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:br/><w:t>c</w:t></w:r>")
    assert chapter(paper) == "<p>a≥α\u2011b<br>c</p>"


def test_the_table_of_contents_is_set_aside(paper: Paper):
    paper.xml(
        paper.text(""),
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>TOC \\o</w:instrText>'
        '<w:fldChar w:fldCharType="separate"/><w:t>Introduction 3</w:t></w:r>',
    )
    paper.xml(paper.text("Findings 7"), '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    paper.text("The text.")
    report = read(paper)
    assert report.sections[0].html == "<p>The text.</p>"
    assert report.set_aside[0].html == "<p>Introduction 3</p><p>Findings 7</p>"


def test_a_table_of_contents_without_end_stops_at_the_next_heading():
    paper = Paper()
    paper.xml(
        paper.text(""),
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>TOC</w:instrText>'
        '<w:fldChar w:fldCharType="separate"/></w:r>',
    )
    paper.heading("Introduction")
    paper.text("Not swallowed.")
    assert chapter(paper) == "<p>Not swallowed.</p>"


def test_what_looks_like_html_stays_text(paper: Paper):
    paper.text("<script>alert(1)</script> & <b>x</b>")
    assert (
        chapter(paper) == "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;x&lt;/b&gt;</p>"
    )


@pytest.mark.parametrize("depth", [40, 100, 5000])
def test_tables_within_tables_without_end_are_refused(paper: Paper, depth: int):
    paragraph = "<w:p><w:r><w:t>word</w:t></w:r></w:p>"
    opened = f"<w:tbl><w:tr><w:tc>{paragraph}</w:tc><w:tc>"
    nested = opened * depth + f"{paragraph}</w:tc></w:tr></w:tbl>" * depth
    data = in_document(paper.bytes(), "<w:sectPr", f"{nested}<w:sectPr")
    guard.check(data, "report.docx")
    with pytest.raises(Refused, match="too long or too deeply nested"):
        word.parse(data)


def test_a_file_whose_parts_do_not_fit_is_refused(paper: Paper):
    data = rezipped(paper.bytes(), lambda name, body: None if name == "_rels/.rels" else body)
    with pytest.raises(Refused, match="do not fit together"):
        word.parse(data)
