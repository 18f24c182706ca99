"""Takes the flat list of blocks apart into chapters, questions and numbered statements."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from mmsp.imports.word import vocabulary as words
from mmsp.imports.word.blocks import CONTENTS, HEADING, ITEM, MADE, PARAGRAPH, Block
from mmsp.imports.word.inline import cut, is_all, text_of
from mmsp.imports.word.named import Named, as_printed

COVER, SECTION, CRITERION, QUESTION, FINDING, STATEMENT, SET_ASIDE = (
    "cover", "section", "criterion", "question", "finding", "statement", "set_aside",
)  # fmt: skip
EMPTY = Block(PARAGRAPH)
LONGEST_TITLE = 200
STATEMENTS_OF = {
    words.CHAPTER: words.LISTS,
    **{kind: (kind,) for kind in words.LISTS},
}
_NAMES_AND_COUNTS = re.compile(r"[A-Za-z][A-Za-z. ]*\d")
_CONTENTS_LINE = re.compile(r"(?:\.{3,}|…|\t)\s*\d{1,3}$")


@dataclass
class Draft:
    """A part of the report with the blocks that stand in it.

    `what` is one of the words above; `kind` names it more closely (a section's kind, a
    criterion's code, a statement's list). Headings deeper than `level` belong to it. A `named` one
    is told by the document itself, as our own reports do.
    """

    what: str
    kind: str = ""
    title: Block = EMPTY
    number: int = 0
    level: int = 1
    start: int = 0
    blocks: list[Block] = field(default_factory=list)
    named: Named | None = None

    @property
    def name(self) -> str:
        return self.title.line


def labelled(block: Block) -> str:
    """The text behind its list's label where that is one like “EQ4.” or “R10:”; others only count."""
    return f"{block.label} {block.line}" if _NAMES_AND_COUNTS.match(block.label) else block.line


def without_label(block: Block, length: int) -> Block:
    """The block without the first characters of what `labelled` returned."""
    printed = len(labelled(block)) - len(block.line)
    return block.with_pieces(cut(block.pieces, max(length - printed, 0))[1])


class Chapters:
    """Walks through the blocks once and decides at each whether something new begins."""

    def __init__(self, blocks: Sequence[Block], parts: Mapping[str, Named] | None = None) -> None:
        self.blocks, self.parts = blocks, dict(parts or {})
        self.depth = 0  # headings deeper than this belong to the named part we are in; 0 in none
        self.has_headings = any(block.kind == HEADING for block in blocks)
        self.drafts = [Draft(COVER, level=0)]
        self.section = self.drafts[0]  # the chapter we are in
        self.criterion: Draft | None = None

    def split(self) -> list[Draft]:
        for at, block in enumerate(self.blocks):
            for name in block.places:
                if name in self.parts:
                    self._enter_named(self.parts.pop(name), block, at)
            if block.kind == HEADING and self.current.title is block:
                self.current.title = as_printed(block, self.current.named)
            elif block.kind in (CONTENTS, MADE) or self._is_contents_line(block):
                self._set_aside(block, at)
            elif draft := self._opened_by(block, at):
                draft.start = at
                self.drafts.append(draft)
            else:
                self.current.blocks.append(block)
        return self.drafts

    @property
    def current(self) -> Draft:
        return next(draft for draft in reversed(self.drafts) if draft.what != SET_ASIDE)

    def _enter_named(self, part: Named, block: Block, at: int) -> None:
        """A part that begins here because the document says so."""
        title = block if block.kind == HEADING else EMPTY
        level = block.level + 1 if part.what == SECTION and title is block else 2
        draft = Draft(part.what, part.kind, title, part.number, level, start=at, named=part)
        self.depth = 2 if part.what in (SECTION, CRITERION) else 3
        if part.what == SECTION:
            self._enter(draft)
        elif part.what == CRITERION:
            self.criterion = draft
        self.drafts.append(draft)

    def _set_aside(self, block: Block, at: int) -> None:
        kind = MADE if block.kind == MADE else words.CONTENTS
        if self.drafts[-1].what != SET_ASIDE or self.drafts[-1].kind != kind:
            self.drafts.append(Draft(SET_ASIDE, kind, start=at))
        self.drafts[-1].blocks.append(block)

    def _is_contents_line(self, block: Block) -> bool:
        """A table of contents typed by hand, below its heading."""
        last = self.drafts[-1]
        is_below = (last.what, last.kind) == (SET_ASIDE, words.CONTENTS) and block.kind == PARAGRAPH
        return is_below and bool(_CONTENTS_LINE.search(text_of(block.pieces)))

    def _opened_by(self, block: Block, at: int) -> Draft | None:
        if self.depth and (block.kind != HEADING or block.level > self.depth):
            return None
        self.depth = 0
        if block.kind == HEADING:
            return self._by_heading(block, at)
        if block.kind in (PARAGRAPH, ITEM):
            return self._by_paragraph(block)
        return None

    def _by_heading(self, block: Block, at: int) -> Draft | None:
        if block.level > self.section.level and self._keeps_subheadings():
            return None
        return (
            self._question(block)
            or self._statement(block)
            or self._standard_criterion(block)
            or self._chapter(block)
            or self._own_criterion(block, at)
            or self._plain_chapter(block)
        )

    def _keeps_subheadings(self) -> bool:
        """Chapters of known kind hold no questions: an executive summary has its own “Conclusions”."""
        taken_apart = {words.FINDINGS, words.OTHER, *words.RESULTS}
        return self.section.what == SECTION and self.section.kind not in taken_apart

    def _by_paragraph(self, block: Block) -> Draft | None:
        if self.section.what == COVER or self._keeps_subheadings():
            return self._bold_chapter(block)
        if self.section.kind in words.RESULTS:
            return self._statement(block) or self._bold_chapter(block)
        return (
            self._labelled_question(block)
            or self._bold_criterion(block)
            or self._bold_chapter(block)
        )

    def _question(self, block: Block) -> Draft | None:
        """A heading “EQ4. ...”, or below a criterion any heading that asks."""
        label = words.question_label(labelled(block))
        asks = (
            self.criterion
            and block.level > self.criterion.level
            and block.line.endswith(("?", "？"))
        )
        if self.section.kind in words.RESULTS or (label is None and not asks):
            return None
        if label and label.part and self._is_part(label):
            return None
        number = label.number if label and not label.part else 0
        return self._asked(without_label(block, label.length if label else 0), number)

    def _labelled_question(self, block: Block) -> Draft | None:
        label = words.question_label(labelled(block))
        if label is None or label.part or not label.is_marked:
            return None
        if not {"?", "？"} & set(block.line) and not is_all(block.pieces, "strong"):
            return None
        return self._asked(without_label(block, label.length), label.number)

    def _is_part(self, label: words.Label) -> bool:
        """“EQ2.1” below EQ2 is a part of it."""
        return self.current.what == QUESTION and self.current.number == label.number

    def _asked(self, title: Block, number: int) -> Draft:
        if self.section.kind != words.FINDINGS:
            self._enter(Draft(SECTION, words.FINDINGS, level=max(title.level - 1, 1)))
        level = self.criterion.level if self.criterion else self.section.level
        return Draft(QUESTION, self._criterion_code(), title, number, level)

    def _criterion_code(self) -> str:
        return self.criterion.kind if self.criterion else ""

    def _standard_criterion(self, block: Block) -> Draft | None:
        code = words.criterion_of(block.line)
        return self._criterion_draft(code, block, block.level) if code else None

    def _bold_criterion(self, block: Block) -> Draft | None:
        if not self._is_bold_title(block) or not words.criterion_of(block.line):
            return None
        level = self.criterion.level if self.criterion else self.section.level + 1
        return self._criterion_draft(words.criterion_of(block.line), block, level)

    def _own_criterion(self, block: Block, at: int) -> Draft | None:
        """A heading of the criteria's level that is followed by questions of its own."""
        if self.section.kind != words.FINDINGS:
            return None
        level = self.criterion.level if self.criterion else self.section.level + 1
        if block.level != level or not self._asks_below(at, level):
            return None
        return self._criterion_draft(words.code_of(words.without_number(block.line)), block, level)

    def _asks_below(self, at: int, level: int) -> bool:
        for block in self.blocks[at + 1 :]:
            if block.kind == HEADING and block.level <= level:
                return False
            if words.question_label(labelled(block)):
                return True
        return False

    def _criterion_draft(self, code: str, block: Block, level: int) -> Draft:
        if self.section.kind != words.FINDINGS:
            self._enter(Draft(SECTION, words.FINDINGS, level=level - 1))
        self.criterion = Draft(CRITERION, code, block, level=level)
        return self.criterion

    def _statement(self, block: Block) -> Draft | None:
        """“R3. ...” in the chapter where it belongs; an unmarked label counts only when bold."""
        for kind in STATEMENTS_OF.get(self.section.kind, ()):
            label = words.statement_label(kind, labelled(block))
            if (
                label
                and self._is_next(kind, label)
                and (label.is_marked or self._stands_out(block))
            ):
                return Draft(
                    STATEMENT,
                    kind,
                    without_label(block, label.length),
                    label.number,
                    self.section.level,
                )
        return None

    def _is_next(self, kind: str, label: words.Label) -> bool:
        """A number that was there before is a reference, not a new statement."""
        taken = {d.number for d in self.drafts if d.what == STATEMENT and d.kind == kind}
        return label.number not in taken

    def _stands_out(self, block: Block) -> bool:
        return block.kind == HEADING or "strong" in block.pieces[0].marks

    def _chapter(self, block: Block) -> Draft | None:
        kind = words.chapter_of(block.line)
        if not kind:
            return None
        if kind == words.CONTENTS:
            return Draft(SET_ASIDE, kind, block, blocks=[block])
        return self._enter(Draft(SECTION, kind, block, level=block.level))

    def _bold_chapter(self, block: Block) -> Draft | None:
        """A bold line that names a chapter, in a document that has no headings at all."""
        if self.has_headings or not self._is_bold_title(block) or not words.chapter_of(block.line):
            return None
        return self._enter(Draft(SECTION, words.chapter_of(block.line), block, level=1))

    def _plain_chapter(self, block: Block) -> Draft | None:
        if self.section.what == COVER or block.level > self.current.level:
            return None
        return self._enter(Draft(SECTION, words.OTHER, block, level=block.level))

    def _enter(self, section: Draft) -> Draft:
        self.section, self.criterion = section, None
        return section

    @staticmethod
    def _is_bold_title(block: Block) -> bool:
        return len(block.line) <= LONGEST_TITLE and is_all(block.pieces, "strong")
