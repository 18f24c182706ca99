"""Small Word files for the tests, each made from scratch with only what the test is about."""

from collections.abc import Callable
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

import docx
from docx.document import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
DTD = b'<!DOCTYPE w:document [<!ENTITY a "aaaa">]>'


class Paper:
    """A Word document under the pen: headings, paragraphs with **bold** marks, real footnotes."""

    def __init__(self) -> None:
        self.document: Document = docx.Document()
        self._notes: list[str] = []

    def heading(self, text: str, level: int = 1) -> Paragraph:
        return self.document.add_heading(text, level)

    def text(self, text: str, style: str | None = None) -> Paragraph:
        """A paragraph; what stands between ** is bold."""
        paragraph = self.document.add_paragraph(style=style)
        for at, part in enumerate(text.split("**")):
            paragraph.add_run(part).bold = bool(at % 2) or None
        return paragraph

    def texts(self, *texts: str) -> None:
        for text in texts:
            self.text(text)

    def item(self, text: str, level: int = 0, *, numbered: bool = False) -> Paragraph:
        kind = "List Number" if numbered else "List Bullet"
        paragraph = self.text(text, kind)
        if level:
            indent = parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/></w:numPr>')
            paragraph._p.get_or_add_pPr().append(indent)
        return paragraph

    def numbered(self, text: str, pattern: str) -> None:
        """A paragraph before which Word prints a number in the given pattern, such as R%1."""
        numbering = self.document.part.numbering_part.element
        if not numbering.findall(f".//{qn('w:lvlText')}[@{qn('w:val')}='{pattern}']"):
            level = f'<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="{pattern}"/></w:lvl>'
            numbering.append(
                parse_xml(
                    f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{level}</w:abstractNum>'
                )
            )
            numbering.append(
                parse_xml(
                    f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'
                )
            )
        number = f'<w:numPr {nsdecls("w")}><w:numId w:val="77"/></w:numPr>'
        self.text(text)._p.get_or_add_pPr().append(parse_xml(number))

    def table(self, *rows: tuple[str, ...]) -> None:
        table = self.document.add_table(rows=len(rows), cols=len(rows[0]))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text

    def note(self, paragraph: Paragraph, text: str) -> None:
        """Calls a footnote at the end of the paragraph as it stands."""
        self._notes.append(text)
        run = paragraph.add_run()
        call = OxmlElement("w:footnoteReference")
        call.set(qn("w:id"), str(len(self._notes)))
        run._r.append(call)

    def xml(self, paragraph: Paragraph, inner: str) -> None:
        """Puts a piece of WordprocessingML at the end of the paragraph."""
        name, _, rest = inner.partition(">")
        closed = "/" if name.endswith("/") else ""
        head = name.rstrip("/")
        declared = (
            f'{head} {nsdecls("w", "r")} xmlns:v="urn:schemas-microsoft-com:vml"{closed}>{rest}'
        )
        paragraph._p.append(parse_xml(declared))

    def link(self, paragraph: Paragraph, address: str, text: str) -> None:
        key = paragraph.part.relate_to(address, f"{OFFICE}/hyperlink", is_external=True)
        self.xml(paragraph, f'<w:hyperlink r:id="{key}"><w:r><w:t>{text}</w:t></w:r></w:hyperlink>')

    def xml_row_header(self, row: Any) -> None:
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))

    def deleted_row(self, row: Any) -> None:
        row._tr.get_or_add_trPr().append(OxmlElement("w:del"))

    def deleted_mark(self, paragraph: Paragraph) -> None:
        """The end of the paragraph was deleted with tracked changes."""
        mark = parse_xml(f'<w:rPr {nsdecls("w")}><w:del w:id="9" w:author="A"/></w:rPr>')
        paragraph._p.get_or_add_pPr().append(mark)

    def bytes(self) -> bytes:
        if self._notes:
            self._write_notes()
            self._notes.clear()
        file = BytesIO()
        self.document.save(file)
        return file.getvalue()

    def _write_notes(self) -> None:
        rows = "".join(
            f'<w:footnote w:id="{at}"><w:p><w:r><w:t xml:space="preserve"> {escape(text)}</w:t></w:r>'
            "</w:p></w:footnote>"
            for at, text in enumerate(self._notes, start=1)
        )
        part = self.document.part
        xml = f"<w:footnotes {nsdecls('w')}>{rows}</w:footnotes>".encode()
        name = PackURI("/word/footnotes.xml")
        part.relate_to(Part(name, NOTES_TYPE, xml, part.package), f"{OFFICE}/footnotes")


def report() -> Paper:
    """A complete little report: cover, abbreviations, two criteria, three questions, results."""
    paper = Paper()
    paper.heading("Final evaluation of the river project")
    paper.texts("EUROPEAID/1/DH - Contract PSF/2020/77", "March 2021", "Prepared by:")
    paper.text("Ada SMITH, Team Leader")
    paper.heading("Abbreviations")
    paper.table(("EU", "European Union"), ("RP", "River Project"))
    paper.heading("1. Introduction")
    note = paper.text("The project cleans a river")
    paper.note(note, "See the map in annex 1.")
    paper.heading("2. Findings")
    paper.heading("2.1. Relevance", 2)
    paper.heading("EQ1. Was it needed?", 3)
    paper.text("It **was** needed.")
    paper.heading("EQ2. Did it respond to:", 3)
    paper.item("the law")
    paper.item("the people?")
    paper.text("It responded to both.")
    paper.heading("2.2. Visibility of the donor", 2)
    paper.heading("EQ3. Was the donor seen?", 3)
    paper.text("Everywhere.")
    paper.heading("3. Conclusions and recommendations")
    paper.heading("3.1. Conclusions", 2)
    paper.text("C1. **The river is clean.** Fish came back.")
    paper.heading("3.2. Lessons learnt", 2)
    paper.texts(
        "L1. Start **at the spring** and go on.", "L2. Pay the **boatmen of the village** first."
    )
    paper.heading("3.3. Recommendations", 2)
    paper.text("R1. We recommend to **buy more boats** soon.")
    paper.text("Boats are cheap.")
    paper.text("R2. Teach the young, because they stay.")
    return paper


def word(*paragraphs: str) -> bytes:
    """A .docx of plain paragraphs."""
    paper = Paper()
    paper.texts(*paragraphs)
    return paper.bytes()


def rezipped(
    data: bytes,
    change: Callable[[str, bytes], bytes | None] = lambda name, body: body,
    extra: tuple[tuple[str, bytes], ...] = (),
) -> bytes:
    """The same archive with members changed, dropped (None) or added."""
    file = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(file, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            body = change(name, old.read(name))
            if body is not None:
                new.writestr(name, body)
        for name, body in extra:
            new.writestr(name, body)
    return file.getvalue()


def in_document(data: bytes, old: str, new: str) -> bytes:
    """The file with its document's XML changed; fails where there is nothing to change."""

    def change(name: str, body: bytes) -> bytes:
        if name != "word/document.xml":
            return body
        assert old.encode() in body
        return body.replace(old.encode(), new.encode())

    return rezipped(data, change)
