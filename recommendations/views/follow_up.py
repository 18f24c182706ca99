"""The follow-up in figures: of one evaluation, and of all that the reader may see."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from editing.asked import in_words
from evaluations.fetch import get_evaluation
from evaluations.models import Criterion, Evaluation
from recommendations.breakdown import SHOWN, tables
from recommendations.charts import charts
from recommendations.dashboard import By, Dashboard
from recommendations.forms.as_of import AsOfForm
from recommendations.measures import formulas
from recommendations.models import ResponseMatrix
from recommendations.past import Sight, read_past
from recommendations.past_figures import Narrowed, PastDashboard
from recommendations.rows import MatrixRow
from recommendations.scope import DashboardFilter, MatrixFilter
from recommendations.views.pages import PAGE


@require_safe
def follow_up(request: HttpRequest) -> HttpResponse:
    return _page(request, dashboard_of(request))


@require_safe
def evaluation_follow_up(request: HttpRequest, slug: str) -> HttpResponse:
    evaluation = get_evaluation(request.user, slug)
    return _page(request, dashboard_of(request, evaluation), evaluation)


def dashboard_of(request: HttpRequest, evaluation: Evaluation | None = None) -> Dashboard:
    """The figures that the address asks for, as they stand today."""
    asked = DashboardFilter(
        request.GET, request=request, within=evaluation,
        queryset=ResponseMatrix.objects.visible_to(request.user),
    )  # fmt: skip
    return Dashboard(asked, timezone.localdate())


def past_of(request: HttpRequest, evaluation: Evaluation | None, on: date) -> PastDashboard:
    """The figures that the address asks for as they stood on a day, of what the reader sees today."""
    asked = DashboardFilter(
        request.GET, request=request, within=evaluation,
        queryset=ResponseMatrix.everything.visible_to(request.user),
    )  # fmt: skip
    matrices = asked.qs  # narrows the evaluations, too
    drafts = ResponseMatrix.everything.visible_to(request.user).negotiated_by(request.user)
    past = read_past(Sight(asked.evaluations, matrices, drafts), on)
    narrowed = Narrowed(
        asked.asked, tuple(in_words(asked.form)), asked.form.cleaned_data.get("in_year")
    )
    return PastDashboard(past, narrowed, Criterion.objects.visible_to(request.user))


def _page(
    request: HttpRequest, dashboard: Dashboard, evaluation: Evaluation | None = None
) -> HttpResponse:
    by = request.GET.get("by", "")
    by = by if by in By.values else By.ORGANISATION.value
    shown, left_out = tables(dashboard, by, None if request.GET.get("all") else SHOWN)
    context = {
        "dashboard": dashboard,
        "evaluation": evaluation,
        "filter": dashboard.filter,
        "total": dashboard.total,
        "charts": charts(dashboard),
        "tabs": [(label, _query(request, by=value), value == by) for value, label in By.choices],
        "by": By(by).label,
        "tables": shown,
        "left_out": left_out,
        "show_all": _query(request, by=by, all="1"),
        "formulas": formulas(),
        "as_of": AsOfForm(request.GET if "as_of" in request.GET else None),
        "asked_here": _asked_here(request),
        "query": request.GET.urlencode(),
        "rows_query": urlencode(dashboard.asked),
    }
    return render(request, "recommendations/follow_up.html", context)


def _query(request: HttpRequest, **changes: Any) -> str:
    kept = {name: value for name, value in request.GET.items() if name not in ("by", "all")}
    return "?" + urlencode(kept | changes)


def _asked_here(request: HttpRequest) -> list[tuple[str, str]]:
    """What the page is asked, for a form beside it that asks for the same."""
    return [
        (name, value) for name, value in request.GET.items() if name not in ("as_of", "by", "all")
    ]


@require_safe
def response_list(request: HttpRequest) -> HttpResponse:
    """Who was asked to answer which evaluation, and whether the answer came in time."""
    on = timezone.localdate()
    visible = ResponseMatrix.objects.visible_to(request.user)
    asked = MatrixFilter(request.GET, request=request, queryset=visible, on=on)
    found: Any = asked.qs
    found = found.select_related("evaluation", "organisation").with_progress()
    found = found.order_by("due_on", "pk")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    rows = [MatrixRow(matrix, on) for matrix in page.object_list]
    context = {"filter": asked, "page": page, "rows": rows}
    return render(request, "recommendations/response_list.html", context)
