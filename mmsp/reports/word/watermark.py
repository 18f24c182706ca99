"""The mark across every page of a draft, as Word's own watermarks are made."""

from typing import Any
from xml.sax.saxutils import quoteattr

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

SPACES = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
GREY, LONGEST, HIGHEST = "#dde1e6", 430, 64  # points: how long and how high the words stand at most
LETTER = 0.55  # how wide a letter is, by how high
KIND = (
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"'
    ' path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/>'
    '<v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>'
    '<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>'
    '<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>'
    '<v:path textpathok="t"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
)


def add_watermark(header: Any, words: str, number: int) -> None:
    """Behind the text of all pages that have this header; `number` tells marks of a document apart."""
    width = min(LONGEST, HIGHEST * LETTER * len(words))
    height = width / (LETTER * len(words))
    where = (
        f"position:absolute;margin-left:0;margin-top:0;width:{width:.0f}pt;height:{height:.0f}pt;"
        "rotation:315;z-index:-251658752;mso-position-horizontal:center;"
        "mso-position-horizontal-relative:margin;mso-position-vertical:center;"
        "mso-position-vertical-relative:margin"
    )
    shape = (
        f'<v:shape id="PowerPlusWaterMarkObject{number}" o:spid="_x0000_s{2048 + number}"'
        f' type="#_x0000_t136" alt={quoteattr(words)} style={quoteattr(where)} o:allowincell="f"'
        f' fillcolor="{GREY}" stroked="f"><v:fill opacity=".6"/><v:textpath'
        f" style={quoteattr('font-family:Arial;font-size:1pt')} string={quoteattr(words)}/></v:shape>"
    )
    run = f"<w:r {nsdecls('w')} {SPACES}><w:rPr><w:noProof/></w:rPr><w:pict>{KIND}{shape}</w:pict></w:r>"
    header.paragraphs[0]._p.append(parse_xml(run))
