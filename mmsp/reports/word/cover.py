"""The cover: who asked for the report, its title and facts, emblem and funding line side by side."""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from mmsp.reports.shapes import MatrixContent
from mmsp.reports.spacing import one_line
from mmsp.reports.word import look
from mmsp.reports.word.paper import BLUE, QUIET

EMBLEM = Path(__file__).with_name("emblem.png")
# The emblem begins where the text does.
NO_MARGIN = f'<w:tblCellMar {nsdecls("w")}><w:left w:w="0" w:type="dxa"/></w:tblCellMar>'
EMBLEM_WIDTH, FUNDING = 25.5, (32, 128)  # millimetres: the emblem, its column and the sentence's
# Size, space before, and whether it stands out, by the class that print.css sets it by.
LINES: dict[str, tuple[float, float, bool]] = {
    "p-cover-body": (12, 0, True), "p-cover-kind": (15, 80, False), "p-cover-other": (16, 10, False),
    "p-cover-stage": (13, 30, False), "p-cover-disclaimer": (8.5, 10, False),
}  # fmt: skip


def add_cover(document: Any, cover: Any) -> None:
    """`cover` is the element of the paper's HTML."""
    _line(document, cover.find(".//p[@class='p-cover-body']"))
    title = cover.find("div[@class='p-cover-title']")
    for each in title:
        _title(document, each) if each.tag == "h1" else _line(document, each)
    _line(document, cover.find(".//p[@class='p-cover-stage']"))
    for each in cover.findall(".//dl/div"):
        _fact(document, each)
    for each in cover.find_class("p-cover-funding"):
        add_funding(document, each, above=90)
    for each in cover.findall(".//div[@class='p-cover-makers']/p"):
        _line(document, each)
    _line(document, cover.find(".//p[@class='p-cover-disclaimer']"))


def _title(document: Any, element: Any) -> None:
    paragraph = document.add_paragraph(_words(element), style=look.TITLE)
    if element.getprevious() is None:
        paragraph.paragraph_format.space_before = Pt(80)


def _line(document: Any, element: Any) -> None:
    if element is None or not _words(element):
        return
    size, before, stands_out = LINES.get(element.get("class", ""), (9.5, 4, False))
    for at, words in enumerate(_lines(element)):
        paragraph = document.add_paragraph(style=look.COVER)
        run = paragraph.add_run(words)
        run.font.size, run.bold = Pt(size), stands_out
        run.font.color.rgb = QUIET
        paragraph.paragraph_format.space_before = Pt(before if at == 0 else 0)
        paragraph.paragraph_format.space_after = Pt(2)


def _fact(document: Any, element: Any) -> None:
    name, value = element.find("dt"), element.find("dd")
    paragraph = document.add_paragraph(style=look.FACT)
    paragraph.add_run(f"{_words(name)}\t").font.color.rgb = QUIET
    for at, words in enumerate(_lines(value)):
        run = paragraph.add_run()
        if at:
            run.add_break()
        run.add_text(words)


def add_funding(document: Any, element: Any, *, above: float) -> None:
    """The sentence, beside the emblem where the Union pays; `above` are the points left free."""
    document.add_paragraph(style=look.COVER).paragraph_format.space_before = Pt(above)
    if element.find("svg") is None:
        _sentence(document.add_paragraph(style=look.COVER), element)
        return
    table = document.add_table(1, 2)
    table.autofit = False
    table._tbl.tblPr.insert_element_before(parse_xml(NO_MARGIN), "w:tblLook")
    for column, width in zip(table.columns, FUNDING, strict=True):
        column.width = Mm(width)
    for cell, width in zip(table.row_cells(0), FUNDING, strict=True):
        cell.width, cell.vertical_alignment = Mm(width), WD_ALIGN_VERTICAL.CENTER
        cell.paragraphs[0].style = document.styles[look.COVER]
    shown, said = (cell.paragraphs[0] for cell in table.row_cells(0))
    shown.paragraph_format.keep_with_next = said.paragraph_format.keep_with_next = True
    _emblem(shown, element.find("svg").get("aria-label"))
    _sentence(said, element)


def add_funding_below(document: Any, content: MatrixContent) -> None:
    """The same at the end of a form that is read by its tables: in paragraphs."""
    if content.funding_line:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_before = Pt(14)
        paragraph.paragraph_format.keep_with_next = True
        if content.is_eu_funded:
            _emblem(paragraph, _("Emblem of the European Union"))
            paragraph.add_run("  ")
        run = paragraph.add_run(content.funding_line)
        run.bold, run.font.size, run.font.color.rgb = True, Pt(11), BLUE
    if content.disclaimer:
        run = document.add_paragraph().add_run(content.disclaimer)
        run.font.size, run.font.color.rgb = Pt(8.5), QUIET


def _emblem(paragraph: Any, words: str) -> None:
    picture = paragraph.add_run().add_picture(str(EMBLEM), width=Mm(EMBLEM_WIDTH))
    picture._inline.find(qn("wp:docPr")).set("descr", words)


def _sentence(paragraph: Any, element: Any) -> None:
    run = paragraph.add_run(_words(element.find("p")))
    run.bold, run.font.size, run.font.color.rgb = True, Pt(12), BLUE


def _words(element: Any) -> str:
    return one_line(element.text_content())


def _lines(element: Any) -> list[str]:
    """The words, parted where the element breaks its lines."""
    for each in element.iter("br"):
        each.tail = f"\n{each.tail or ''}"
    lines = (line for line in element.text_content().replace("\n\n", "\n").split("\n"))
    return [one_line(line) for line in lines if line.strip()]
