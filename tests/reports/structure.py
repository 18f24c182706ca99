"""What makes a PDF fit for readers, screen readers and archives: each check names the faults it finds."""

import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import pdfua
import pikepdf

Check = Callable[[pikepdf.Pdf], list[str]]


def elements(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Every element of the tag tree, in reading order."""
    waiting = [pdf.Root.StructTreeRoot.K] if "/StructTreeRoot" in pdf.Root else []
    while waiting:
        each = waiting.pop()
        if isinstance(each, pikepdf.Array):
            waiting.extend(reversed(list(each)))
        elif isinstance(each, pikepdf.Dictionary) and "/S" in each:
            yield each
            if "/K" in each:
                waiting.append(each.K)


def tags(pdf: pikepdf.Pdf) -> list[str]:
    is_marked = bool(pdf.Root.get("/MarkInfo", {}).get("/Marked"))
    found = {str(each.S) for each in elements(pdf)}
    return [] if is_marked and {"/Document", "/P"} & found else ["no tags"]


def language(pdf: pikepdf.Pdf) -> list[str]:
    said = str(pdf.Root.get("/Lang", ""))
    return [] if re.fullmatch(r"[a-z]{2}(-[A-Z]{2})?", said) else [f"language {said!r}"]


def title(pdf: pikepdf.Pdf) -> list[str]:
    shown = pdf.Root.get("/ViewerPreferences", {}).get("/DisplayDocTitle")
    known = str(pdf.docinfo.get("/Title", ""))
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as said:
        told = said.get("dc:title", "")
    return [] if shown and known and known == told else [f"title {known!r}, {told!r}"]


def bookmarks(pdf: pikepdf.Pdf) -> list[str]:
    """Each of them leads to a page; a paper of one heading needs none."""
    has_headings = sum(bool(re.fullmatch(r"/H\d", str(each.S))) for each in elements(pdf)) > 1
    with pdf.open_outline() as outline:
        waiting, found = list(outline.root), []
        while waiting:
            found.append(each := waiting.pop())
            waiting.extend(each.children)
    if has_headings and not found:
        return ["no bookmarks"]
    pages = {page.obj.objgen for page in pdf.pages}
    return [f"bookmark {each.title}" for each in found if _page_of(pdf, each) not in pages]


def _page_of(pdf: pikepdf.Pdf, bookmark: Any) -> Any:
    goal = bookmark.destination
    if goal is None and bookmark.action is not None:
        goal = bookmark.action.get("/D")
    if isinstance(goal, (str, pikepdf.String)):
        goal = dict(named(pdf)).get(str(goal))
    return goal[0].objgen if goal is not None else None


def headings(pdf: pikepdf.Pdf) -> list[str]:
    """None stands two levels below the one before it (PDF/UA-1, 7.4.2)."""
    levels = [int(tag[2:]) for each in elements(pdf) if re.fullmatch(r"/H\d", tag := str(each.S))]
    steps = pairwise(levels)
    return [f"a heading {low} below a heading {high}" for high, low in steps if low > high + 1]


def figures(pdf: pikepdf.Pdf) -> list[str]:
    found = [each for each in elements(pdf) if each.S == "/Figure"]
    return ["a figure without words" for each in found if not str(each.get("/Alt", "")).strip()]


def table_heads(pdf: pikepdf.Pdf) -> list[str]:
    heads = [each for each in elements(pdf) if each.S == "/TH"]
    known = ("/Row", "/Column")
    return ["a head without scope" for each in heads if each.A.get("/Scope") not in known]


def regular_tables(pdf: pikepdf.Pdf) -> list[str]:
    """Every row of a table is as wide as the others, spans counted, and no cell reaches below it."""
    found = (each for each in elements(pdf) if each.S == "/Table")
    return [said for table in found if (said := _irregular(table))]


def _irregular(table: Any) -> str:
    widths, below = set(), Counter[int]()  # how many cells from above reach into a later row
    rows = list(_rows(table))
    for at, row in enumerate(rows):
        width = below[at]
        for cell in (each for each in row.get("/K", []) if each.get("/S") in ("/TH", "/TD")):
            width += (across := _span(cell, "/ColSpan"))
            for later in range(1, _span(cell, "/RowSpan")):
                below[at + later] += across
        widths.add(width)
    if len(widths) > 1:
        return f"rows of {sorted(widths)} cells"
    return "a cell that reaches below its table" if max(below, default=0) >= len(rows) else ""


def _rows(table: Any) -> Iterator[Any]:
    for each in table.get("/K", []):
        if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/TR":
            yield each
        elif isinstance(each, pikepdf.Dictionary) and "/S" in each:
            yield from _rows(each)


def _span(cell: Any, which: str) -> int:
    return int(cell.get("/A", {}).get(which, 1))


def fonts(pdf: pikepdf.Pdf) -> list[str]:
    """Those whose letters are not in the file."""
    faults = set()
    for page in pdf.pages:
        for font in page.obj.Resources.get("/Font", {}).values():
            inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
            about = inner.get("/FontDescriptor", {})
            if not any(f"/FontFile{n}" in about for n in ("", "2", "3")):
                faults.add(f"font {inner.get('/BaseFont')} is not embedded")
    return sorted(faults)


def glyphs(pdf: pikepdf.Pdf) -> list[str]:
    """Pages that show the box of a letter that the font lacks: glyph 0."""
    return [
        f"page {number}: a letter that the font lacks"
        for number, page in enumerate(pdf.pages, 1)
        if any(b"\0\0" in _pairs(text) for text in _shown(page.obj))
    ]


def _pairs(text: bytes) -> set[bytes]:
    return {text[at : at + 2] for at in range(0, len(text), 2)}


def _shown(stream: Any) -> Iterator[bytes]:
    """What is shown of a page, and of the forms that it draws; two bytes a letter."""
    for said, operator in pikepdf.parse_content_stream(stream):
        if str(operator) in ("Tj", "TJ"):
            parts = said[0] if isinstance(said[0], pikepdf.Array) else said
            yield from (bytes(part) for part in parts if isinstance(part, pikepdf.String))
    for each in stream.get("/Resources", {}).get("/XObject", {}).values():
        if each.get("/Subtype") == "/Form":
            yield from _shown(each)


def named(pdf: pikepdf.Pdf) -> Iterator[tuple[str, Any]]:
    tree = pdf.Root.get("/Names", {}).get("/Dests")
    if tree is not None:
        yield from pikepdf.NameTree(tree).items()


def links(pdf: pikepdf.Pdf) -> list[str]:
    """Links that lead nowhere."""
    known, faults = dict(named(pdf)), []
    for page in pdf.pages:
        for note in page.obj.get("/Annots", []):
            if note.Subtype != "/Link":
                continue
            goal = note.get("/Dest")
            is_known = goal is not None and (
                not isinstance(goal, pikepdf.String) or str(goal) in known
            )
            if not is_known and "/URI" not in note.get("/A", {}):
                faults.append(f"link to {goal}")
    return faults


def syntax(pdf: pikepdf.Pdf) -> list[str]:
    """What `qpdf --check` says."""
    try:
        return [str(each) for each in pdf.check_pdf_syntax()]
    except pikepdf.PdfError as fault:
        return [str(fault)]


def readable(pdf: pikepdf.Pdf) -> list[str]:
    """What a checker of PDF/UA-1 says, be it an error or a warning."""
    file = io.BytesIO()
    pdf.save(file, static_id=True)
    file.seek(0)
    found = pdfua.validate(file).findings
    return [f"{each.rule_id} {each.message}" for each in found]


CHECKS: tuple[Check, ...] = (
    tags, language, title, bookmarks, headings, figures, table_heads, regular_tables, fonts, glyphs, links,
    syntax, readable,
)  # fmt: skip


def faults(pdf: pikepdf.Pdf) -> list[str]:
    return [said for check in CHECKS for said in check(pdf)]


def lost_links(document: str, pdf: pikepdf.Pdf) -> set[str]:
    """Goals of links in the HTML that are no place in the file; the press drops such links."""
    known = {name for name, _goal in named(pdf)}
    return set(re.findall(r'href="#([^"]+)"', document)) - known
