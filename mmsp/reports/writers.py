"""Every product in its other formats than PDF: bytes from its row, for one audience on one day."""

import datetime
import io
from collections.abc import Callable

from django.utils import translation
from django.utils.translation import gettext as _

from activities.models import Activity
from evaluations.models import Evaluation
from mmsp.exports.sheet import write_xlsx
from mmsp.reports import (
    blank_matrix,
    brief,
    comments,
    content,
    follow_up,
    follow_up_sheet,
    form_sheet,
    html,
    lessons_ahead,
    matrix_sheet,
    quality,
    responses,
    services_sheet,
    sheet,
    table,
    workshop,
)
from mmsp.reports.brief_shapes import BriefContent
from mmsp.reports.judged import QualityContent
from mmsp.reports.lesson_shapes import COLUMNS, LessonsAhead
from mmsp.reports.packing import undated
from mmsp.reports.shapes import Audience, MatrixContent, ReportContent
from mmsp.reports.word import event, papers
from mmsp.reports.word import matrix as word_matrix
from mmsp.reports.word import report as word_report
from recommendations.models import ResponseMatrix

Writer = Callable[..., bytes]


def brief_docx(built: BriefContent) -> bytes:
    return papers.as_docx(
        html.brief(built), built, author=built.cover.contractor,
        layout=papers.BRIEF,
    )  # fmt: skip


def services_docx(built: MatrixContent) -> bytes:
    return papers.as_docx(html.services(built), built, author=built.matrix.organisation)


def evaluation_matrix_docx(built: ReportContent) -> bytes:
    return papers.as_docx(
        html.evaluation_matrix(built), built,
        author=built.cover.contractor,
    )  # fmt: skip


def traceability_docx(built: ReportContent) -> bytes:
    return papers.as_docx(html.traceability(built), built, author=built.cover.contractor)


def quality_docx(built: QualityContent) -> bytes:
    return papers.as_docx(html.quality(built), built)


def lessons_xlsx(built: LessonsAhead) -> bytes:
    file = io.BytesIO()
    with translation.override(html.paper_language(built.lang)):
        rows = ([column.value(line) for column in COLUMNS] for line in built.lines)
        write_xlsx(file, _("Lessons for the next phase"), COLUMNS, rows)
    return undated(file.getvalue(), stamp=True)


def matrix_docx(built: MatrixContent) -> bytes:
    return word_matrix.as_docx(built, with_comments=built.audience == Audience.INTERNAL)


def _writer(build: Callable[..., object], write: Callable[..., bytes]) -> Writer:
    """From rows over the content for an audience to bytes."""

    def written(
        row: Evaluation | ResponseMatrix | Activity, *, audience: Audience, as_of: datetime.date
    ) -> bytes:
        return write(build(row, audience=audience, as_of=as_of))

    return written


def _writers(build: Callable[..., object], **write: Callable[..., bytes]) -> dict[str, Writer]:
    return {form: _writer(build, each) for form, each in write.items()}


# By product and format.
WRITERS: dict[str, dict[str, Writer]] = {
    "final-report": _writers(content.build, docx=word_report.as_docx),
    "evaluation-brief": _writers(brief.build_brief, docx=brief_docx),
    "form-sheet": _writers(content.build, docx=form_sheet.as_docx),
    "evaluation-matrix": _writers(content.build, docx=evaluation_matrix_docx),
    "traceability-annex": _writers(content.build, docx=traceability_docx),
    "response-matrix": _writers(
        responses.build_matrix, docx=matrix_docx, xlsx=matrix_sheet.as_xlsx,
        csv=matrix_sheet.as_csv,
    ),
    "blank-matrix": _writers(
        blank_matrix.build_blank, docx=matrix_docx, xlsx=matrix_sheet.as_xlsx
    ),
    "response-of-services": _writers(
        responses.build_matrix, docx=services_docx, xlsx=services_sheet.as_xlsx
    ),
    "follow-up-status": _writers(follow_up.build_status, xlsx=follow_up_sheet.as_xlsx),
    "portfolio-status": _writers(follow_up.build_portfolio, xlsx=follow_up_sheet.as_xlsx),
    "comment-table": _writers(
        comments.build_comments, docx=table.as_docx, xlsx=sheet.as_xlsx, csv=table.as_csv
    ),
    "quality-grid": _writers(quality.build_quality, docx=quality_docx),
    "workshop-report": _writers(workshop.build_workshop, docx=event.as_docx),
    "next-phase": _writers(lessons_ahead.build_lessons_ahead, xlsx=lessons_xlsx),
}  # fmt: skip
