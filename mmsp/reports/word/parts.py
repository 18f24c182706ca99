"""What the parts of a report are, for the way back: a list in the file, by the names of the places
where they begin. Word keeps it; a reader who takes it out loses only the certainty."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _
from docx.opc.packuri import PackURI
from docx.opc.part import Part as FilePart
from lxml import etree

from mmsp.reports.outline import of_report
from mmsp.reports.shapes import Question, ReportContent
from mmsp.reports.word.paper import place_name

NAMESPACE = "urn:mmsp:report-parts"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
# Chapters that hold parts of their own, by their anchors.
HOLDERS = {
    "answers": "findings", "what-follows": "chapter", "conclusions": "conclusions",
    "lessons": "lessons", "recommendations": "recommendations", "abbreviations": "abbreviations",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Named:
    """`what` is section, criterion, question, finding or statement, `kind` names it more closely;
    `title` is that of its record, `label` what is printed before it, `of` the number
    of the question that a finding answers."""

    place: str
    what: str
    kind: str = ""
    title: str = ""
    label: str = ""
    number: int = 0
    of: int = 0


def add_parts(document: Any, content: ReportContent) -> None:
    """Names those parts of the document whose places are marked in it."""
    root = etree.Element(f"{{{NAMESPACE}}}parts")
    for each in (*_chapters(content), *_records(content)):
        values = {**asdict(each), "place": place_name(each.place)}
        said = {name: str(value) for name, value in values.items() if value}
        etree.SubElement(root, f"{{{NAMESPACE}}}part", said)
    part = document.part
    body = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    file = FilePart(PackURI("/customXml/item2.xml"), "application/xml", body, part.package)
    part.relate_to(file, RELATION)


def _chapters(content: ReportContent) -> Iterator[Named]:
    """Every heading of the outline, and the sections that have none."""
    rows = {row.position: row for row in content.sections}
    for chapter in of_report(content):
        for each in (chapter, *chapter.children):
            row = rows.pop(each.section or _position(each.anchor), None)
            if row:
                place = f"section-{row.position}"
                yield Named(place, "section", row.kind, row.title, each.number)
            elif each.part != "criterion":
                kind = HOLDERS.get(each.anchor, "other")
                yield Named(each.anchor, "section", kind, each.title, each.number)
    for row in rows.values():
        yield Named(f"section-{row.position}", "section", row.kind, row.title)


def _position(anchor: str) -> int:
    name, _dash, number = anchor.partition("-")
    return int(number) if name == "section" and number.isdigit() else 0


def _records(content: ReportContent) -> Iterator[Named]:
    numbers = {
        each.anchor: each.number for chapter in of_report(content) for each in chapter.children
    }
    for criterion in content.criteria:
        place = f"criterion-{criterion.code}"
        yield Named(place, "criterion", criterion.code, criterion.name, numbers.get(place, ""))
        for question in criterion.questions:
            yield from _question(question, criterion.code)
    for kind, rows in (
        ("conclusion", content.conclusions),
        ("lesson", content.lessons),
        ("recommendation", content.recommendations),
    ):
        for each in rows:
            label = f"{kind[0].upper()}{each.number}"
            place = f"{kind}-{each.number}"
            yield Named(place, "statement", f"{kind}s", each.heading, label, each.number)


def _question(row: Question, code: str) -> Iterator[Named]:
    label = f"{_('EQ')} {row.number}"
    yield Named(f"question-{row.number}", "question", code, row.text, label, row.number)
    for each in row.findings:
        yield Named(f"finding-{each.number}", "finding", number=each.number, of=row.number)
