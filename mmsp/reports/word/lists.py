"""Lists of any depth: bullets and numbers that begin anew, as Word itself counts them."""

from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

DEEPEST = 8
BULLETS = "•–▪"
COUNTS = (("decimal", "."), ("lowerLetter", ")"), ("lowerRoman", "."))
INDENT, HANGING = 360, 360  # twentieths of a point, a level


class Lists:
    """The lists of one document."""

    def __init__(self, document: Any) -> None:
        self.numbering = document.part.numbering_part.element
        self.style = document.styles["List Paragraph"]
        self.kinds: dict[bool, int] = {}

    def begin(self, *, ordered: bool, level: int = 0, start: int = 1) -> int:
        """A list of its own; the number that its paragraphs belong to."""
        num = self.numbering.add_num(self._kind(ordered))
        if ordered:
            num.add_lvlOverride(ilvl=min(level, DEEPEST)).add_startOverride(start)
        return num.numId

    def enter(self, paragraph: Any, list_id: int, level: int) -> None:
        """Makes a paragraph an item."""
        paragraph.style = self.style
        paragraph.paragraph_format.space_after = 0
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = min(level, DEEPEST)
        properties.get_or_add_numId().val = list_id

    def _kind(self, ordered: bool) -> int:
        """How such lists look; described once in the document."""
        if ordered not in self.kinds:
            levels = "".join(_level(level, ordered) for level in range(DEEPEST + 1))
            self.kinds[ordered] = describe(self.numbering, levels)
        return self.kinds[ordered]


def describe(numbering: Any, levels: str) -> int:
    """Adds how lists look, given as the XML of their levels; the number that they refer to it by."""
    known = numbering.findall(qn("w:abstractNum"))
    number = 1 + max((int(each.get(qn("w:abstractNumId"))) for each in known), default=0)
    xml = (
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">'
        f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    )
    # The format wants all of these before the first list.
    numbering.insert(len(known), parse_xml(xml))
    return number


def _level(level: int, ordered: bool) -> str:
    kind, end = COUNTS[level % len(COUNTS)] if ordered else ("bullet", "")
    text = f"%{level + 1}{end}" if ordered else BULLETS[level % len(BULLETS)]
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr>'
        f'<w:ind w:left="{INDENT * (level + 1)}" w:hanging="{HANGING}"/></w:pPr></w:lvl>'
    )
