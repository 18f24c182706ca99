"""What a registry wants to know of a paper: written into the file, as PDF info and as Dublin Core."""

import datetime
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from django.template.loader import render_to_string

from mmsp.reports.letters import printable
from mmsp.reports.press import PACKET

PRODUCER = f"WeasyPrint {version('weasyprint')}"
SEPARATOR = " · "


@dataclass(frozen=True, slots=True)
class Entry:
    """One paper in a registry; `kind` is what it is, `publisher` who had it written."""

    title: str
    lang: str
    kind: str = ""
    subject: str = ""
    authors: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    publisher: str = ""
    contributors: tuple[str, ...] = ()
    dated: datetime.date | None = None
    version: str = ""
    identifier: str = ""
    rights: str = ""
    producer: str = PRODUCER


def entry_of(content: Any, title: str, kind: str = "") -> Entry:
    """Of any paper, from what its content holds: a title page, a response matrix, or neither."""
    if cover := getattr(content, "cover", None):
        return _of_evaluation(content, cover, title, kind)
    if matrix := getattr(content, "matrix", None):
        return Entry(
            title=title, lang=content.lang, kind=kind, rights=content.disclaimer,
            subject=_joined(kind, content.title, matrix.organisation),
            authors=(matrix.organisation,), publisher=matrix.organisation,
            dated=matrix.submitted_on,
        )  # fmt: skip
    return Entry(title=title, lang=content.lang, kind=kind, subject=kind)


def _of_evaluation(content: Any, cover: Any, title: str, kind: str) -> Entry:
    codes = [each.code for each in cover.projects if each.code]
    criteria = [each.name for each in getattr(content, "criteria", ())]
    made_by = (cover.contractor, *cover.implementing_partners)
    projects = (f"{each.code} {each.title}".strip() for each in cover.projects)
    return Entry(
        title=title, lang=content.lang, kind=kind, rights=cover.disclaimer,
        subject=_joined(kind, cover.kind, *projects),
        authors=tuple(author.name for author in cover.authors),
        keywords=tuple(dict.fromkeys((cover.kind, *codes, *criteria, *cover.keywords))),
        publisher=cover.commissioned_by,
        contributors=tuple(dict.fromkeys(filter(None, made_by))),
        dated=cover.dated, version=cover.number,
        identifier=cover.reference or cover.contract_number,
    )  # fmt: skip


def _joined(*parts: str) -> str:
    return SEPARATOR.join(dict.fromkeys(filter(None, parts)))


def packet(entry: Entry) -> dict[str, bytes]:
    """The entry as XMP, by the address where the press looks for it."""
    said = render_to_string("reports/packet.xml", {"entry": entry})
    return {PACKET: printable(said).encode()}
