"""The look of a report in Word: the styles, pages, running heads and facts of its file."""

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from mmsp.reports.houses import House
from mmsp.reports.shapes import ReportContent
from mmsp.reports.word import contents
from mmsp.reports.word.paper import (
    BLUE,
    QUIET,
    WIDTH_OF_LANDSCAPE,
    add_field,
    dress,
    in_short,
    set_font,
)

INK, AMBER = RGBColor(0x1B, 0x1F, 0x24), RGBColor(0x8A, 0x5C, 0x00)
BELOW_ANSWER = Pt(9)
MARGIN, WIDTH = Mm(25), 160  # of upright pages, and the millimetres between the margins
# What a report makes of its records stands in styles of this name; the import leaves it alone.
MADE = "MMSP"
(LABEL, NOTE, ANSWER, FACT, CELL, HEAD, QUIET_CELL, CELL_LIST, STRONG, CONTENTS, TITLE, CAPTION, COVER, GAP, SMALL,
 POINT) = (
    f"{MADE} {name}"
    for name in (
        "label", "note", "answer", "fact", "cell", "head", "quiet", "list", "strong", "contents", "title",
        "caption", "cover", "gap", "small", "point",
    )
)  # fmt: skip
# Of what does come in again.
PAIR, PAIR_HEAD, SHORT_ANSWER = "Table text", "Table head", "Short answer"
SIZES = {"Heading 1": 20, "Heading 2": 15, "Heading 3": 12, "Heading 4": 11, "Heading 5": 11}
SPACES = {"Heading 1": (0, 18), "Heading 2": (18, 8), "Heading 3": (14, 6), "Heading 4": (10, 4)}
TINT, RULE, GREY = "EEF2FB", "003399", "BFC6CE"
BORDERS = tuple(f"w:{side}" for side in ("top", "left", "bottom", "right", "insideH", "insideV"))


def width(*, turned: bool) -> int:
    return WIDTH_OF_LANDSCAPE if turned else WIDTH


def describe(document: Any, content: ReportContent) -> None:
    """What a register of files asks for."""
    update = parse_xml(f'<w:updateFields {nsdecls("w")} w:val="true"/>')
    document.settings.element.insert_element_before(update, "w:compat")
    about, cover = document.core_properties, content.cover
    about.author = in_short(cover.contractor or ", ".join(each.name for each in cover.authors))
    about.subject, about.category = in_short(content.short_title), cover.kind
    about.version, about.identifier = cover.number, cover.reference
    about.content_status = cover.stage


def set_styles(document: Any, house: House) -> None:
    styles = document.styles
    text = styles["Normal"]
    text.font.size, text.font.color.rgb = Pt(11), INK
    text.paragraph_format.space_after = Pt(7)
    text.paragraph_format.line_spacing = house.line_spacing
    text.paragraph_format.widow_control = True
    for name, size in SIZES.items():
        _heading(styles[name], size, *SPACES.get(name, (8, 3)))
    for name, before, after in ((CONTENTS, 0, 12), (TITLE, 0, 6)):
        big = _add(styles, name, 20 if name == CONTENTS else 28, before=before, after=after).font
        big.color.rgb, big.bold = BLUE, True
    _add(styles, LABEL, 11, before=8, after=3).font.bold = True
    _add(styles, NOTE, 9, before=2, after=6).font.color.rgb = QUIET
    _add(styles, STRONG, 10, after=3).font.bold = True
    for name in (ANSWER, SHORT_ANSWER):
        _box(_add(styles, name, 11, after=0))
    for name in (CELL, PAIR, HEAD, PAIR_HEAD, QUIET_CELL):
        cell = _add(styles, name, 9, after=2)
        cell.font.bold = name in (HEAD, PAIR_HEAD)
        cell.paragraph_format.line_spacing = 1.1
    _add(styles, CAPTION, 10.5, before=8, after=4).font.bold = True
    _add(styles, COVER, 9.5, after=2)
    _add(styles, GAP, 4).paragraph_format.line_spacing = Pt(8)
    _add(styles, CELL_LIST, 9, after=1).base_style = styles["List Paragraph"]
    styles[QUIET_CELL].font.color.rgb = QUIET
    _hang(_add(styles, FACT, 9, after=2), 38)
    _hang(_add(styles, POINT, 9.5, after=2), 9)
    small = styles.add_style(SMALL, WD_STYLE_TYPE.CHARACTER).font
    small.size, small.color.rgb = Pt(9), BLUE
    for name in ("Header", "Footer"):
        styles[name].paragraph_format.tab_stops.clear_all()
        set_font(styles[name], 8.5)
        styles[name].font.color.rgb = QUIET
    for border in styles["Table Grid"].element.iter(*map(qn, BORDERS)):
        border.set(qn("w:color"), GREY)
    contents.set_styles(document, WIDTH)
    dress(document, house)


def set_title(style: Any, size: float) -> None:
    """The title of a paper without a cover."""
    set_font(style, size)
    style.font.color.rgb, style.font.bold = BLUE, True
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(0), Pt(8)
    style.paragraph_format.keep_with_next = True
    if (border := style.element.pPr.find(qn("w:pBdr"))) is not None:
        style.element.pPr.remove(border)


def furnish(section: Any, article: Any, *, turned: bool) -> None:
    """Margins, and what stands at the head and the foot of every page but the cover, as the element
    of the paper's HTML says it."""
    if not turned:
        section.left_margin = section.right_margin = MARGIN
    section.top_margin = section.bottom_margin = Mm(27)
    section.header_distance = section.footer_distance = Mm(13)
    section.different_first_page_header_footer = _is_first(section)
    head = _line(section.header, width(turned=turned))
    head.add_run(f"{article.get('data-head')}\t")
    add_field(head, "STYLEREF 1", "")
    say_page(_line(section.footer, width(turned=turned)), article)


def furnish_plain(section: Any, article: Any, width: float) -> None:
    """The same for a paper without a cover and chapters."""
    _line(section.header, width).add_run(article.get("data-head"))
    say_page(_line(section.footer, width), article)


def say_page(foot: Any, article: Any) -> None:
    """That it is a draft, if it is, and which page of how many."""
    draft = foot.add_run(article.get("data-draft", ""))
    draft.font.color.rgb = AMBER
    foot.add_run(f"\t{article.get('data-page')} ")
    add_field(foot, "PAGE")
    foot.add_run(f" {article.get('data-of')} ")
    add_field(foot, "NUMPAGES")
    if article.get("lang", "").startswith("zh"):
        foot.add_run(" 页")


def break_page(paragraph: Any) -> None:
    paragraph.paragraph_format.page_break_before = True


def _is_first(section: Any) -> bool:
    return section._document_part.document.sections[0]._sectPr is section._sectPr


def _line(part: Any, width: float) -> Any:
    """The one line of a head or foot, with a stop at its right end."""
    part.is_linked_to_previous = False
    paragraph = part.paragraphs[0]
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(Mm(width), WD_TAB_ALIGNMENT.RIGHT)
    return paragraph


def _heading(style: Any, size: float, before: float, after: float) -> None:
    style.font.size = Pt(size)
    style.font.color.rgb = BLUE if style.name in ("Heading 1", "Heading 2") else INK
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.keep_with_next = True


def _add(styles: Any, name: str, size: float, *, before: float = 0, after: float = 0) -> Any:
    style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style, style.font.size = styles["Normal"], Pt(size)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    return style


def _hang(style: Any, room: float) -> None:
    """What stands before the first tab hangs to the left, in so many millimetres."""
    shape = style.paragraph_format
    shape.left_indent, shape.first_line_indent = Mm(room), Mm(-room)
    shape.tab_stops.add_tab_stop(Mm(room))


def _box(style: Any) -> None:
    box(style.element.get_or_add_pPr())
    style.paragraph_format.left_indent = Mm(4)
    style.paragraph_format.right_indent = Mm(2)


def box(properties: Any) -> None:
    """A tint with a rule at its left, as the printed short answer has, for a paragraph or a style."""
    border = f'<w:pBdr {nsdecls("w")}><w:left w:val="single" w:sz="18" w:space="8" w:color="{RULE}"/></w:pBdr>'
    shade = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{TINT}"/>'
    for xml in (border, shade):
        properties.insert_element_before(
            parse_xml(xml), "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc",
            "w:outlineLvl",
        )  # fmt: skip
