"""The papers that can be printed of an evaluation."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from activities.models import Activity, Newsletter, Project
from evaluations.models import Evaluation
from evaluations.permissions import can_read_draft
from mmsp.reports import (
    blank_matrix,
    brief,
    change_paper,
    comments,
    content,
    factsheet,
    follow_up,
    html,
    lessons_ahead,
    newsletter,
    quality,
    responses,
    workshop,
)
from mmsp.reports.audience import (
    audience_of,
    audience_of_activity,
    audience_of_matrix,
    audience_of_newsletter,
    audience_of_project,
)
from mmsp.reports.shapes import Audience
from mmsp.reports.writers import WRITERS
from recommendations.models import ResponseMatrix


@dataclass(frozen=True, slots=True)
class Product:
    """A paper by its key; `of` builds and renders it from its row for one audience on one day, where
    it is printed at all. The `writers` give its bytes in other formats by their names. `audience_of`
    says for a person and a row which version is theirs. `doors` names the address of each format,
    `preview` that of the page. A paper that `looks_back` tells of any day how things stood on it."""

    key: str
    label: Any
    row: type[Evaluation | ResponseMatrix | Activity | Project | Newsletter | follow_up.Portfolio]
    of: Callable[..., html.Paper] | None
    about: Any = ""
    formats: tuple[str, ...] = ("pdf",)
    audiences: tuple[Audience, ...] = tuple(Audience)
    audience_of: Callable[..., Audience] = audience_of
    writers: Mapping[str, Callable[..., bytes]] = field(default_factory=dict)
    doors: Mapping[str, str] = field(default_factory=dict)
    preview: str = ""
    looks_back: bool = False


def final_report(evaluation: Evaluation, *, audience: Audience, as_of: datetime.date) -> html.Paper:
    return html.report(content.build(evaluation, audience=audience, as_of=as_of))


def response_matrix(
    matrix: ResponseMatrix, *, audience: Audience, as_of: datetime.date
) -> html.Paper:
    """Raises NotForAudience for a matrix that has not been submitted, unless internal."""
    return html.matrix(responses.build_matrix(matrix, audience=audience, as_of=as_of))


def matrix_to_fill_in(
    evaluation: Evaluation, *, audience: Audience, as_of: datetime.date
) -> html.Paper:
    return html.matrix(blank_matrix.build_blank(evaluation, audience=audience, as_of=as_of))


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


def traceability_annex(
    evaluation: Evaluation, *, audience: Audience, as_of: datetime.date
) -> html.Paper:
    return html.traceability(content.build(evaluation, audience=audience, as_of=as_of))


def changes(evaluation: Evaluation, *, audience: Audience, as_of: datetime.date) -> html.Paper:
    """What changed since the evaluation went to its present stage. Raises ChangesStayInside unless
    internal."""
    since = change_paper.last_move(evaluation)
    return html.changes(
        change_paper.build_changes(
            evaluation, since=since, reader=None, audience=audience, as_of=as_of
        )
    )


def workshop_report(activity: Activity, *, audience: Audience, as_of: datetime.date) -> html.Paper:
    return html.workshop(workshop.build_workshop(activity, audience=audience, as_of=as_of))


def follow_up_status(
    evaluation: Evaluation, *, audience: Audience, as_of: datetime.date
) -> html.Paper:
    return html.follow_up(follow_up.build_status(evaluation, audience=audience, as_of=as_of))


def portfolio_status(
    row: follow_up.Portfolio, *, audience: Audience, as_of: datetime.date
) -> html.Paper:
    return html.follow_up(follow_up.build_portfolio(row, audience=audience, as_of=as_of))


def project_factsheet(project: Project, *, audience: Audience, as_of: datetime.date) -> html.Paper:
    return html.factsheet(factsheet.build_factsheet(project, audience=audience, as_of=as_of))


def newsletter_paper(row: Newsletter, *, audience: Audience, as_of: datetime.date) -> html.Paper:
    return html.newsletter(newsletter.build_newsletter(row, audience=audience, as_of=as_of))


def audience_of_changes(user: Any, evaluation: Evaluation) -> Audience:
    """Who follows how the report comes about may print it."""
    return Audience.INTERNAL if can_read_draft(user, evaluation) else Audience.PUBLIC


def doors_to(stem: str, *formats: str) -> dict[str, str]:
    """The addresses of a paper's formats, which are named alike."""
    return {each: f"reports:{stem}-{each}" for each in formats}


PRODUCTS = {
    product.key: product
    for product in (
        Product(
            "final-report",
            _("Final report"),
            Evaluation,
            final_report,
            about=_("The whole report in the order of the Commission, with all annexes."),
            formats=("pdf", "docx"),
            writers=WRITERS["final-report"],
            doors=doors_to("report", "pdf", "docx"),
            preview="reports:report-preview",
        ),
        Product(
            "response-matrix",
            _("Response matrix"),
            ResponseMatrix,
            response_matrix,
            about=_(
                "Decision, key actions and their state for each recommendation, as the IOM form."
            ),
            formats=("pdf", "docx", "xlsx", "csv"),
            writers=WRITERS["response-matrix"],
            audience_of=audience_of_matrix,
            doors=doors_to("matrix", "pdf", "docx", "xlsx", "csv"),
            preview="recommendations:matrix-detail",
        ),
        Product(
            "response-of-services",
            _("Response of the services (EC)"),
            ResponseMatrix,
            response_of_services,
            formats=("pdf", "docx", "xlsx"),
            writers=WRITERS["response-of-services"],
            about=_("The same answers as the Commission lays them out, with the follow-up beside."),
            audience_of=audience_of_matrix,
            doors=doors_to("services", "pdf", "docx", "xlsx"),
        ),
        Product(
            "blank-matrix",
            _("Response matrix to fill in"),
            Evaluation,
            matrix_to_fill_in,
            about=_("All recommendations on the IOM form, with room for the answers."),
            formats=("pdf", "docx", "xlsx"),
            writers=WRITERS["blank-matrix"],
            audiences=(Audience.INTERNAL, Audience.RESTRICTED),
            doors=doors_to("blank-matrix", "pdf", "docx", "xlsx"),
        ),
        Product(
            "evaluation-brief",
            _("Evaluation brief"),
            Evaluation,
            evaluation_brief,
            formats=("pdf", "docx"),
            writers=WRITERS["evaluation-brief"],
            about=_("The report on two pages, for those who read no more."),
            doors=doors_to("brief", "pdf", "docx"),
            preview="reports:brief-preview",
        ),
        Product(
            "form-sheet",
            _("Sheet for OPSYS"),
            Evaluation,
            None,
            about=_(
                "Executive summary, conclusions and recommendations, field by field, to paste."
            ),
            formats=("docx",),
            writers=WRITERS["form-sheet"],
            doors=doors_to("form-sheet", "docx"),
            preview="reports:form-sheet",
        ),
        Product(
            "evaluation-matrix",
            _("Evaluation matrix"),
            Evaluation,
            evaluation_matrix,
            formats=("pdf", "docx"),
            writers=WRITERS["evaluation-matrix"],
            about=_(
                "Questions, judgement criteria and indicators, and where the evidence is from."
            ),
            doors=doors_to("evaluation-matrix", "pdf", "docx"),
            preview="evaluations:evaluation-matrix",
        ),
        Product(
            "traceability-annex",
            _("From question to action"),
            Evaluation,
            traceability_annex,
            formats=("pdf", "docx"),
            writers=WRITERS["traceability-annex"],
            about=_("What rests on what, from each question to what was done about it."),
            doors=doors_to("traceability", "pdf", "docx"),
            preview="reports:chain-detail",
        ),
        Product(
            "quality-grid",
            _("Quality grid"),
            Evaluation,
            quality_grid,
            about=_("How the report was judged when it was handed over."),
            formats=("pdf", "docx"),
            writers=WRITERS["quality-grid"],
            audiences=(Audience.INTERNAL,),
            audience_of=quality.audience_of_quality,
            doors=doors_to("quality-grid", "pdf", "docx"),
            preview="evaluations:quality-grid",
        ),
        Product(
            "comment-table",
            _("Comments and responses"),
            Evaluation,
            comment_table,
            about=_("Each comment on the draft, with the answer of the evaluators."),
            formats=("pdf", "docx", "xlsx", "csv"),
            writers=WRITERS["comment-table"],
            audiences=(Audience.INTERNAL,),
            audience_of=comments.audience_of_comments,
            doors=doors_to("comment-table", "pdf", "docx", "xlsx", "csv"),
            preview="reports:comment-table",
        ),
        Product(
            "next-phase",
            _("Lessons for the next phase"),
            Evaluation,
            lessons,
            about=_("Each lesson, and what the next phase makes of it."),
            formats=("pdf", "xlsx"),
            writers=WRITERS["next-phase"],
            audiences=(Audience.INTERNAL, Audience.RESTRICTED),
            doors=doors_to("lessons", "pdf", "xlsx"),
            preview="evaluations:next-phase",
        ),
        Product(
            "follow-up-status",
            _("Follow-up status report"),
            Evaluation,
            follow_up_status,
            about=_("What became of each key action, in figures and line by line, as of a day."),
            formats=("pdf", "xlsx"),
            writers=WRITERS["follow-up-status"],
            preview="recommendations:evaluation-follow-up",
            looks_back=True,
        ),
        Product(
            "portfolio-status",
            _("Follow-up status report of all evaluations"),
            follow_up.Portfolio,
            portfolio_status,
            about=_("The same figures and lines for all evaluations together."),
            formats=("pdf", "xlsx"),
            writers=WRITERS["portfolio-status"],
            preview="recommendations:follow-up",
            looks_back=True,
        ),
        Product(
            "changes",
            _("Changes"),
            Evaluation,
            changes,
            about=_("What became of the text since a day or a stage that you choose."),
            audiences=(Audience.INTERNAL,),
            audience_of=audience_of_changes,
            preview="reports:change-list",
        ),
        Product(
            "workshop-report",
            _("Workshop summary report"),
            Activity,
            workshop_report,
            about=_(
                "Who said what at a workshop, and what came of it, with agenda and participants."
            ),
            formats=("pdf", "docx"),
            writers=WRITERS["workshop-report"],
            audience_of=audience_of_activity,
            doors={
                "pdf": "activity_reports:workshop-pdf",
                "docx": "activity_reports:workshop-docx",
            },
            preview="activity_reports:workshop-preview",
        ),
        Product(
            "project-factsheet",
            _("Project factsheet"),
            Project,
            project_factsheet,
            about=_("What the project is for and what it did, in two languages side by side."),
            audience_of=audience_of_project,
            doors={"pdf": "activity_reports:factsheet-pdf"},
            preview="activity_reports:factsheet-preview",
        ),
        Product(
            "newsletter",
            _("Newsletter"),
            Newsletter,
            newsletter_paper,
            about=_("What the project did in a period, in stories, pictures and figures."),
            audience_of=audience_of_newsletter,
            doors={"pdf": "activity_reports:newsletter-pdf"},
            preview="activity_reports:newsletter-preview",
        ),
    )
}
