"""Which papers of an evaluation a person may have, for whom, and where each of them is fetched."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from evaluations.models import Evaluation
from mmsp.reports.audience import within
from mmsp.reports.products import PRODUCTS, Product
from mmsp.reports.shapes import Audience
from recommendations.models import ResponseMatrix

EXPLAINED = {
    Audience.INTERNAL: _("For those who write the report: everything that it is made of."),
    Audience.RESTRICTED: _("For reviewers and those who answer: no remarks, names by consent."),
    Audience.PUBLIC: _("For everybody: no names of people consulted, nothing unpublished."),
}
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


def own_audiences(
    user: Any, evaluation: Evaluation, matrices: list[ResponseMatrix]
) -> list[Audience]:
    """The versions of which the person may have at least one paper, widest first."""
    own = {
        product.audience_of(user, row)
        for product in PRODUCTS.values()
        for row in rows_of(product, evaluation, matrices)
    }
    return list(within(min(own, key=list(Audience).index, default=Audience.PUBLIC)))


def offers(
    user: Any, evaluation: Evaluation, matrices: list[ResponseMatrix], audience: Audience
) -> Iterator[Offer]:
    """The papers for that audience, in the order in which products are declared; where the person's own
    version of one shows less, that."""
    for product in PRODUCTS.values():
        for row in rows_of(product, evaluation, matrices):
            version = max(audience, product.audience_of(user, row), key=list(Audience).index)
            if version in product.audiences and is_ready_for(row, version):
                yield offer(product, row, version)


def is_ready_for(row: Evaluation | ResponseMatrix, audience: Audience) -> bool:
    """An answer leaves the house when it is submitted."""
    if isinstance(row, ResponseMatrix) and row.submitted_at is None:
        return audience == Audience.INTERNAL
    return True


def rows_of(
    product: Product, evaluation: Evaluation, matrices: list[ResponseMatrix]
) -> list[Evaluation] | list[ResponseMatrix]:
    """What the paper is made of here; a paper of other rows has its place with those."""
    if product.row is Evaluation:
        return [evaluation]
    return matrices if product.row is ResponseMatrix else []


def offer(product: Product, row: Evaluation | ResponseMatrix, audience: Audience) -> Offer:
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


def place_of(row: Evaluation | ResponseMatrix) -> tuple[tuple[str, ...], str]:
    """The parameters of the row's addresses, and whose it is."""
    if isinstance(row, ResponseMatrix):
        return (row.evaluation.slug, row.organisation.slug), row.organisation.name
    return (row.slug,), ""
