"""The papers that can be printed of an evaluation."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from evaluations.models import Evaluation
from mmsp.reports import (
    brief,
    change_paper,
    comments,
    content,
    html,
    lessons_ahead,
    quality,
    responses,
)
from mmsp.reports.shapes import Audience
from mmsp.reports.word import report as word_report
from recommendations.models import ResponseMatrix


@dataclass(frozen=True, slots=True)
class Product:
    """A paper by its key; `of` builds and renders it from its row for one audience on one day. The
    `writers` give its bytes in other formats by their names."""

    key: str
    label: Any
    row: type[Evaluation] | type[ResponseMatrix]
    of: Callable[..., html.Paper]
    formats: tuple[str, ...] = ("pdf",)
    audiences: tuple[Audience, ...] = tuple(Audience)
    writers: Mapping[str, Callable[..., bytes]] = field(default_factory=dict)


def final_report_docx(evaluation: Evaluation, *, audience: Audience, as_of: datetime.date) -> bytes:
    return word_report.as_docx(content.build(evaluation, audience=audience, as_of=as_of))


def final_report(evaluation: Evaluation, *, audience: Audience, as_of: datetime.date) -> html.Paper:
    return html.report(content.build(evaluation, audience=audience, as_of=as_of))


def response_matrix(
    matrix: ResponseMatrix, *, audience: Audience, as_of: datetime.date
) -> html.Paper:
    """Raises NotForAudience for a matrix that has not been submitted, unless internal."""
    return html.matrix(responses.build_matrix(matrix, audience=audience, as_of=as_of))


def response_of_services(
    matrix: ResponseMatrix, *, audience: Audience, as_of: datetime.date
) -> html.Paper:
    """Raises NotForAudience for a matrix that has not been submitted, unless internal."""
    return html.services(responses.build_matrix(matrix, audience=audience, as_of=as_of))


def evaluation_brief(
    evaluation: Evaluation, *, audience: Audience, as_of: datetime.date
) -> html.Paper:
    return html.brief(brief.build_brief(evaluation, audience=audience, as_of=as_of))


def comment_table(
    evaluation: Evaluation, *, audience: Audience, as_of: datetime.date
) -> html.Paper:
    """Raises CommentsStayInside unless internal."""
    return html.comments(comments.build_comments(evaluation, audience=audience, as_of=as_of))


def quality_grid(evaluation: Evaluation, *, audience: Audience, as_of: datetime.date) -> html.Paper:
    """What was handed over. Raises QualityStaysInside unless internal."""
    return html.quality(quality.build_quality(evaluation, audience=audience, as_of=as_of))


def lessons(evaluation: Evaluation, *, audience: Audience, as_of: datetime.date) -> html.Paper:
    """Lessons with what the next phase makes of them. Raises DecisionsStayInside for the public."""
    return html.lessons_ahead(
        lessons_ahead.build_lessons_ahead(evaluation, audience=audience, as_of=as_of)
    )


def evaluation_matrix(
    evaluation: Evaluation, *, audience: Audience, as_of: datetime.date
) -> html.Paper:
    return html.evaluation_matrix(content.build(evaluation, audience=audience, as_of=as_of))


def changes(evaluation: Evaluation, *, audience: Audience, as_of: datetime.date) -> html.Paper:
    """What changed since the evaluation went to its present stage. Raises ChangesStayInside unless
    internal."""
    since = change_paper.last_move(evaluation)
    return html.changes(
        change_paper.build_changes(
            evaluation, since=since, reader=None, audience=audience, as_of=as_of
        )
    )


PRODUCTS = {
    product.key: product
    for product in (
        Product(
            "final-report",
            _("Final report"),
            Evaluation,
            final_report,
            formats=("pdf", "docx"),
            writers={"docx": final_report_docx},
        ),
        Product(
            "response-matrix",
            _("Response matrix"),
            ResponseMatrix,
            response_matrix,
            formats=("pdf", "docx", "xlsx", "csv"),
        ),
        Product(
            "response-of-services",
            _("Response of the services (EC)"),
            ResponseMatrix,
            response_of_services,
        ),
        Product("evaluation-brief", _("Evaluation brief"), Evaluation, evaluation_brief),
        Product("evaluation-matrix", _("Evaluation matrix"), Evaluation, evaluation_matrix),
        Product(
            "quality-grid",
            _("Quality grid"),
            Evaluation,
            quality_grid,
            formats=("pdf", "docx"),
            audiences=(Audience.INTERNAL,),
        ),
        Product(
            "comment-table",
            _("Comments and responses"),
            Evaluation,
            comment_table,
            formats=("pdf", "docx", "xlsx", "csv"),
            audiences=(Audience.INTERNAL,),
        ),
        Product(
            "next-phase",
            _("Lessons for the next phase"),
            Evaluation,
            lessons,
            formats=("pdf", "xlsx"),
            audiences=(Audience.INTERNAL, Audience.RESTRICTED),
        ),
        Product("changes", _("Changes"), Evaluation, changes, audiences=(Audience.INTERNAL,)),
    )
}
