"""What a paragraph's style and numbering say: heading level, list level, printed label."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from mmsp.imports.word.package import Element, attribute, child, is_on, name_of, value_of

DEEPEST_LIST = 8
MOST_STYLE_STEPS = 20
_HEADING = re.compile(r"heading ([1-9])$")


@dataclass(frozen=True)
class Format:
    """`names` are the style's own name and those it is based on, in lower case."""

    names: tuple[str, ...] = ()
    heading: int = 0
    list_id: str = ""
    list_level: int = 0
    marks: frozenset[str] = frozenset()


@dataclass
class Styles:
    """Styles by id, each resolved along what it is based on."""

    root: Element | None
    _known: dict[str, Format] = field(default_factory=dict)

    @cached_property
    def _elements(self) -> dict[str, Element]:
        rows = [] if self.root is None else self.root
        return {attribute(row, "styleId"): row for row in rows if name_of(row) == "style"}

    def format(self, style_id: str) -> Format:
        if style_id not in self._known:
            self._known[style_id] = self._resolve(style_id)
        return self._known[style_id]

    def _resolve(self, style_id: str) -> Format:
        chain: list[Element] = []
        while style_id in self._elements and len(chain) < MOST_STYLE_STEPS:
            chain.append(self._elements[style_id])
            style_id = value_of(chain[-1], "basedOn")
        names = tuple(value_of(row, "name").lower() for row in chain)
        numbered = next((row for row in chain if child(row, "pPr", "numPr") is not None), None)
        number = child(numbered, "pPr", "numPr")
        return Format(
            names=names,
            heading=_heading(chain, names),
            list_id=value_of(number, "numId"),
            list_level=whole(value_of(number, "ilvl")),
            marks=frozenset().union(*(marks_of(child(row, "rPr")) for row in chain)),
        )


def _heading(chain: list[Element], names: tuple[str, ...]) -> int:
    for row, name in zip(chain, names, strict=True):
        if found := _HEADING.match(name):
            return int(found[1])
        if name == "title":
            return 1
        if level := outline_level(child(row, "pPr")):
            return level
    return 0


def outline_level(properties: Element | None) -> int:
    """1 to 9 for a heading; 0 for body text, which Word writes as 9 counted from nought."""
    written = value_of(properties, "outlineLvl")
    level = whole(written, 9) + 1
    return level if level < 10 else 0


def marks_of(properties: Element | None) -> frozenset[str]:
    """Bold, italics, subscript and superscript of a run's properties, as tag names."""
    if properties is None:
        return frozenset()
    script = {"subscript": "sub", "superscript": "sup"}.get(value_of(properties, "vertAlign"), "")
    marks = {"strong": is_on(child(properties, "b")), "em": is_on(child(properties, "i"))}
    return frozenset([tag for tag, on in marks.items() if on] + ([script] if script else []))


def whole(text: str, default: int = 0) -> int:
    """A number that Word wrote, or the default for anything else; never huge, never negative."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else default


@dataclass(frozen=True)
class Level:
    shape: str = "bullet"
    pattern: str = ""
    start: int = 1


@dataclass
class Numbering:
    """Counts list paragraphs as Word would, because a label like “R1.” may be printed by a list."""

    root: Element | None
    _counts: dict[str, list[int]] = field(default_factory=dict)

    @cached_property
    def _abstract(self) -> dict[str, dict[int, Level]]:
        rows = [] if self.root is None else self.root
        return {
            attribute(row, "abstractNumId"): _levels(row)
            for row in rows
            if name_of(row) == "abstractNum"
        }

    @cached_property
    def _lists(self) -> dict[str, tuple[str, dict[int, Level]]]:
        rows = [] if self.root is None else self.root
        found = {}
        for row in rows:
            if name_of(row) != "num":
                continue
            abstract = value_of(row, "abstractNumId")
            overrides = _overrides(row, self._abstract.get(abstract, {}))
            # A list that starts anew counts alone; others go on where their kin stopped.
            key = attribute(row, "numId") if overrides else f"a{abstract}"
            found[attribute(row, "numId")] = (
                key,
                {**self._abstract.get(abstract, {}), **overrides},
            )
        return found

    def is_ordered(self, list_id: str, level: int) -> bool:
        return self._level(list_id, level).shape not in ("bullet", "none")

    def count(self, list_id: str, level: int) -> str:
        """Counts one more paragraph of this list and returns its label, empty for bullets."""
        if list_id not in self._lists:
            return ""
        counts = self._counts.setdefault(self._lists[list_id][0], [0] * (DEEPEST_LIST + 1))
        counts[level] = counts[level] + 1 if counts[level] else self._level(list_id, level).start
        counts[level + 1 :] = [0] * (DEEPEST_LIST - level)
        if not self.is_ordered(list_id, level):
            return ""
        return re.sub(
            r"%([1-9])",
            lambda hit: _shown(
                max(counts[int(hit[1]) - 1], 1), self._level(list_id, int(hit[1]) - 1)
            ),
            self._level(list_id, level).pattern,
        )

    def _level(self, list_id: str, level: int) -> Level:
        return self._lists.get(list_id, ("", {}))[1].get(level, Level())


def _levels(row: Element) -> dict[int, Level]:
    return {
        whole(attribute(level, "ilvl")): Level(
            shape=value_of(level, "numFmt") or "decimal",
            pattern=value_of(level, "lvlText"),
            start=whole(value_of(level, "start"), 1),
        )
        for level in row
        if name_of(level) == "lvl"
    }


def _overrides(row: Element, known: dict[int, Level]) -> dict[int, Level]:
    found = {}
    for override in (each for each in row if name_of(each) == "lvlOverride"):
        at = whole(attribute(override, "ilvl"))
        base = _levels(override).get(at) or known.get(at, Level())
        start = whole(value_of(override, "startOverride"), base.start)
        found[at] = Level(base.shape, base.pattern, start)
    return found


def _shown(number: int, level: Level) -> str:
    if level.shape in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26)
        return letter.upper() if level.shape == "upperLetter" else letter
    if level.shape in ("lowerRoman", "upperRoman"):
        roman = _roman(number)
        return roman.upper() if level.shape == "upperRoman" else roman
    return str(number)


def _roman(number: int) -> str:
    steps = (
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
    )
    text = ""
    for value, letters in (*steps, (1, "i")):
        count, number = divmod(number, value)
        text += letters * min(count, 10)
    return text
