"""One printed section made ready to be joined to others, wherever it will stand among them."""

import io
import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass

import pikepdf
from pikepdf import Dictionary, String

from mmsp.reports.fragments.cutting import ELSEWHERE
from mmsp.reports.pdf import Printed

_MARKED = r"/Span\s*<</MCID (?:{})>>\s*BDC"


@dataclass(frozen=True, slots=True)
class Place:
    """A point on a page of the section, counted from 0, in points from the lower left corner."""

    page: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Bookmark:
    depth: int
    title: str
    place: Place


@dataclass(frozen=True, slots=True)
class Facts:
    """What is to be known of a printed section before it is joined."""

    pages: int
    anchors: dict[str, Place]
    bookmarks: tuple[Bookmark, ...]
    refused: tuple[str, ...] = ()

    def as_json(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "Facts":
        told = json.loads(text)
        anchors = {name: Place(**place) for name, place in told["anchors"].items()}
        bookmarks = tuple(
            Bookmark(each["depth"], each["title"], Place(**each["place"]))
            for each in told["bookmarks"]
        )
        return cls(told["pages"], anchors, bookmarks, tuple(told["refused"]))


def tidy(printed: Printed) -> tuple[bytes, Facts]:
    """The section's file and its facts."""
    with pikepdf.open(io.BytesIO(printed.pdf)) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        facts = Facts(
            len(pdf.pages),
            dict(_anchors(pdf, numbers)),
            tuple(_bookmarks(pdf.Root.get("/Outlines"), numbers, 0)),
            printed.refused,
        )
        _link_elsewhere(pdf)
        _untag_margins(pdf)
        for key in {"/Outlines", "/Names"} & set(pdf.Root.keys()):
            del pdf.Root[key]
        return saved(pdf), facts


def saved(pdf: pikepdf.Pdf) -> bytes:
    """The same bytes for the same objects."""
    target = io.BytesIO()
    pdf.save(
        target,
        min_version="1.7",
        fix_metadata_version=False,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        deterministic_id=True,
    )
    return target.getvalue()


def _anchors(pdf: pikepdf.Pdf, numbers: dict[tuple[int, int], int]) -> Iterator[tuple[str, Place]]:
    names = list(pdf.Root.get("/Names", Dictionary()).get("/Dests", Dictionary()).get("/Names", []))
    for anchor, goal in zip(names[::2], names[1::2], strict=True):
        yield str(anchor), _place(goal, numbers)


def _bookmarks(
    parent: pikepdf.Object | None, numbers: dict[tuple[int, int], int], depth: int
) -> Iterator[Bookmark]:
    each = parent.get("/First") if parent is not None else None
    while each is not None:
        yield Bookmark(depth, str(each.Title), _place(each.Dest, numbers))
        yield from _bookmarks(each, numbers, depth + 1)
        each = each.get("/Next")


def _place(goal: pikepdf.Object, numbers: dict[tuple[int, int], int]) -> Place:
    page, _kind, x, y, *_zoom = list(goal)
    return Place(numbers[page.objgen], float(x), float(y))


def _link_elsewhere(pdf: pikepdf.Pdf) -> None:
    """Links into other sections become links to named places, which the whole will have."""
    for page in pdf.pages:
        for note in page.get("/Annots", []):
            address = str(note.get("/A", Dictionary()).get("/URI", ""))
            if address.startswith(ELSEWHERE):
                del note["/A"]
                note.Dest = note.Contents = String(address.removeprefix(ELSEWHERE))


def _untag_margins(pdf: pikepdf.Pdf) -> None:
    """The text of the margins hangs on no branch of the tag tree: it is marked as an artifact, so
    that no second tree comes along with it."""
    tree = pdf.Root.StructTreeRoot
    branches = {each.objgen for each in tree.K[0].K}
    entries = list(tree.ParentTree.Nums)
    for page, elements in zip(pdf.pages, entries[1::2], strict=False):
        loose = []
        for number in reversed(range(len(elements))):
            if _branch(elements[number], tree.K[0].objgen) in branches:
                break
            loose.append(number)
            elements[number] = None
        if loose:
            marked = re.compile(_MARKED.format("|".join(map(str, loose))).encode())
            page.Contents.write(marked.sub(b"/Artifact\nBMC", page.Contents.read_bytes()))


def _branch(element: pikepdf.Object, document: tuple[int, int]) -> tuple[int, int]:
    while element.P.objgen != document:
        element = element.P
    return element.objgen
