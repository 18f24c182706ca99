"""Turns drafts into a ParsedReport: what each part says, and where the rest goes."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from editing import richtext
from mmsp.imports import parsed
from mmsp.imports.word import chapters, vocabulary
from mmsp.imports.word.answers import asked
from mmsp.imports.word.blocks import (
    ANSWER,
    HEADING,
    ITEM,
    MADE,
    TABLE,
    Block,
    html_of_blocks,
    paragraphs,
)
from mmsp.imports.word.chapters import Chapters, Draft
from mmsp.imports.word.cover import CoverReader
from mmsp.imports.word.named import Named, parts_of, said
from mmsp.imports.word.reader import Reader
from mmsp.imports.word.statements import gathered, unlabelled

LONGEST_TITLE = 300
LONGEST_SHORT = 40
LONGEST_NAME = 120
OTHER_QUESTIONS = "other_questions"
INTRODUCTIONS = {
    vocabulary.FINDINGS: "findings_intro",
    vocabulary.CHAPTER: "conclusions_intro",
    vocabulary.CONCLUSIONS: "conclusions_intro",
}
_NOTE = '<span class="fn">'
_PAIR = re.compile(r"([^\s:–—-][^:–—\t]{0,38}?)\s*(?:\t+|:|\s[–—-]\s)\s*(\S.*)")


def understood(reader: Reader) -> parsed.ParsedReport:
    """The whole report. Raises editing.richtext.TooMuch for texts no editor could open."""
    return Report(reader).read()


@dataclass
class Report:
    """The report as it is being put together, draft by draft in the order of the document."""

    reader: Reader
    sections: list[parsed.Section] = field(default_factory=list)
    abbreviations: dict[str, str] = field(default_factory=dict)
    criteria: dict[str, tuple[str, list[parsed.Question]]] = field(default_factory=dict)
    findings: list[parsed.Finding] = field(default_factory=list)
    statements: dict[str, list[parsed.Statement]] = field(default_factory=dict)
    leftovers: list[parsed.Placed] = field(default_factory=list)
    set_aside: list[parsed.Placed] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    cover: parsed.Cover = field(default_factory=parsed.Cover)

    def read(self) -> parsed.ParsedReport:
        drafts = Chapters(self.reader.blocks, parts_of(self.reader.package)).split()
        for draft in drafts:
            if draft.named:
                self._take_named(draft, draft.named, drafts)
            else:
                self._take(draft, drafts)
        self._asides(drafts)
        self._remark_on_document()
        return self._finished()

    def _take_named(self, draft: Draft, part: Named, drafts: list[Draft]) -> None:
        match part.what:
            case chapters.QUESTION:
                self._named_question(draft, part, drafts)
            case chapters.FINDING:
                self._finding(draft, part)
            case chapters.STATEMENT:
                self._named_statement(draft, part)
            case _:
                self._take(draft, drafts)

    def _take(self, draft: Draft, drafts: list[Draft]) -> None:
        match draft.what:
            case chapters.COVER:
                self._cover(draft)
            case chapters.SET_ASIDE:
                self._contents(draft)
            case chapters.CRITERION:
                self._criterion(draft)
            case chapters.QUESTION:
                self._question(draft)
            case chapters.STATEMENT:
                self._statement(draft)
            case _:
                self._section(draft, drafts)

    def _cover(self, draft: Draft) -> None:
        reading = CoverReader().read(draft.blocks)
        self.cover = reading.cover()
        self._leave(_("Cover page"), reading.unused)
        self._notes_of(_("Cover page"), reading.used)

    def _contents(self, draft: Draft) -> None:
        lines = [block.words for block in draft.blocks]
        is_made = draft.kind == MADE
        place = _("Made from the records") if is_made else _("Table of contents")
        self.set_aside.append(parsed.Placed(place, paragraphs(lines)))

    def _criterion(self, draft: Draft) -> None:
        self._criterion_row(draft.kind, draft.name)
        self._notes_of(draft.name, [draft.title])
        self._leave(_("%(title)s, before its first question") % {"title": draft.name}, draft.blocks)

    def _criterion_row(self, code: str, name: str) -> list[parsed.Question]:
        title = vocabulary.without_number(name)[:LONGEST_NAME]
        known = vocabulary.STANDARD_NAMES.get(code, title)
        return self.criteria.setdefault(code, (known, []))[1]

    def _question(self, draft: Draft) -> None:
        found = asked(draft.title, draft.blocks)
        number = self._free_number(draft.number)
        if found.paragraphs > 1:
            self.remarks.append(
                _("EQ%(number)s ran over %(count)s paragraphs; they were joined.")
                % {"number": number, "count": found.paragraphs}
            )
        if not found.text:
            self.remarks.append(_("EQ%(number)s has no text of its own.") % {"number": number})
        level = draft.title.level or draft.level + 1
        row = parsed.Question(number, found.text, found.parts, self._html(found.answer, level))
        code = draft.kind or OTHER_QUESTIONS
        self._criterion_row(code, _("Other questions")).append(row)
        self._leave_notes(_("EQ%(number)s, in the question") % {"number": number}, found.notes)

    def _named_question(self, draft: Draft, part: Named, drafts: list[Draft]) -> None:
        """The list below it are its parts; further words answer it only where no finding does."""
        count = next((at for at, b in enumerate(draft.blocks) if b.kind != ITEM), len(draft.blocks))
        parts = tuple(block.line for block in draft.blocks[:count])
        rest = draft.blocks[count:]
        if any(each.named and each.named.of == part.number for each in drafts):
            self._leave(_("EQ%(number)s, before its finding") % {"number": part.number}, rest)
            rest = []
        row = parsed.Question(part.number, said(part, draft.title), parts, self._html(rest, 3))
        self._criterion_row(part.kind, _("Other questions")).append(row)
        self._leave_notes(
            _("EQ%(number)s, in the question") % {"number": part.number}, draft.title.notes
        )

    def _finding(self, draft: Draft, part: Named) -> None:
        """Kept apart where its question was taken out of the document."""
        if any(row.number == part.of for _name, rows in self.criteria.values() for row in rows):
            short = " ".join(each.line for each in draft.blocks if each.kind == ANSWER)
            text = self._html([each for each in draft.blocks if each.kind != ANSWER], 3)
            self.findings.append(parsed.Finding(part.number, part.of, text, short))
        else:
            self._leave(_("Finding %(number)s") % {"number": part.number}, draft.blocks)

    def _named_statement(self, draft: Draft, part: Named) -> None:
        html = html_of_blocks(draft.blocks, 3)
        self._add(part.kind, [parsed.Statement(part.number, said(part, draft.title), html)])
        self._notes_of(draft.name, [draft.title])

    def _free_number(self, wanted: int) -> int:
        """The number as printed, or the next free one with a remark where it is taken."""
        taken = [row.number for _name, rows in self.criteria.values() for row in rows]
        if wanted and wanted not in taken:
            return wanted
        free = max(taken, default=0) + 1
        if wanted:
            self.remarks.append(
                _("EQ%(wanted)s stands in the document twice; the second became EQ%(free)s.")
                % {"wanted": wanted, "free": free}
            )
        return free

    def _statement(self, draft: Draft) -> None:
        row, trailing = gathered(draft)
        self._add(draft.kind, [row])
        self._leave(_("After %(title)s") % {"title": row.heading}, trailing)

    def _add(self, kind: str, rows: Iterable[parsed.Statement]) -> None:
        cleaned = [parsed.Statement(r.number, r.heading, richtext.clean(r.html)) for r in rows]
        self.statements.setdefault(kind, []).extend(cleaned)

    def _section(self, draft: Draft, drafts: list[Draft]) -> None:
        self._notes_of(draft.name, [draft.title])
        if draft.kind == vocabulary.ABBREVIATIONS:
            self._abbreviations(draft)
        elif draft.kind in (vocabulary.LESSONS, vocabulary.RECOMMENDATIONS, vocabulary.CONCLUSIONS):
            self._results(draft, drafts)
        else:
            self._text_section(INTRODUCTIONS.get(draft.kind, draft.kind), draft)

    def _text_section(self, kind: str, draft: Draft) -> None:
        if not draft.blocks:
            return
        title = said(draft.named, draft.title) if draft.named else self._title(draft.name)
        if len(title) > LONGEST_TITLE:
            self._leave(title[:LONGEST_TITLE], [draft.title])
            title = f"{title[: LONGEST_TITLE - 1]}…"
        self.sections.append(parsed.Section(kind, title, self._html(draft.blocks, draft.level)))

    def _results(self, draft: Draft, drafts: list[Draft]) -> None:
        """Text below “Lessons learnt”: an introduction if labelled statements follow, else all."""
        has_labels = any(d.what == chapters.STATEMENT and d.kind == draft.kind for d in drafts)
        if not draft.blocks:
            return
        if not has_labels:
            rows, introduction = unlabelled(draft, self._title(draft.name))
            self._add(draft.kind, rows)
            self.remarks.append(
                ngettext(
                    "“%(title)s” is not numbered in the document; it was kept in one piece.",
                    "“%(title)s” is not numbered in the document; it was kept as %(count)s parts.",
                    len(rows),
                )
                % {"title": draft.name, "count": len(rows)}
            )
            draft.blocks = introduction
        if draft.kind == vocabulary.CONCLUSIONS:
            self._text_section("conclusions_intro", draft)
        else:
            self._leave(_("%(title)s, at the beginning") % {"title": draft.name}, draft.blocks)

    def _abbreviations(self, draft: Draft) -> None:
        for block in draft.blocks:
            if block.kind == TABLE:
                self._abbreviation_rows(draft, block)
            elif not (block.kind != HEADING and self._abbreviation_lines(block)):
                self._leave(draft.name, [block])

    def _abbreviation_rows(self, draft: Draft, table: Block) -> None:
        for row in table.rows:
            cells = [" ".join(block.words for block in cell.blocks) for cell in row.cells]
            pairs = list(zip(cells[::2], cells[1::2], strict=False))
            if row.is_header:
                self.set_aside.append(
                    parsed.Placed(_("Head of the abbreviations"), paragraphs([" ".join(cells)]))
                )
            elif len(cells) % 2 or not all(self._abbreviation(*pair) for pair in pairs):
                self._leave_lines(draft.name, [" – ".join(cells)])
        self._notes_of(draft.name, [table])

    def _abbreviation_lines(self, block: Block) -> bool:
        pairs = [_PAIR.fullmatch(line.strip()) for line in _raw_lines(block)]
        if not pairs or not all(pairs) or block.notes:
            return False
        return all(self._abbreviation(pair[1].strip(), pair[2].strip()) for pair in pairs if pair)

    def _abbreviation(self, short: str, meaning: str) -> bool:
        """Takes a pair in; false where it is none, or another meaning was given before."""
        if not short and not meaning:
            return True
        fits = 0 < len(short) <= LONGEST_SHORT and 0 < len(meaning) <= LONGEST_TITLE
        return fits and self.abbreviations.setdefault(short, meaning) == meaning

    def _title(self, name: str) -> str:
        """A heading without its number; one in capitals becomes a sentence, abbreviations kept."""
        bare = vocabulary.without_number(name)
        if not bare.isupper():
            return bare
        kept = {"EU", *self.abbreviations}
        cased = [word if word.strip("()/,.") in kept else word.lower() for word in bare.split()]
        title = " ".join(cased)
        return title[:1].upper() + title[1:]

    def _html(self, blocks: Sequence[Block], base: int = 0) -> str:
        return richtext.clean(html_of_blocks(blocks, base))

    def _leave(self, place: str, blocks: Sequence[Block]) -> None:
        if html := self._html(blocks):
            self.leftovers.append(parsed.Placed(place[:LONGEST_TITLE], html))

    def _leave_lines(self, place: str, lines: Iterable[str]) -> None:
        self.leftovers.append(
            parsed.Placed(place[:LONGEST_TITLE], richtext.clean(paragraphs(lines)))
        )

    def _leave_notes(self, place: str, notes: Sequence[str]) -> None:
        """Footnotes of what is kept as plain text, which cannot carry them."""
        if notes:
            self._leave_lines(_("Footnote: %(place)s") % {"place": place}, notes)

    def _notes_of(self, place: str, blocks: Iterable[Block]) -> None:
        self._leave_notes(place, [note for block in blocks for note in block.notes])

    def _asides(self, drafts: list[Draft]) -> None:
        for aside in self.reader.asides:
            home = [draft for draft in drafts if draft.start <= aside.at and draft.name]
            name = home[-1].name if home else _("Cover page")
            place = f"{aside.what}: {name}"[:LONGEST_TITLE]
            row = parsed.Placed(place, richtext.clean(paragraphs([aside.text])))
            (self.leftovers if aside.is_own else self.set_aside).append(row)

    def _remark_on_document(self) -> None:
        reader = self.reader
        if not any(block.kind == HEADING for block in reader.blocks):
            self.remarks.append(
                _("The document has no headings; give its chapters Word's heading styles.")
            )
        if reader.runs.inserted or reader.runs.deleted:
            self.remarks.append(
                _("Tracked changes: %(inserted)s insertions kept, %(deleted)s deletions left out.")
                % {"inserted": reader.runs.inserted, "deleted": reader.runs.deleted}
            )
        if outside := reader.package.outside:
            self.remarks.append(
                ngettext(
                    "%(count)s part that lies outside the document was not fetched.",
                    "%(count)s parts that lie outside the document were not fetched.",
                    outside,
                )
                % {"count": outside}
            )

    def _finished(self) -> parsed.ParsedReport:
        criteria = tuple(
            parsed.Criterion(code, name, code in vocabulary.STANDARD_NAMES, tuple(rows))
            for code, (name, rows) in self.criteria.items()
            if rows
        )
        headings = (block for block in self.reader.blocks if block.kind == HEADING)
        whole = parsed.ParsedReport(
            cover=self.cover,
            outline=tuple(parsed.Heading(block.level, block.line) for block in headings),
            sections=tuple(self.sections),
            abbreviations=tuple(parsed.Abbreviation(*pair) for pair in self.abbreviations.items()),
            criteria=criteria,
            findings=tuple(self.findings),
            conclusions=tuple(self.statements.get(vocabulary.CONCLUSIONS, ())),
            lessons=tuple(self.statements.get(vocabulary.LESSONS, ())),
            recommendations=tuple(self.statements.get(vocabulary.RECOMMENDATIONS, ())),
            leftovers=tuple(self.leftovers),
            set_aside=tuple(self.set_aside),
            remarks=tuple(self.remarks),
            is_ours=bool(parts_of(self.reader.package)),
        )
        return replace(whole, footnotes=whole.to_json().count(json.dumps(_NOTE)[1:-1]))


def _raw_lines(block: Block) -> list[str]:
    """Printed lines with their tabs, which part an abbreviation from its meaning."""
    text = "".join(piece.text for piece in block.pieces if not piece.is_note)
    return [line for line in text.split("\n") if line.strip()]
