"""The numbers of chapters and annexes as Word itself counts them, so that a chapter that is added or moved
numbers the others anew. EQ 3, F4, C1, L2 and R5 stay words: they are names of records."""

import re
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

CHAPTER = re.compile(r"\d+(?:\.\d+)?")
CHAPTERS = ("%1", "%1.%2")


class HeadingNumbers:
    """`annex` is how an annex is called, with %1 in place of its number."""

    def __init__(self, document: Any, annex: str) -> None:
        self.numbering = document.part.numbering_part.element
        self.annex = annex
        self.lists: dict[tuple[str, ...], int] = {}

    def take_over(self, paragraph: Any, printed: str) -> bool:
        """Whether Word counts what the paper prints before a heading; if so, it does from now on."""
        if CHAPTER.fullmatch(printed):
            self._count(paragraph, CHAPTERS, printed.count("."))
        elif re.fullmatch(re.escape(self.annex).replace("%1", r"\d+"), printed):
            self._count(paragraph, (self.annex,), 0)
        else:
            return False
        return True

    def _count(self, paragraph: Any, formats: tuple[str, ...], level: int) -> None:
        if formats not in self.lists:
            self.lists[formats] = self.numbering.add_num(self._describe(formats)).numId
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = level
        properties.get_or_add_numId().val = self.lists[formats]

    def _describe(self, formats: tuple[str, ...]) -> int:
        known = self.numbering.findall(qn("w:abstractNum"))
        number = 1 + max((int(each.get(qn("w:abstractNumId"))) for each in known), default=0)
        levels = "".join(_level(level, shown) for level, shown in enumerate(formats))
        xml = (
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">'
            f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        )
        # The format wants all of these before the first list.
        self.numbering.insert(len(known), parse_xml(xml))
        return number


def _level(level: int, shown: str) -> str:
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:suff w:val="space"/>'
        f'<w:lvlText w:val="{shown}"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl>'
    )
