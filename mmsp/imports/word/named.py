"""The list of its parts that a report of ours carries, so that nobody has to guess what they are."""

from dataclasses import dataclass

from mmsp.imports.word import vocabulary as words
from mmsp.imports.word.blocks import Block
from mmsp.imports.word.inline import cut, text_of
from mmsp.imports.word.package import Package, attribute, name_of
from mmsp.imports.word.styles import whole

NAMESPACE = "urn:mmsp:report-parts"
SECTIONS = {
    "executive_summary", "introduction", "context", "methodology", "limitations", "findings_intro",
    "overall_assessment", "conclusions_intro", "annex", "other", "leftovers",
    words.FINDINGS, words.CHAPTER, words.ABBREVIATIONS, *words.LISTS,
}  # fmt: skip


@dataclass(frozen=True)
class Named:
    """As `mmsp.reports.word.parts` writes it."""

    what: str
    kind: str = ""
    title: str = ""
    label: str = ""
    number: int = 0
    of: int = 0


def parts_of(package: Package) -> dict[str, Named]:
    """The parts by the bookmark where each begins; none for a document that is not ours."""
    roots = (root for root in package.related("customXml") if NAMESPACE in str(root.tag))
    rows = [row for root in roots for row in root if name_of(row) == "part"]
    parts = {
        attribute(row, "place"): Named(
            attribute(row, "what"),
            attribute(row, "kind"),
            attribute(row, "title"),
            attribute(row, "label"),
            whole(attribute(row, "number")),
            whole(attribute(row, "of")),
        )
        for row in rows
    }
    return {place: part for place, part in parts.items() if _is_sound(part)}


def _is_sound(part: Named) -> bool:
    """Whether the part is one that a report of ours could have."""
    return {
        "section": part.kind in SECTIONS,
        "criterion": bool(part.kind and part.title),
        "question": bool(part.number and part.kind),
        "finding": bool(part.number and part.of),
        "statement": bool(part.number) and part.kind in words.LISTS,
    }.get(part.what, False)  # fmt: skip


def as_printed(block: Block, part: Named | None) -> Block:
    """The heading without the number that the report printed before it."""
    label = part.label if part else ""
    if not label or not text_of(block.pieces).startswith(label):
        return block
    return block.with_pieces(cut(block.pieces, len(label))[1])


def said(part: Named, title: Block) -> str:
    """The title as its record has it, unless somebody wrote another one in the document."""
    is_same = not title.line or not part.title or title.line == " ".join(part.title.split())
    return part.title if is_same else title.line
