"""The parts of a .docx that carry text, as XML trees. Expects bytes that passed the guard."""

import posixpath
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from lxml import etree

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = f"{{{OFFICE}}}"
MOST_XML_LEVELS = 256  # libxml2's own limit, which stays on

Element = Any


@dataclass(frozen=True)
class Relationship:
    kind: str  # the last word of its type: hyperlink, footnotes, image ...
    target: str
    external: bool


@dataclass
class Package:
    """Reads parts by relationship, as the format wants it; nothing outside the file is followed."""

    data: bytes
    _archive: ZipFile = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._archive = ZipFile(BytesIO(self.data))

    @cached_property
    def main(self) -> str:
        """The name of the document part, usually word/document.xml. Raises KeyError without one."""
        for related in self._relationships("").values():
            if related.kind == "officeDocument" and not related.external:
                return related.target
        raise KeyError("officeDocument")

    @cached_property
    def document(self) -> Element:
        return self._tree(self.main)

    @cached_property
    def relationships(self) -> dict[str, Relationship]:
        return self._relationships(self.main)

    @cached_property
    def properties(self) -> Element | None:
        """The part that says who wrote the document and when; None without one."""
        known = self._relationships("").values()
        names = (each.target for each in known if each.kind == "core-properties")
        name = next((name for name in names if self._readable(name)), "")
        return self._tree(name) if name else None

    def related(self, kind: str) -> list[Element]:
        """The trees of all parts that the document names under this kind, in order of their names."""
        names = {
            related.target
            for related in self.relationships.values()
            if related.kind == kind and not related.external
        }
        return [self._tree(name) for name in sorted(names) if self._readable(name)]

    def one(self, kind: str) -> Element | None:
        found = self.related(kind)
        return found[0] if found else None

    def by_id(self, key: str) -> Element | None:
        """The tree behind a relationship id; None for pictures, outside targets and unknown ids."""
        related = self.relationships.get(key)
        if related is None or related.external or not self._readable(related.target):
            return None
        return self._tree(related.target)

    def link(self, key: str | None, owner: str = "") -> str:
        """Where a hyperlink leads: http, https and mailto only."""
        known = self._relationships(owner) if owner else self.relationships
        related = known.get(key or "")
        return safe_link(related.target) if related and related.external else ""

    def part_of(self, kind: str) -> str:
        """The name of the one part of this kind, or an empty string."""
        named = (each.target for each in self.relationships.values() if each.kind == kind)
        return next(named, "")

    @cached_property
    def outside(self) -> int:
        """How many things other than links this document would fetch from elsewhere."""
        known = self.relationships.values()
        return sum(related.external and related.kind != "hyperlink" for related in known)

    def _readable(self, name: str) -> bool:
        # Only what the guard has looked at for a document type.
        return name.lower().endswith(".xml") and name in self._archive.NameToInfo

    def _tree(self, name: str) -> Element:
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
            huge_tree=False,
        )
        return etree.fromstring(self._archive.read(name), parser)

    def _relationships(self, owner: str) -> dict[str, Relationship]:
        folder, name = posixpath.split(owner)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        if path not in self._archive.NameToInfo:
            return {}
        return {
            row.get("Id", ""): _relationship(row, folder)
            for row in self._tree(path)
            if row.get("Target") is not None
        }


def _relationship(row: Element, folder: str) -> Relationship:
    external = row.get("TargetMode") == "External"
    target = row.get("Target")
    if not external:
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return Relationship(row.get("Type", "").rsplit("/", 1)[-1], target, external)


def safe_link(address: str) -> str:
    """The address if it is one of the web or of mail, otherwise nothing."""
    address = address.strip()
    return address if address.lower().startswith(("http://", "https://", "mailto:")) else ""


def name_of(element: Element) -> str:
    """The element's name without its namespace: Word writes two generations of namespaces."""
    return str(element.tag).rpartition("}")[2]


def child(element: Element | None, *names: str) -> Element | None:
    """Follows local names down, one first child each; None wherever the path ends early."""
    for name in names:
        if element is None:
            return None
        element = next((each for each in element if name_of(each) == name), None)
    return element


def attribute(element: Element | None, name: str, default: str = "") -> str:
    """An attribute by local name, of whatever generation its namespace is."""
    if element is None:
        return default
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return value
    return default


def value_of(element: Element | None, *names: str) -> str:
    """The `val` of a descendant, or an empty string."""
    return attribute(child(element, *names), "val")


def is_on(element: Element | None) -> bool:
    """Whether a switch like <w:b/> is present and not turned off again."""
    return element is not None and attribute(element, "val", "1") not in ("0", "false", "off")
