"""Two kinds of PDF: to be read, and to be kept for ever with what it was made of. Knows no model."""

import datetime
import enum
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from mmsp.reports.press import PACKET

# In the packet of a paper, as its template writes it.
CLAIMED_HERE = b"<!-- claims -->"
READABLE = """\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part></rdf:Description>"""
# PDF/A takes no word that it does not know: what PDF/UA claims is explained to it.
LASTING = (
    READABLE
    + """
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""
)


class Variant(enum.StrEnum):
    """To be read by everybody, or to be kept for ever with what it was made of."""

    READING = "pdf/ua-1"
    ARCHIVE = "pdf/a-3a"


CLAIMS = {Variant.READING: READABLE, Variant.ARCHIVE: LASTING}


class Relation(enum.StrEnum):
    """What an attachment is to the paper (ISO 32000-2, 7.11.3)."""

    SOURCE = "Source"
    DATA = "Data"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file within an archive copy; `kind` is its media type, `about` one line on what it is."""

    name: str
    kind: str
    body: bytes
    about: str
    relation: Relation
    day: datetime.date

    def as_job(self) -> dict[str, str]:
        """As the press takes it."""
        known = {name: str(getattr(self, name)) for name in ("name", "kind", "about", "relation")}
        return known | {"body": self.body.hex(), "day": self.day.isoformat()}

    @classmethod
    def of_job(cls, said: Mapping[str, str]) -> Self:
        known = {name: said[name] for name in ("name", "kind", "about")}
        day, body = datetime.date.fromisoformat(said["day"]), bytes.fromhex(said["body"])
        return cls(**known, body=body, relation=Relation(said["relation"]), day=day)


def claiming(variant: Variant, assets: Mapping[str, bytes]) -> dict[str, bytes]:
    """The assets, with what the file claims to conform to in its packet. WeasyPrint writes one claim a
    file; a packet of our own holds both."""
    if PACKET not in assets:
        return dict(assets)
    packet = assets[PACKET].replace(CLAIMED_HERE, CLAIMS[variant].encode())
    return {**assets, PACKET: packet}
