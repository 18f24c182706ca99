"""The list of evaluations: its columns, and what was asked of it."""

from typing import Any

from django.db.models import F
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from editing.tables import SORT, Column, Listing, Table, in_order
from evaluations.filters import EvaluationFilter
from evaluations.models import Evaluation

CELLS = "evaluations/cells/"
NEWEST = F("report_date").desc(nulls_first=True)


def _projects(row: Evaluation) -> str:
    return ", ".join(project.code for project in row.projects.all())


EVALUATIONS = Table("evaluations", _("Evaluations"), (
    Column("title", _("Evaluation"), str, f"{CELLS}title.html", order="title", width=70),
    Column("stage", _("Stage"), lambda row: row.get_stage_display(), f"{CELLS}stage.html"),
    Column("timing", _("Timing"), lambda row: row.get_timing_display(), order="timing"),
    Column("report_date", _("Report"), lambda row: row.report_date, order="report_date",
           is_fact=True),
    Column("commissioned_by", _("Commissioned by"), lambda row: str(row.commissioned_by or ""),
           order="commissioned_by__name", width=30),
    Column("contractor", _("Contractor"), lambda row: str(row.contractor or ""),
           order="contractor__name", width=30),
    Column("projects", _("Projects"), _projects, width=30, is_usual=False),
    Column("reference", _("Reference"), lambda row: row.reference, order="reference",
           is_usual=False),
    Column("scope", _("Scope"), lambda row: row.get_scope_display(), order="scope",
           is_usual=False),
    Column("themes", _("Themes"), lambda row: ", ".join(row.themes), width=40, is_usual=False),
    Column("period_from", _("Period from"), lambda row: row.period_from, order="period_from",
           is_usual=False),
    Column("period_to", _("Period to"), lambda row: row.period_to, order="period_to",
           is_usual=False),
    Column("language", _("Language"), lambda row: row.get_language_display(), order="language",
           is_usual=False),
))  # fmt: skip


def evaluations_asked(request: HttpRequest, asked: Any, columns: tuple[Column, ...]) -> Listing:
    """The evaluations open to the person, drafts first, then the newest report."""
    filters = EvaluationFilter(asked, queryset=Evaluation.objects.visible_to(request.user))
    usual = (NEWEST, "title", "pk")
    found = in_order(filters.qs, asked.get(SORT, ""), EVALUATIONS.orders, usual)
    found = found.select_related("commissioned_by", "contractor").prefetch_related("projects")
    return Listing(EVALUATIONS, columns, filters, found.defer("disclaimer", "register"))
