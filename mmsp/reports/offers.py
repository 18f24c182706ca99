"""Which papers of an evaluation a person may have, for whom, and where each of them is fetched."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from evaluations.models import Evaluation
from mmsp.reports.audience import within
from mmsp.reports.products import PRODUCTS, Product
from mmsp.reports.responses import is_ready_for
from mmsp.reports.shapes import Audience
from recommendations.models import ResponseMatrix

EXPLAINED = {
    Audience.INTERNAL: _("For those who write the report: everything that it is made of."),
    Audience.RESTRICTED: _("For reviewers and those who answer: no remarks, names by consent."),
    Audience.PUBLIC: _("For everybody: no names of people consulted, nothing unpublished."),
}
# Where one reader's papers are of several versions, each says why it is theirs.
YOURS = {
    Audience.INTERNAL: _("You write these or work on them: whole, with remarks and drafts."),
    Audience.RESTRICTED: _(
        "You read these beside their writers: no remarks, no minutes, names by consent."
    ),
    Audience.PUBLIC: _(
        "You read these as everybody does: no names of people consulted, nothing unpublished."
    ),
}
Row = Evaluation | ResponseMatrix
Open = tuple[Product, Row, Audience]
FORMATS = {"pdf": "PDF", "docx": "Word", "xlsx": "Excel", "csv": "CSV"}


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Offer:
    """One paper as a person may have it; `of` names the organisation of a matrix."""

    label: Any
    about: Any
    preview: str
    files: tuple[Link, ...]
    audience: Audience
    of: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """The papers that a person has in the same version, and why in that one."""

    audience: Audience
    explained: Any
    offers: tuple[Offer, ...]


def open_to(user: Any, evaluation: Evaluation, matrices: list[ResponseMatrix]) -> list[Open]:
    """Each paper with what it is made of and the person's own version, in the order of declaration."""
    return [
        (product, row, product.audience_of(user, row))
        for product in PRODUCTS.values()
        for row in rows_of(product, evaluation, matrices)
    ]


def audiences_of(papers: list[Open]) -> list[Audience]:
    """The versions of which the person may have at least one paper, widest first."""
    own = {version for _product, _row, version in papers}
    return list(within(min(own, key=list(Audience).index, default=Audience.PUBLIC)))


def offers(papers: list[Open], audience: Audience) -> Iterator[Offer]:
    """The papers for that audience; where the person's own version of one shows less, that."""
    for product, row, own in papers:
        version = max(audience, own, key=list(Audience).index)
        is_ready = not isinstance(row, ResponseMatrix) or is_ready_for(row, version)
        if version in product.audiences and is_ready:
            yield offer(product, row, version)


def grouped(shown: list[Offer]) -> list[Group]:
    """The offers by their version, widest first."""
    versions = {each: tuple(one for one in shown if one.audience == each) for each in Audience}
    return [Group(each, YOURS[each], ones) for each, ones in versions.items() if ones]


def rows_of(
    product: Product, evaluation: Evaluation, matrices: list[ResponseMatrix]
) -> list[Evaluation] | list[ResponseMatrix]:
    """What the paper is made of here; a paper of other rows has its place with those."""
    if product.row is Evaluation:
        return [evaluation]
    return matrices if product.row is ResponseMatrix else []


def offer(product: Product, row: Row, audience: Audience) -> Offer:
    where, of = place_of(row)
    asked = f"?audience={audience}" if len(product.audiences) > 1 else ""
    files = ((FORMATS[each], reverse(door, args=where)) for each, door in product.doors.items())
    return Offer(
        label=product.label,
        about=product.about,
        preview=reverse(product.preview, args=where) + asked if product.preview else "",
        files=tuple(Link(label, href + asked) for label, href in files),
        audience=audience,
        of=of,
    )


def place_of(row: Row) -> tuple[tuple[str, ...], str]:
    """The parameters of the row's addresses, and whose it is."""
    if isinstance(row, ResponseMatrix):
        return (row.evaluation.slug, row.organisation.slug), row.organisation.name
    return (row.slug,), ""
