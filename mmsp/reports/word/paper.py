"""An empty paper: A4, our styles, the language of its text, page numbers."""

import datetime
import io
import zlib
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from mmsp.reports.houses import House
from mmsp.reports.packing import undated

SANS, CHINESE = "Arial", "Microsoft YaHei"
BLUE, QUIET = RGBColor(0x00, 0x33, 0x99), RGBColor(0x57, 0x60, 0x6A)
SHORT_SIDE, LONG_SIDE, MARGIN = Mm(210), Mm(297), Mm(20)
LONGEST_PLACE = 40
WIDTH_OF_LANDSCAPE = 257  # millimetres between the margins
HEADINGS = {"Heading 1": 18, "Heading 2": 14, "Heading 3": 11, "Heading 4": 10}


def new_paper(title: str, lang: str, written_on: datetime.date, *, landscape: bool = False) -> Any:
    """A document in our styles; `lang` is a BCP 47 tag."""
    document = Document()
    _describe(document, title, lang, written_on)
    _set_styles(document, lang)
    set_page(document.sections[0], landscape=landscape)
    _remember_styles(document.part)
    return document


def _remember_styles(part: Any) -> None:
    """python-docx looks through all styles for each paragraph: most of the time that a paper takes."""
    ask, known = part.get_style_id, {}

    def style_id(style: Any, kind: Any) -> str | None:
        key = (style if style is None or isinstance(style, str) else style.style_id), kind
        if key not in known:
            known[key] = ask(style, kind)
        return known[key]

    part.get_style_id = style_id


def set_page(section: Any, *, landscape: bool) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    sides = (LONG_SIDE, SHORT_SIDE) if landscape else (SHORT_SIDE, LONG_SIDE)
    section.page_width, section.page_height = sides
    section.left_margin = section.right_margin = MARGIN
    section.top_margin = section.bottom_margin = MARGIN


def new_section(document: Any, *, landscape: bool) -> Any:
    """From the next page on, upright or turned."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    set_page(section, landscape=landscape)
    return section


def number_pages(section: Any, words: str) -> None:
    """The words at the foot of every page, and its number of how many."""
    paragraph = section.footer.paragraphs[0]
    paragraph.style = section.part.document.styles["Footer"]
    paragraph.add_run(f"{words} · ")
    add_field(paragraph, "PAGE")
    paragraph.add_run(" / ")
    add_field(paragraph, "NUMPAGES")


def mark_place(paragraph: Any, name: str, number: int | None = None) -> None:
    """Lets links within the paper lead to the paragraph; `number` saves counting the marks before it."""
    if number is None:
        known = paragraph._p.getroottree().iter(qn("w:bookmarkStart"))
        number = sum(1 for _mark in known)
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(qn("w:id"), str(number))
    start.set(qn("w:name"), place_name(name))
    paragraph._p.append(start)
    paragraph._p.append(end)


def place_name(anchor: str) -> str:
    """The anchor as Word takes it: of forty characters at most."""
    if len(anchor) <= LONGEST_PLACE:
        return anchor
    return f"{anchor[: LONGEST_PLACE - 9]}-{zlib.crc32(anchor.encode()):08x}"


def bytes_of(document: Any) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return undated(file.getvalue())


def in_short(words: str) -> str:
    """As long as a property of a document may be; python-docx refuses more."""
    return words[:255]


def _describe(document: Any, title: str, lang: str, written_on: datetime.date) -> None:
    about = document.core_properties
    about.title, about.language, about.author, about.comments = in_short(title), lang, "", ""
    about.created = about.modified = datetime.datetime.combine(written_on, datetime.time(12))


def _set_styles(document: Any, lang: str) -> None:
    styles = document.styles
    set_font(styles["Normal"], 10)
    _set_language(styles.element, lang)
    styles["Normal"].paragraph_format.space_after = Pt(4)
    for name, size in HEADINGS.items():
        set_font(styles[name], size)
        styles[name].font.color.rgb = BLUE
        styles[name].font.italic = False
    set_font(styles["Subtitle"], 11)
    styles["Subtitle"].font.color.rgb = QUIET
    styles["Subtitle"].font.italic = False
    set_font(styles["Footer"], 8)
    note = _add_style(styles, "Footnote Text", WD_STYLE_TYPE.PARAGRAPH)
    note.base_style, note.font.size = styles["Normal"], Pt(8.5)
    note.paragraph_format.space_after = Pt(2)
    _add_style(styles, "Footnote Reference", WD_STYLE_TYPE.CHARACTER).font.superscript = True
    link = _add_style(styles, "Hyperlink", WD_STYLE_TYPE.CHARACTER).font
    link.color.rgb, link.underline = BLUE, True


def dress(document: Any, house: House) -> None:
    """Every style that is blue in the blue of the house; the typeface is Arial in all of them."""
    for style in document.styles:
        font = getattr(style, "font", None)
        if font is not None and font.color.rgb == BLUE:
            font.color.rgb = RGBColor.from_string(house.blue.upper())


def set_font(style: Any, size: float) -> None:
    style.font.name, style.font.size = SANS, Pt(size)
    fonts = style.element.rPr.rFonts
    for which in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{which}"), None)
    fonts.set(qn("w:eastAsia"), CHINESE)


def _set_language(styles: Any, lang: str) -> None:
    """What the spelling is checked by."""
    tag = styles.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    is_chinese = lang.lower().startswith("zh")
    tag.set(qn("w:eastAsia" if is_chinese else "w:val"), lang)


def _add_style(styles: Any, name: str, kind: WD_STYLE_TYPE) -> Any:
    return styles[name] if name in styles else styles.add_style(name, kind)


def add_field(paragraph: Any, instruction: str, shown: str = "1") -> None:
    """A number that Word reckons."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = shown
    run.append(text)
    field.append(run)
    paragraph._p.append(field)
