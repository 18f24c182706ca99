"""Our evaluations as rows of the repository, in exactly its shape."""

import csv
import io
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format

from accounts.models import Organisation, OrganisationKind
from evaluations.models import Evaluation, Lesson, ReportSection
from evaluations.models.section import SectionKind
from mmsp.register import columns as c
from mmsp.register.cleaning import clean
from mmsp.register.reading import Row
from mmsp.text_table import harmless
from recommendations.models import ResponseMatrix

DONORS = {
    OrganisationKind.EU_INSTITUTION, OrganisationKind.EU_DELEGATION, OrganisationKind.MEMBER_STATE,
}  # fmt: skip


def as_csv(evaluations: QuerySet[Evaluation]) -> bytes:
    """The evaluations with the headings of the repository; no cell becomes a formula."""
    page = io.StringIO()
    writer = csv.writer(page)
    writer.writerow(c.COLUMNS)
    for evaluation in _with_facts(evaluations):
        cells = row_of(evaluation)
        writer.writerow(harmless(cells.get(column, "")) for column in c.COLUMNS)
    return page.getvalue().encode("utf-8-sig")


def row_of(evaluation: Any) -> dict[str, str]:
    """What the evaluation says here; what it has no field for, as its entry in the register said."""
    own = _own(evaluation)
    if not evaluation.register:
        return own
    entry = clean(Row(0, evaluation.register))
    mended = {
        column: own.get(column, "")
        for name, column in c.FIELDS.items()
        if getattr(evaluation, name) != entry.fields[name]
    }
    return entry.cells | mended


def _with_facts(evaluations: QuerySet[Evaluation]) -> Iterable[Any]:
    """Everything that rows need, in a fixed number of queries."""
    mine = {"evaluation": OuterRef("pk")}
    return (
        evaluations.select_related("commissioned_by", "contractor")
        .prefetch_related("team", "projects__donor")
        .annotate(
            has_lessons=Exists(Lesson.objects.filter(**mine)),
            has_summary=Exists(
                ReportSection.objects.filter(kind=SectionKind.EXECUTIVE_SUMMARY, **mine)
            ),
            has_response=Exists(ResponseMatrix.objects.filter(submitted_at__isnull=False, **mine)),
        )
    )


def _own(evaluation: Any) -> dict[str, str]:
    day = evaluation.report_date or evaluation.period_to or evaluation.created_at
    cells = {
        c.TITLE: evaluation.title,
        c.YEAR: str(day.year),
        c.AUTHOR: _author(evaluation),
        c.LESSONS: _yes(evaluation.has_lessons),
        c.SUMMARY: _yes(evaluation.has_summary),
        c.RESPONSE: _yes(evaluation.has_response),
        c.COMMISSIONER: _commissioner(evaluation.commissioned_by),
        c.AREAS: ", ".join(evaluation.themes),
        "Document Subtype": "Evaluation report",
        **_dates(evaluation),
        **_lists(evaluation),
        **_projects(evaluation.projects.all()),
        **_publication(evaluation),
    }
    return {column: " ".join(cell.split()) for column, cell in cells.items() if cell}


def _author(evaluation: Any) -> str:
    team = ", ".join(member.name for member in evaluation.team.all())
    return team or (evaluation.contractor.name if evaluation.contractor else "")


def _commissioner(organisation: Organisation | None) -> str:
    """The repository knows four kinds."""
    if organisation is None:
        return ""
    if organisation.acronym == "IOM":
        return "IOM"
    if organisation.kind == OrganisationKind.UN_AGENCY:
        return "UN"
    return "Donor" if organisation.kind in DONORS else "Other"


def _dates(evaluation: Evaluation) -> dict[str, str]:
    days = {
        c.PUBLISHED_ON: evaluation.report_date,
        c.PERIOD_FROM: evaluation.period_from,
        c.PERIOD_TO: evaluation.period_to,
    }
    return {column: day.isoformat() for column, day in days.items() if day}


def _lists(evaluation: Evaluation) -> dict[str, str]:
    return {
        c.TIMING: _word(c.TIMINGS, evaluation.timing),
        c.SCOPE: _word(c.SCOPES, evaluation.scope),
        c.EVALUATOR: _word(c.EVALUATORS, evaluation.evaluator_type),
        c.LEVEL: _word(c.LEVELS, evaluation.level),
        c.LANGUAGES: _word(c.LANGUAGE_CODES, evaluation.language),
    }


def _word(words: dict[str, Any], value: str) -> str:
    return next((word for word, each in words.items() if each == value), "")


def _projects(projects: Iterable[Any]) -> dict[str, str]:
    projects = list(projects)
    donors = dict.fromkeys(project.donor.name for project in projects if project.donor)
    scopes = dict.fromkeys(project.geographic_scope for project in projects)
    return {
        c.PROJECTS: ", ".join(project.title for project in projects),
        c.CODES: ", ".join(project.code for project in projects),
        c.DONOR: ", ".join(donors),
        c.COUNTRIES: ", ".join(filter(None, scopes)),
    }


def _publication(evaluation: Evaluation) -> dict[str, str]:
    if not evaluation.published_at:
        return {c.IS_PUBLISHED: "No"}
    with translation.override("en"):
        added = date_format(timezone.localtime(evaluation.published_at), "D, m/d/Y - H:i")
    page = reverse("reports:report-pdf", args=[evaluation.slug])
    return {c.IS_PUBLISHED: "Yes", c.ADDED: added, c.FILES: f"{settings.SITE_URL}{page}"}


def _yes(fact: bool) -> str:
    return "Yes" if fact else "No"
