"""The numbers of chapters and annexes as Word itself counts them, so that a chapter that is added or moved
numbers the others anew. EQ 3, F4, C1, L2 and R5 stay words: they are names of records."""

import re
from typing import Any

from mmsp.reports.word.lists import describe

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
            levels = "".join(_level(at, shown) for at, shown in enumerate(formats))
            described = describe(self.numbering, levels)
            self.lists[formats] = self.numbering.add_num(described).numId
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = level
        properties.get_or_add_numId().val = self.lists[formats]


def _level(level: int, shown: str) -> str:
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:suff w:val="space"/>'
        f'<w:lvlText w:val="{shown}"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl>'
    )
