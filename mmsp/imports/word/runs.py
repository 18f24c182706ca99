"""The inside of a paragraph: runs, links, fields, tracked changes and footnote calls as pieces."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from itertools import groupby

from mmsp.imports.word.inline import Piece
from mmsp.imports.word.package import (
    Element,
    Package,
    attribute,
    child,
    is_on,
    name_of,
    safe_link,
    value_of,
)
from mmsp.imports.word.styles import Styles, marks_of

_FIELD_LINK = re.compile(r'\s*HYPERLINK\s+"([^"]+)"')
# What the symbol fonts of Word draw at their private places; anything else becomes a bullet.
SYMBOLS = {
    0xA3: "≤", 0xA7: "▪", 0xA8: "☐", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×",
    0xE0: "→", 0xFC: "✓", 0xFE: "☑",
}  # fmt: skip
SILENT = frozenset({"pPr", "rPr", "del", "moveFrom", "delText", "sectPr"})
SINGLE = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "\u2011"}

NoteKey = tuple[str, str]  # footnote or endnote, and its id


@dataclass
class Field:
    """A field that is open: its instruction, and whether its result has begun."""

    instruction: str = ""
    has_result: bool = False

    @property
    def is_contents(self) -> bool:
        return self.instruction.lstrip().startswith("TOC")


@dataclass(frozen=True)
class Line:
    """A paragraph being read. The lists are shared by all nested lines; marks and link are not."""

    pieces: list[Piece] = field(default_factory=list)
    pictures: list[Element] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    marks: frozenset[str] = frozenset()
    href: str = ""


@dataclass
class Runs:
    """Reads paragraphs one after the other; fields such as a table of contents may span several."""

    package: Package
    styles: Styles
    owner: str = ""  # the part whose links these are; empty for the document
    notes: dict[NoteKey, str] = field(default_factory=dict)
    called: set[NoteKey] = field(default_factory=set)
    inserted: int = 0
    deleted: int = 0
    places: Collection[str] = ()  # links to these are references to parts of the report
    fields: list[Field] = field(default_factory=list)
    in_contents: bool = False

    def __post_init__(self) -> None:
        self._handlers: dict[str, Callable[[Element, Line], None]] = {
            "r": self._run,
            "t": self._text,
            "br": self._break,
            "sym": self._symbol,
            "instrText": self._instruction,
            "fldChar": self._field_mark,
            "fldSimple": self._simple_field,
            "hyperlink": self._hyperlink,
            "footnoteReference": self._note,
            "endnoteReference": self._note,
            "AlternateContent": self._alternative,
            "commentReference": lambda element, line: line.comments.append(
                attribute(element, "id")
            ),
            **dict.fromkeys(
                ("drawing", "pict", "object"), lambda element, line: line.pictures.append(element)
            ),
        }

    def read(self, paragraph: Element) -> Line:
        """The pieces of a paragraph, and whatever else is anchored in it."""
        self.in_contents = any(each.is_contents for each in self.fields)
        line = Line()
        self._walk(paragraph, line)
        # Only a table of contents spans paragraphs; a broken field must not swallow the rest.
        self.fields = [each for each in self.fields if each.has_result and each.is_contents]
        return line

    def _walk(self, parent: Element, line: Line) -> None:
        for element in parent:
            name = name_of(element)
            if handler := self._handlers.get(name):
                handler(element, line)
            elif name in SINGLE:
                self._say(SINGLE[name], line)
            elif name in SILENT:
                self.deleted += name in ("del", "moveFrom")
            else:
                self.inserted += name == "ins"
                self._walk(element, line)

    def _say(self, text: str, line: Line) -> None:
        if text:
            line.pieces.append(Piece(text, line.marks, line.href or self._field_link()))

    def _run(self, element: Element, line: Line) -> None:
        properties = child(element, "rPr")
        style = self.styles.format(value_of(properties, "rStyle")).marks
        marks = line.marks | _kept(style, properties) | marks_of(properties)
        if not is_on(child(properties, "vanish")):
            self._walk(element, replace(line, marks=marks))
            return
        unseen: list[Piece] = []
        self._walk(element, replace(line, pieces=unseen))
        if words := " ".join(piece.text for piece in unseen).strip():
            line.hidden.append(words)

    def _text(self, element: Element, line: Line) -> None:
        self._say(element.text or "", line)

    def _break(self, element: Element, line: Line) -> None:
        turns_page = attribute(element, "type") in ("page", "column")
        self._say(" " if turns_page else "\n", line)

    def _symbol(self, element: Element, line: Line) -> None:
        try:
            code = int(attribute(element, "char"), 16)
        except ValueError:
            return
        is_character = 0x100 <= code < 0xD800
        self._say(chr(code) if is_character else SYMBOLS.get(code & 0xFF, "•"), line)

    def _hyperlink(self, element: Element, line: Line) -> None:
        if attribute(element, "anchor") in self.places:
            inner = replace(line, pieces=[])
            self._walk(element, inner)
            # As people type a reference by name.
            self._say(f"[[{''.join(piece.text for piece in inner.pieces)}]]", line)
            return
        key = next((value for name, value in element.attrib.items() if name.endswith("}id")), None)
        self._walk(element, replace(line, href=self.package.link(key, self.owner) or line.href))

    def _simple_field(self, element: Element, line: Line) -> None:
        link = _FIELD_LINK.match(attribute(element, "instr"))
        self._walk(element, replace(line, href=safe_link(link[1]) if link else line.href))

    def _instruction(self, element: Element, line: Line) -> None:
        if self.fields:
            self.fields[-1].instruction += element.text or ""

    def _field_mark(self, element: Element, line: Line) -> None:
        kind = attribute(element, "fldCharType")
        if kind == "begin":
            self.fields.append(Field())
        elif kind == "separate" and self.fields:
            self.fields[-1].has_result = True
            self.in_contents |= self.fields[-1].is_contents
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _field_link(self) -> str:
        links = (_FIELD_LINK.match(each.instruction) for each in self.fields if each.has_result)
        return next((safe_link(link[1]) for link in links if link), "")

    def _note(self, element: Element, line: Line) -> None:
        key = (name_of(element).removesuffix("Reference"), attribute(element, "id"))
        if note := self.notes.get(key, ""):
            self.called.add(key)
            line.pieces.append(Piece(note, is_note=True))

    def _alternative(self, element: Element, line: Line) -> None:
        """Two drawings of one thing: the newer one is read, the other would say it twice."""
        choice = child(element, "Choice")
        chosen = choice if choice is not None else child(element, "Fallback")
        if chosen is not None:
            self._walk(chosen, line)


def _kept(style: frozenset[str], properties: Element | None) -> frozenset[str]:
    """The marks of a run's style without those that the run itself turns off."""
    off = {"strong": "b", "em": "i"}
    switches = {mark: child(properties, off[mark]) for mark in style if mark in off}
    return frozenset(m for m in style if switches.get(m) is None or is_on(switches[m]))


def one_line(runs: Runs, part: Element) -> str:
    """All paragraphs below an element as one line; a link says where it leads if its text does not."""
    lines = (runs.read(paragraph).pieces for paragraph in part.iter("{*}p"))
    return " ".join(" ".join(_with_addresses(pieces)) for pieces in lines).strip()


def _with_addresses(pieces: list[Piece]) -> list[str]:
    parts = []
    for href, group in groupby(pieces, key=lambda piece: piece.href):
        words = " ".join("".join(piece.text for piece in group).split())
        is_said = not href or not words or words.rstrip("/") in href
        parts.append(words if is_said else f"{words} ({href})")
    return parts
