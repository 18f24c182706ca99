"""Printed sections become one file: pages, tags, links, bookmarks, and the numbers of the pages."""

import io
import re
import warnings
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import accumulate

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, String

from mmsp.reports.fragments.tidying import Bookmark, Facts, Place, saved

# What a file says of itself as a whole; every section of a paper says the same.
OF_THE_WHOLE = ("/Lang", "/MarkInfo", "/Metadata", "/ViewerPreferences", "/OutputIntents")
_MARKS = re.compile(rb"(?:/Artifact\s*BMC|/\w+\s*<</MCID \d+>>\s*BDC|\bEMC)\n")
# What stands in a page is put back to where it found the pen, then the stamp is set as an artifact.
_BEFORE = b"q\n"
_AFTER = b"\nQ\n/Artifact <</Type /Pagination /Subtype /Footer>> BDC\n/Stamp Do\nEMC\n"


@dataclass(frozen=True, slots=True)
class Piece:
    """A tidied section; `depth` says below how many bookmarks its own stand."""

    pdf: bytes
    facts: Facts
    depth: int


def firsts(pieces: Sequence[Facts]) -> list[int]:
    """The number of the first page of each, counted from 0."""
    return list(accumulate((each.pages for each in pieces), initial=0))[:-1]


def joined(pieces: Sequence[Piece], stamps: bytes) -> bytes:
    """One file of all pieces; page n of `stamps` is laid over page n, outside of what is read aloud."""
    with ExitStack() as opened:
        whole = opened.enter_context(pikepdf.new())
        parts = [opened.enter_context(pikepdf.open(io.BytesIO(each.pdf))) for each in pieces]
        _introduce(whole, parts[0])
        _join_tags(whole, parts)
        _name_places(whole, pieces)
        _join_bookmarks(whole, pieces)
        _stamp(whole, opened.enter_context(pikepdf.open(io.BytesIO(stamps))))
        return saved(whole)


def _introduce(whole: pikepdf.Pdf, part: pikepdf.Pdf) -> None:
    """What the file says of itself: language, title, conformance."""
    for key in OF_THE_WHOLE:
        if (value := part.Root.get(key)) is not None:
            is_text = isinstance(value, String)
            whole.Root[key] = value if is_text else whole.copy_foreign(part.make_indirect(value))
    for key, value in part.docinfo.items():
        whole.docinfo[key] = String(str(value))


def _join_tags(whole: pikepdf.Pdf, parts: Sequence[pikepdf.Pdf]) -> None:
    """All pages, below one tag tree in which each page and each link has a number of its own."""
    document = whole.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, K=Array()))
    tags: list[object] = []
    links: list[tuple[pikepdf.Object, pikepdf.Object]] = []
    for part in parts:
        first = len(whole.pages)
        with warnings.catch_warnings():  # links by name are given their places again below
            warnings.simplefilter("ignore", pikepdf.PageCopyWarning)
            whole.pages.extend(part.pages)
        tree = part.Root.StructTreeRoot
        nums = list(whole.copy_foreign(tree.ParentTree).Nums)
        elements = dict(zip(map(int, nums[::2]), nums[1::2], strict=True))
        for number in range(first, len(whole.pages)):
            page = whole.pages[number].obj
            tags += [number, elements[int(page.StructParents)]]
            links += [(note, elements[int(note.StructParent)]) for note in page.get("/Annots", [])]
            page.StructParents = number
        for branch in whole.copy_foreign(tree.K[0]).K:
            branch.P = document
            document.K.append(branch)
    for number, (note, element) in enumerate(links, len(whole.pages)):
        note.StructParent = number
        tags += [number, element]
    root = whole.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array([document])))
    root.ParentTree = whole.make_indirect(Dictionary(Nums=Array(tags)))
    whole.Root.StructTreeRoot = document.P = root


def _goal(whole: pikepdf.Pdf, first: int, place: Place) -> Array:
    page = whole.pages[first + place.page].obj
    return Array([page, Name.XYZ, _short(place.x), _short(place.y), 0])


def _short(number: float) -> str | float:
    return round(number, 6)


def _name_places(whole: pikepdf.Pdf, pieces: Sequence[Piece]) -> None:
    """Every anchor by its name; where two have the same, the first is meant, as in the whole."""
    goals: dict[str, Array] = {}
    for piece, first in zip(pieces, firsts([each.facts for each in pieces]), strict=True):
        for anchor, place in piece.facts.anchors.items():
            goals.setdefault(anchor, _goal(whole, first, place))
    names = Array([each for anchor in sorted(goals) for each in (String(anchor), goals[anchor])])
    whole.Root.Names = Dictionary(Dests=Dictionary(Names=names))


def _join_bookmarks(whole: pikepdf.Pdf, pieces: Sequence[Piece]) -> None:
    with whole.open_outline() as outline:
        levels = [outline.root]
        for depth, first, bookmark in _bookmarks(pieces):
            item = OutlineItem(bookmark.title, _goal(whole, first, bookmark.place))
            del levels[depth + 1 :]
            levels[-1].append(item)
            levels.append(item.children)


def _bookmarks(pieces: Sequence[Piece]) -> Iterator[tuple[int, int, Bookmark]]:
    for piece, first in zip(pieces, firsts([each.facts for each in pieces]), strict=True):
        for bookmark in piece.facts.bookmarks:
            yield piece.depth + bookmark.depth, first, bookmark


def _stamp(whole: pikepdf.Pdf, stamps: pikepdf.Pdf) -> None:
    before, after = whole.make_stream(_BEFORE), whole.make_stream(_AFTER)
    for page, stamp in zip(whole.pages, stamps.pages, strict=True):
        form = stamp.as_form_xobject()
        form.write(_MARKS.sub(b"", form.read_bytes()))
        if b"TJ" not in form.read_bytes():
            continue
        resources = Dictionary(dict(page.obj.Resources.items()))
        resources.XObject = Dictionary(dict(resources.get("/XObject", {}).items()))
        resources.XObject.Stamp = whole.copy_foreign(form)
        page.obj.Resources = resources
        page.obj.Contents = Array([before, page.obj.Contents, after])
