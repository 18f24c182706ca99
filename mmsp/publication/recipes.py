"""What can be published, and of what each paper is made: its content for an audience, its pages, the data
of it that may be kept, and a file to work on."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from evaluations.models import Evaluation, PublishedProduct
from evaluations.models.published import named, place_of
from mmsp.reports import brief, content, html, matrix_sheet, responses, writers
from mmsp.reports.brief_shapes import BriefContent
from mmsp.reports.shapes import Audience, Event, MatrixContent, ReportContent
from mmsp.reports.word import report as word_report
from recommendations.models import ResponseMatrix


@dataclass(frozen=True, slots=True)
class Recipe:
    """`ending` is that of the file to work on that `beside` writes, if there is one."""

    build: Callable[..., Any]
    paper: Callable[[Any], html.Paper]
    ending: str = ""
    beside: Callable[[Any], bytes] | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """A paper of an evaluation that could go out, as addresses and as people call it."""

    place: str
    label: str
    product: str
    part: str = ""
    whose: str = ""


def offers_of(evaluation: Evaluation, user: Any) -> list[Offer]:
    """Every product, and of the response matrices each that the person may see, submitted or not."""
    asked = ResponseMatrix.objects.visible_to(user).filter(evaluation=evaluation)
    asked = asked.select_related("organisation").order_by("organisation__name")
    parts: dict[str, list[tuple[str, str]]] = {
        PublishedProduct.RESPONSE_MATRIX: [
            (each.organisation.slug, str(each.organisation)) for each in asked
        ]
    }
    return [
        Offer(place_of(product, part), named(product, whose), str(product), part, whose)
        for product in PublishedProduct
        for part, whose in parts.get(product, [("", "")])
    ]


def _report(
    evaluation: Evaluation, part: str, *, audience: Audience, as_of: datetime.date
) -> ReportContent:
    """Without what is for its writers alone."""
    built = content.build(evaluation, audience=audience, as_of=as_of)
    events = tuple(_without_notes(event) for event in built.events)
    return replace(built, events=events, open_comments=(), is_assessed=False)


def _without_notes(event: Event) -> Event:
    return replace(event, stated=(), page="")


def _evaluation_matrix(
    evaluation: Evaluation, part: str, *, audience: Audience, as_of: datetime.date
) -> ReportContent:
    """The questions and how they are judged, and nothing of the answers."""
    built = content.build(evaluation, audience=audience, as_of=as_of)
    criteria = tuple(
        replace(each, questions=tuple(replace(asked, findings=()) for asked in each.questions))
        for each in built.criteria
    )
    known = ("slug", "lang", "audience", "as_of", "cover", "short_title")
    return ReportContent(**{name: getattr(built, name) for name in known}, criteria=criteria)


def _brief(
    evaluation: Evaluation, part: str, *, audience: Audience, as_of: datetime.date
) -> BriefContent:
    return replace(brief.build_brief(evaluation, audience=audience, as_of=as_of), left_out=())


def _response(
    evaluation: Evaluation, part: str, *, audience: Audience, as_of: datetime.date
) -> MatrixContent:
    """Without the remarks, which are between the organisation and the managers. Raises DoesNotExist
    before it is submitted."""
    row = responses.submitted(evaluation).get(organisation__slug=part)
    built = responses.build_matrix(row, audience=audience, as_of=as_of)
    answers = tuple(replace(each, remarks=()) for each in built.matrix.responses)
    return replace(built, matrix=replace(built.matrix, responses=answers))


def responses_in(evaluation: Evaluation, built: Any) -> list[MatrixContent]:
    """The response matrices that a paper holds: as its annexes, or because it is one."""
    if isinstance(built, MatrixContent):
        return [built]
    slugs = [each.slug for each in getattr(built, "matrices", ())]
    known = {"audience": built.audience, "as_of": built.as_of}
    return [_response(evaluation, slug, **known) for slug in slugs]


RECIPES = {
    PublishedProduct.FINAL_REPORT: Recipe(_report, html.report, "docx", word_report.as_docx),
    PublishedProduct.EVALUATION_BRIEF: Recipe(_brief, html.brief, "docx", writers.brief_docx),
    PublishedProduct.RESPONSE_MATRIX: Recipe(
        _response, html.matrix, "xlsx", matrix_sheet.as_xlsx
    ),
    PublishedProduct.EVALUATION_MATRIX: Recipe(_evaluation_matrix, html.evaluation_matrix),
}  # fmt: skip
