"""How printing fares when a report is long: queries, and where the time goes."""

from collections.abc import Iterator
from datetime import date
from types import SimpleNamespace

from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from evaluations.models import Evaluation, Finding
from mmsp.reports import content, html, pdf
from mmsp.reports.shapes import Audience
from tests import factories as make
from tests.load.frame import Values, measure, one_run
from tests.reports import rows, sample

A_REPORT = 19  # questions, as in the final evaluation of the MMSP
SIZES = (1, 8)
STEPS = ("content", "HTML", "layout", "write")


@measure
def report_export() -> Values:
    """The final report from rows to PDF; its queries at eight times the size too."""
    reports = {size: report(size) for size in SIZES}
    asked = {size: queries(reports[size]) for size in SIZES}
    spent = export(reports[1])
    yield "report content, queries", asked[1], "", None
    yield "report content, queries at 8x / 1x", asked[8] / asked[1], "times", 1
    total = sum(spent.values())
    yield "export, CPU", total, "s", None
    for step in STEPS:
        yield f"export, share of {step}", 100 * spent[step] / total, "%", None


def report(size: int) -> Evaluation:
    """An evaluation with that many times the questions, each answered in four paragraphs."""
    evaluation = make.EvaluationFactory(slug=f"long-{size}")
    project = make.ProjectFactory(code=f"L{size}")
    iom = make.OrganisationFactory(acronym=f"IOM{size}")
    rows.fill(
        SimpleNamespace(evaluation=evaluation, project=project, iom=iom), times=A_REPORT * size
    )
    for finding in Finding.objects.filter(evaluation=evaluation):
        text = sample.prose(finding.number, 4, note=finding.number % 4 == 0)
        models.QuerySet.update(Finding.objects.filter(pk=finding.pk), text=text)
    return evaluation


def build(evaluation: Evaluation) -> content.ReportContent:
    row = Evaluation.objects.select_related("commissioned_by", "contractor").get(pk=evaluation.pk)
    return content.build(row, audience=Audience.INTERNAL, as_of=date(2025, 11, 2))


def queries(evaluation: Evaluation) -> int:
    with CaptureQueriesContext(connection) as seen:
        build(evaluation)
    return len(seen)


def export(evaluation: Evaluation) -> dict[str, float]:
    """Seconds a step; layout and write are CPU seconds of the press, without its start."""
    built = build(evaluation)
    paper = html.report(built)
    printed = pdf.write(paper.document, css=paper.css, assets=paper.assets)
    return dict(zip(STEPS, _seconds(evaluation, built, printed), strict=True))


def _seconds(
    evaluation: Evaluation, built: content.ReportContent, printed: pdf.Printed
) -> Iterator[float]:
    yield one_run(lambda: build(evaluation))
    yield one_run(lambda: html.report(built))
    yield printed.layout_seconds
    yield printed.write_seconds
