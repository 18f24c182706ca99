"""The papers that can be printed of an evaluation."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from evaluations.models import Evaluation
from mmsp.reports import comments, content, html, responses
from mmsp.reports.shapes import Audience
from recommendations.models import ResponseMatrix


@dataclass(frozen=True, slots=True)
class Product:
    """A paper by its key; `of` builds and renders it from its row for one audience on one day."""

    key: str
    label: Any
    row: type[Evaluation] | type[ResponseMatrix]
    of: Callable[..., html.Paper]
    formats: tuple[str, ...] = ("pdf",)
    audiences: tuple[Audience, ...] = tuple(Audience)


def final_report(evaluation: Evaluation, *, audience: Audience, as_of: datetime.date) -> html.Paper:
    return html.report(content.build(evaluation, audience=audience, as_of=as_of))


def response_matrix(
    matrix: ResponseMatrix, *, audience: Audience, as_of: datetime.date
) -> html.Paper:
    """Raises NotForAudience for a matrix that has not been submitted, unless internal."""
    return html.matrix(responses.build_matrix(matrix, audience=audience, as_of=as_of))


def comment_table(
    evaluation: Evaluation, *, audience: Audience, as_of: datetime.date
) -> html.Paper:
    """Raises CommentsStayInside unless internal."""
    return html.comments(comments.build_comments(evaluation, audience=audience, as_of=as_of))


PRODUCTS = {
    product.key: product
    for product in (
        Product("final-report", _("Final report"), Evaluation, final_report),
        Product("response-matrix", _("Response matrix"), ResponseMatrix, response_matrix),
        Product(
            "comment-table",
            _("Comments and responses"),
            Evaluation,
            comment_table,
            formats=("pdf", "docx", "csv"),
            audiences=(Audience.INTERNAL,),
        ),
    )
}
