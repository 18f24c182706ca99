"""What the press would refuse, or print as nobody wants to read it: said to the writers beforehand."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from mmsp.reports import letters
from mmsp.reports.passages import TEXTS_KEPT, Level, Passage, Remark, passages, words_of
from mmsp.reports.pdf import Limits
from mmsp.reports.places import Places
from mmsp.reports.shapes import ReportContent
from mmsp.reports.survey import Reader, span

# What still reads well on an upright page, and what a reader still goes through.
READABLE_COLUMNS = 12
READABLE_CELLS = 2_000
LIMITS = Limits()


class Table(NamedTuple):
    cells: int
    columns: int


class _Tables(Reader):
    """Every table of a text; one within another is a part of it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Table] = []
        self.inside = self.cells = self.columns = self.in_row = 0

    def look(self, tag: str, attributes: dict[str, str | None]) -> None:
        if tag == "table":
            self.inside += 1
        elif tag == "tr":
            self.in_row = 0
        elif tag in ("td", "th"):
            across = span(attributes.get("colspan"))
            self.cells, self.in_row = self.cells + across, self.in_row + across
            self.columns = max(self.columns, self.in_row)

    def handle_endtag(self, tag: str) -> None:
        super().handle_endtag(tag)
        if tag != "table":
            return
        self.inside -= 1
        if not self.inside:
            self.found.append(Table(self.cells, self.columns))
            self.cells = self.columns = 0


@lru_cache(TEXTS_KEPT)
def tables_in(text: str) -> tuple[Table, ...]:
    if "<table" not in text:
        return ()
    reader = _Tables()
    reader.read(text)
    return tuple(reader.found)


def tables(content: ReportContent) -> Iterator[Remark]:
    yield from tables_of(passages(content))


def tables_of(texts: Iterable[Passage]) -> Iterator[Remark]:
    """Tables that are too large to print, or to be read once they are."""
    told = [(passage, table) for passage in texts for table in tables_in(passage.text)]
    yield from _too_many(told)
    for passage, table in told:
        if table.columns > LIMITS.columns:
            message = _("%(place)s has a table of %(columns)s columns, which cannot be printed.")
            yield Remark(Level.BLOCKING, message % _said(passage, table), passage.url)
        elif table.columns > READABLE_COLUMNS:
            message = _(
                "%(place)s has a table of %(columns)s columns; a page has room for about %(room)s."
            )
            yield Remark(Level.DOUBTFUL, message % _said(passage, table), passage.url)
        elif table.cells > READABLE_CELLS:
            message = _(
                "%(place)s has a table of %(cells)s cells. Keep what the reader needs, and the rest as a "
                "sheet."
            )
            yield Remark(Level.DOUBTFUL, message % _said(passage, table), passage.url)


def _too_many(told: list[tuple[Passage, Table]]) -> Iterator[Remark]:
    """All tables together; the largest is where to begin."""
    if sum(table.cells for _passage, table in told) <= LIMITS.cells:
        return
    passage, table = max(told, key=lambda each: each[1].cells)
    message = _(
        "The tables of the report have more than %(most)s cells, which cannot be printed. The largest has "
        "%(cells)s and stands in %(place)s."
    )
    yield Remark(Level.BLOCKING, message % _said(passage, table), passage.url)


def _said(passage: Passage, table: Table) -> dict[str, str]:
    return {
        "place": passage.label,
        "columns": _grouped(table.columns),
        "cells": _grouped(table.cells),
        "room": str(READABLE_COLUMNS),
        "most": _grouped(LIMITS.cells),
    }


def _grouped(number: int) -> str:
    return number_format(number, force_grouping=True)


def strange_letters(content: ReportContent) -> Iterator[Remark]:
    yield from letters_of(_texts(content))


def letters_of(texts: Iterable[tuple[str, str, str]]) -> Iterator[Remark]:
    """What no font of the paper can draw would be printed as an empty box; by what people call its place
    and where it is mended."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for label, url, text in texts:
        found[label, url].update(letters.missing(text))
    for (label, url), strange in found.items():
        if strange:
            message = _("%(place)s has letters the paper cannot print: %(letters)s") % {
                "place": label,
                "letters": " ".join(sorted(strange)),
            }
            yield Remark(Level.BLOCKING, message, url)


def _texts(content: ReportContent) -> Iterator[tuple[str, str, str]]:
    """Everything that is printed, with what people call its place and where it is mended."""
    to = Places(content.slug)
    for passage in passages(content):
        yield passage.label, passage.url, f"{passage.label} {words_of(passage.text)}"
    yield from _questions(content, to)
    for finding in content.findings:
        yield f"F{finding.number}", to.finding(finding.number), finding.short_answer
    for each in content.conclusions:
        yield f"C{each.number}", to.conclusion(each.number), each.heading
    for lesson in content.lessons:
        yield f"L{lesson.number}", to.lesson(lesson.number), lesson.heading
    for advice in content.recommendations:
        said = " ".join([advice.heading, advice.addressee_note, *advice.addressees])
        yield f"R{advice.number}", to.recommendation(advice.number), said
    yield from _lists(content, to)


def _questions(content: ReportContent, to: Places) -> Iterator[tuple[str, str, str]]:
    for question in content.questions:
        said = [question.text, *question.sub_questions]
        for criterion in question.judgement_criteria:
            said += [criterion.text, *(part for i in criterion.indicators for part in texts_of(i))]
        yield f"{_('EQ')} {question.number}", to.question(question.number), " ".join(said)


def texts_of(row: object) -> list[str]:
    """The texts of one of the frozen values that a report is made of."""
    values = (getattr(row, name) for name in getattr(row, "__slots__", ()))
    return [value for value in values if isinstance(value, str)]


def _lists(content: ReportContent, to: Places) -> Iterator[tuple[str, str, str]]:
    """The cover and the annexes that are made of rows."""
    cover, home = content.cover, to.evaluation()
    for short in content.abbreviations:
        yield _("The list of abbreviations"), to.abbreviations(), f"{short.short} {short.meaning}"
    yield _("The cover"), home, " ".join([*texts_of(cover), *(a.name for a in cover.authors)])
    for event in content.events:
        label = _("Activity %(label)s") % {"label": event.reference.label}
        yield label, event.page or home, f"{event.title} {event.place}"
    for source in content.sources:
        yield _("The list of documents"), home, f"{source.title} {source.author}"
    for person in content.consulted:
        said = f"{person.group} {person.name} {person.detail}"
        yield _("The list of people consulted"), home, said
