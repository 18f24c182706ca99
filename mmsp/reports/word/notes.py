"""Footnotes of Word, which the library does not write: a part of their own, called in the text."""

from typing import Any
from xml.sax.saxutils import escape

from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn

RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r>'
    "</w:p></w:footnote>"
)


class Footnotes:
    """Collects the notes of one document; `close` writes them, once, before it is saved."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self.notes: list[str] = []

    def call(self, paragraph: Any, text: str) -> None:
        """Adds a note and its number where the paragraph stands."""
        self.notes.append(text)
        run = paragraph.add_run(style=self.document.styles["Footnote Reference"])
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(len(self.notes)))
        run._r.append(reference)

    def close(self) -> None:
        if not self.notes:
            return
        notes = "".join(self._written(number, text) for number, text in enumerate(self.notes, 1))
        xml = f"{HEAD}<w:footnotes {nsdecls('w')}>{SEPARATORS}{notes}</w:footnotes>"
        part = self.document.part
        name = PackURI("/word/footnotes.xml")
        part.relate_to(Part(name, TYPE, xml.encode(), part.package), RELATION)

    def _written(self, number: int, text: str) -> str:
        styles = self.document.styles
        paragraph, call = (
            styles[name].style_id for name in ("Footnote Text", "Footnote Reference")
        )
        return (
            f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="{paragraph}"/></w:pPr>'
            f'<w:r><w:rPr><w:rStyle w:val="{call}"/></w:rPr><w:footnoteRef/></w:r>'
            f'<w:r><w:t xml:space="preserve"> {escape(text)}</w:t></w:r></w:p></w:footnote>'
        )
