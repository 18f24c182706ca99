"""The table of contents as a field of Word: filled already, and filled anew when the file is opened."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from mmsp.reports.word.paper import place_name

INSTRUCTION = ' TOC \\o "1-2" \\h \\z \\u '
LEVELS = 2


@dataclass(frozen=True, slots=True)
class Entry:
    level: int
    words: str
    anchor: str


def set_styles(document: Any, width: int) -> None:
    """What entries look like; `width` are the millimetres between the margins."""
    for level in range(1, LEVELS + 1):
        style = document.styles.add_style(f"toc {level}", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        style.base_style, style.font.bold = document.styles["Normal"], level == 1
        shape = style.paragraph_format
        shape.left_indent, shape.space_after = Mm(8 * (level - 1)), Pt(2)
        shape.space_before = Pt(5 if level == 1 else 0)
        shape.tab_stops.add_tab_stop(Mm(width), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)


def add_contents(document: Any, entries: Sequence[Entry]) -> None:
    """One field around all entries, each of which leads to its heading and tells its page."""
    for at, entry in enumerate(entries):
        paragraph = document.add_paragraph(style=f"toc {entry.level}")._p
        if at == 0:
            _begin(paragraph, INSTRUCTION, is_dirty=True)
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), place_name(entry.anchor))
        paragraph.append(link)
        _say(link, entry.words)
        _add(link, "w:tab")
        _begin(link, f" PAGEREF {place_name(entry.anchor)} \\h ")
        _say(link, " ")
        _mark(link, "end")
        if at == len(entries) - 1:
            _mark(paragraph, "end")


def _begin(parent: Any, instruction: str, *, is_dirty: bool = False) -> None:
    """A field up to its result; a dirty one is reckoned when the document is opened."""
    mark = _mark(parent, "begin")
    if is_dirty:
        mark.set(qn("w:dirty"), "true")
    _add(parent, "w:instrText").text = instruction
    _mark(parent, "separate")


def _mark(parent: Any, kind: str) -> Any:
    mark = _add(parent, "w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    return mark


def _say(parent: Any, words: str) -> None:
    _add(parent, "w:t").text = words


def _add(parent: Any, name: str) -> Any:
    """An element in a run of its own."""
    run, element = OxmlElement("w:r"), OxmlElement(name)
    if name in ("w:t", "w:instrText"):
        element.set(qn("xml:space"), "preserve")
    run.append(element)
    parent.append(run)
    return element
